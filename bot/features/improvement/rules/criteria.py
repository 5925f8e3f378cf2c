"""Exit criteria against months of cards: which are met, which are not, and which nobody can tell. Pure.

What a card does not say is not held against anybody: a criterion is only "not met" when not even the months that were
passed over could have changed that.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from bot.features.improvement.rules.terms import Criterion

DECIMALS = 1
"""Figures are compared as they are shown: 79.96 reads 80.0 and reaches 80."""


class Verdict(StrEnum):
    """Of one criterion: `met`; `not_met`; `not_yet`, while months are still to come that can decide it; `unknown`,
    when months that cannot be told might have."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


class Reading(StrEnum):
    """What a month says about a criterion. `reached` and `below` count; `open` has no card yet; the rest is passed
    over: `no_card`, `incomplete`, `away` for most of its working days, `dropped` from the scheme of that month's card,
    `unscored` on it."""

    REACHED = "reached"
    BELOW = "below"
    OPEN = "open"
    NO_CARD = "no_card"
    INCOMPLETE = "incomplete"
    AWAY = "away"
    DROPPED = "dropped"
    UNSCORED = "unscored"


COUNTED = frozenset({Reading.REACHED, Reading.BELOW})
PASSED_OVER = frozenset(Reading) - COUNTED - {Reading.OPEN}


@dataclass(frozen=True, slots=True)
class CardMonth:
    """What is known of one month (`period`, 2026-11). `is_closed`: its cards are out. `score` is the card's own, None
    without a card and for one on which nothing was scored; `attainments` in % by metric of the card's scheme, None for
    one that was not scored."""

    period: str
    is_closed: bool = True
    has_card: bool = True
    is_complete: bool = True
    mostly_away: bool = False
    score: float | None = None
    attainments: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """One month of one criterion; `value` in points or in %, None where there is none. A value may stand beside a month
    that is passed over: it is told and does not count."""

    period: str
    reading: Reading
    value: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How a criterion stands: it was reached in `n_reached` months of the `criterion.months` that it asks for."""

    criterion: Criterion
    verdict: Verdict
    months: tuple[MonthFigure, ...]

    @property
    def n_reached(self) -> int:
        return _count(self.months, {Reading.REACHED})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the criteria are met, and how many nobody can tell: "2 of 3 criteria met"."""

    met: int
    unknown: int
    total: int


def observed_months(
    starts_on: date,
    ends_on: date,
    *,
    is_working_day: Callable[[date], bool],
    pauses: Sequence[tuple[date, date]] = (),
) -> tuple[str, ...]:
    """The months (2026-11) of which at least half of the working days lie in the plan and in no pause, in order. The
    first and last days of the plan and of each pause are included."""
    first, last = starts_on.replace(day=1), _last_of(ends_on)
    found: dict[str, list[bool]] = {}
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        if is_working_day(day):
            is_in = starts_on <= day <= ends_on and not any(since <= day <= until for since, until in pauses)
            found.setdefault(f"{day:%Y-%m}", []).append(is_in)
    return tuple(period for period, days in found.items() if 2 * sum(days) >= len(days))


def progress(
    criteria: Sequence[Criterion], months: Sequence[CardMonth], *, dropped: Collection[str] = ()
) -> tuple[Progress, ...]:
    """One for each criterion, in their order. `months` are those of `observed_months`, in order; those to come are not
    closed. `dropped`: metrics that the person's scheme of today lacks, and so will the cards to come."""
    return tuple(_progress(each, months, dropped) for each in criteria)


def tally(found: Sequence[Progress]) -> Tally:
    """Of all criteria of a plan."""
    met = sum(each.verdict is Verdict.MET for each in found)
    return Tally(met, sum(each.verdict is Verdict.UNKNOWN for each in found), len(found))


def _progress(criterion: Criterion, months: Sequence[CardMonth], dropped: Collection[str]) -> Progress:
    figures = tuple(_figure(criterion, month, is_dropped=criterion.metric in dropped) for month in months)
    return Progress(criterion, _verdict(criterion.months, figures), figures)


def _verdict(needed: int, figures: Sequence[MonthFigure]) -> Verdict:
    """Months that the observation is short of, after a long pause say, weigh as those that are passed over."""
    missing = needed - _count(figures, {Reading.REACHED})
    to_come = _count(figures, {Reading.OPEN})
    untold = _count(figures, PASSED_OVER) + max(0, needed - len(figures))
    if missing <= 0:
        return Verdict.MET
    if missing <= to_come:
        return Verdict.NOT_YET
    if missing > to_come + untold:
        return Verdict.NOT_MET
    return Verdict.NOT_YET if to_come else Verdict.UNKNOWN


def _figure(criterion: Criterion, month: CardMonth, *, is_dropped: bool) -> MonthFigure:
    value = month.score if criterion.metric is None else month.attainments.get(criterion.metric)
    if not month.is_closed:
        return MonthFigure(month.period, Reading.DROPPED if is_dropped else Reading.OPEN, None)
    return MonthFigure(month.period, _reading(criterion, month, value), value)


def _reading(criterion: Criterion, month: CardMonth, value: float | None) -> Reading:
    passed = {
        Reading.AWAY: month.mostly_away,
        Reading.NO_CARD: not month.has_card,
        Reading.DROPPED: criterion.metric is not None and criterion.metric not in month.attainments,
        Reading.INCOMPLETE: not month.is_complete,
        Reading.UNSCORED: value is None,
    }
    for reading, holds in passed.items():
        if holds:
            return reading
    # Here, because it loads numpy: a process that holds no month against a criterion saves 12 MB.
    from scoring.rounding import half_up

    assert value is not None, "a month without a value is passed over"
    return Reading.REACHED if half_up(value, DECIMALS) >= half_up(criterion.at_least, DECIMALS) else Reading.BELOW


def _count(figures: Sequence[MonthFigure], readings: Collection[Reading]) -> int:
    return sum(each.reading in readings for each in figures)


def _last_of(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
