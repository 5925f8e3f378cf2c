"""Which quarter, half and year cards are computed anew together with a month's. Pure."""

from collections.abc import Collection, Mapping

from bot.features.scorecards.rules.spans import last_month
from scoring.periods import Cadence, Period

Changed = Mapping[str, Collection[int]]
"""Period → members whose card of it would be another."""


def goes_with(month: Period, period: Period, changed: Changed) -> set[int]:
    """Of a period that the month is part of, or the month itself: whose changed cards are computed anew with it.

    A longer card goes with each of its months of which the same person's card changes; with its last month where it is
    of none, so that nobody's is left over. Nobody's of a period that the month is no part of.
    """
    if month.start not in period.months:
        return set()
    if period == month:
        return set(changed.get(str(month), ()))
    whose = set(changed.get(str(period), ()))
    found = whose & set(changed.get(str(month), ()))
    if month != last_month(period):
        return found
    months = [str(Period(Cadence.MONTH, each)) for each in period.months]
    return found | whose.difference(*(changed.get(each, ()) for each in months))
