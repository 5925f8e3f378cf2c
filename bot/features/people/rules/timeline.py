"""What held from when to when: stretches of days that follow each other and never overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """`value` (a key) held from `first_on` to `last_on`, both included; None while no end is known."""

    value: int
    first_on: date
    last_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)


def value_on(spans: Iterable[Span], day: date) -> int | None:
    """None on a day on which nothing holds."""
    return next((span.value for span in spans if span.holds_on(day)), None)


def changed(spans: Sequence[Span], value: int | None, day: date, *, begun: date | None = None) -> tuple[Span, ...]:
    """The spans, by day, when `value` holds from `day` on, or nothing: until the next change that is planned already.

    What held before ends the day before; what began on the same day never was. Neither was what began until `begun`,
    for somebody further east.
    """
    begun = max(day, begun or day)
    before = [_ended_before(span, day) for span in spans if span.first_on < day]
    after = [span for span in spans if span.first_on > begun]
    end = _next_change(spans, begun)
    new = [] if value is None else [Span(value, day, end - ONE_DAY if end else None)]
    return united(sorted([*before, *new, *after], key=lambda span: span.first_on))


def days_of_change(spans: Iterable[Span], since: date) -> set[date]:
    """The days from `since` on, this one included, on which something begins or has just ended."""
    days = {span.first_on for span in spans} | {span.last_on + ONE_DAY for span in spans if span.last_on}
    return {since} | {day for day in days if day > since}


def _ended_before(span: Span, day: date) -> Span:
    return replace(span, last_on=day - ONE_DAY) if span.holds_on(day) else span


def _next_change(spans: Sequence[Span], day: date) -> date | None:
    return min(days_of_change(spans, day) - {day}, default=None)


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours with the same value are one."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and last.value == span.value and last.last_on and last.last_on + ONE_DAY == span.first_on:
            joined[-1] = replace(last, last_on=span.last_on)
        else:
            joined.append(span)
    return tuple(joined)
