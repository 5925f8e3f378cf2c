"""What a month's cards are made from, and when a month may be closed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.errors import Rejected
from bot.features.people.rules.presence import Attendance
from scoring.errors import PeriodInvalid
from scoring.periods import Cadence, Period

if TYPE_CHECKING:
    from scoring.evidence import Evidence

MOST_MADE_UP_FOR = 3
"""Months that one occurrence of the schedule closes."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What a close did. `is_new` is False when the month had been closed before, and then nothing was written."""

    period: str
    closed_at: datetime
    cards: int
    teams: int
    is_new: bool


def month_period(typed: str) -> Period:
    """The month written 2026-10; Rejected for anything else."""
    try:
        period = Period.parse(typed)
    except PeriodInvalid:
        raise Rejected("scorecards-error-month", field="month", typed=typed) from None
    if period.cadence is not Cadence.MONTH:
        raise Rejected("scorecards-error-month", field="month", typed=typed)
    return period


def require_over(period: Period, *, now: datetime, zone: ZoneInfo) -> None:
    """Rejected until the day after the period's last day has begun in the workspace's zone."""
    if now.astimezone(zone).date() <= period.end:
        raise Rejected("scorecards-error-not-over", typed=str(period), ends=period.end)


def months_to_close(last_closed: str | None, *, scheduled_at: datetime, zone: str) -> list[Period]:
    """Months after the last closed one that ended before this occurrence, oldest first.

    One at most for the first close, and at most `MOST_MADE_UP_FOR` after an outage: older ones would flood everybody
    with stale cards, so the operator closes those.
    """
    today = scheduled_at.astimezone(ZoneInfo(zone)).date()
    newest = Period.containing(today, Cadence.MONTH).previous()
    most = 1 if last_closed is None else MOST_MADE_UP_FOR
    ended = [newest.previous(back) for back in range(most)]
    return [month for month in reversed(ended) if last_closed is None or str(month) > last_closed]


def present_days(
    months: Sequence[date], joined: Sequence[date | None], attendance: Sequence[Attendance], evidence: "Evidence"
) -> dict[date, list[tuple[int, int]]]:
    """Of each month's working days those on which a member was there, and all of them, in the evidence's order.

    Months before somebody joined count as whole when figures were told for them all the same, as after an import.
    """
    told = {month: evidence.is_told(month).tolist() for month in months if month in evidence.months}
    nothing = [False] * len(joined)
    return {
        month: [
            _days(on, each, month, told=is_told)
            for on, each, is_told in zip(joined, attendance, told.get(month, nothing), strict=True)
        ]
        for month in months
    }


def _days(joined: date | None, attendance: Attendance, month: date, *, told: bool) -> tuple[int, int]:
    there, whole = attendance.of_month(month)
    if told and joined is not None and joined > Period.containing(month, Cadence.MONTH).end:
        return whole, whole
    return there, whole
