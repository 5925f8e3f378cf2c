"""Cadences that no card of the scheme has, and rules that nobody looks at again in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scoring.definitions import Scheme
from scoring.findings import Finding, found
from scoring.lint.paths import metrics_of, rules_of
from scoring.periods import Cadence, Period, month_before
from scoring.rewards import PlanRule

REVIEW_MONTHS = 6


def findings(scheme: Scheme) -> Iterator[Finding]:
    yield from _cadences(scheme)
    yield from _rules(scheme)
    yield from _review(scheme)


def _cadences(scheme: Scheme) -> Iterator[Finding]:
    longest = max(scheme.cadences, key=lambda cadence: cadence.months)
    for path, metric in metrics_of(scheme):
        if metric.cadence.months > longest.months:
            has, card = metric.cadence.value, longest.value
            message = f"is assessed by the {has}, but the longest card is a {card}; add {has} to cadences"
            yield found("cadence", path, message)


def _rules(scheme: Scheme) -> Iterator[Finding]:
    for path, rule in rules_of(scheme):
        cadence = Cadence.MONTH if isinstance(rule, PlanRule) else getattr(rule, "cadence", None)
        if cadence is not None and cadence not in scheme.cadences:
            message = (
                f"looks at cards of a {cadence.value}, which the scheme does not issue; add {cadence.value} to cadences"
            )
            yield found("cadence_unissued", path, message)


def _review(scheme: Scheme) -> Iterator[Finding]:
    review = scheme.review
    if review is None:
        message = "has no date of review; add review with adopted and on, at most 6 months later"
        yield found("review_missing", "review", message)
    elif review.on > (latest := months_later(review.adopted, REVIEW_MONTHS)):
        message = f"{review.on} is more than {REVIEW_MONTHS} months after {review.adopted}; choose {latest} or earlier"
        yield found("review_late", "review.on", message)


def months_later(day: date, n: int) -> date:
    """The same day `n` months later, or that month's last when it has no such day: 31 August + 6 is 28 February."""
    month = Period(Cadence.MONTH, month_before(day, -n))
    return month.start.replace(day=min(day.day, month.end.day))
