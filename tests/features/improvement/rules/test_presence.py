"""When a month counts although somebody was not there all of it. October 2026 has 22 working days."""

from datetime import date

import pytest

from bot.features.improvement.rules.presence import why_not_there
from bot.features.improvement.rules.runs import Said
from bot.scheduling.asking import Habits
from bot.scheduling.working_calendar import WorkingCalendar
from scoring.periods import Period

OCTOBER = Period.parse("2026-10")


def october(day: int) -> date:
    return date(2026, 10, day)


@pytest.mark.parametrize(
    ("away", "joined", "expected"),
    [
        ((), None, None),
        ((), date(2020, 1, 1), None),
        ((), october(15), None),  # twelve of 22 working days are left
        ((), october(19), Said.NOT_JOINED),  # ten
        ((), date(2026, 11, 2), Said.NOT_JOINED),
        (((october(1), october(15)),), None, None),  # eleven away: not more than half
        (((october(1), october(16)),), None, Said.ON_LEAVE),  # twelve
        (((october(1), october(9)), (october(12), october(16))), None, Said.ON_LEAVE),
        (((date(2026, 9, 1), date(2026, 12, 1)),), None, Said.ON_LEAVE),
        (((date(2026, 9, 1), date(2026, 9, 30)),), None, None),
        (((october(26), october(30)),), october(12), Said.ON_LEAVE),  # ten days there, seven before, five away
    ],
)
def test_more_than_half_of_the_working_days(
    away: tuple[tuple[date, date], ...], joined: date | None, expected: Said | None
) -> None:
    assert why_not_there(Habits("UTC", WorkingCalendar(), away), joined, OCTOBER) is expected


def test_days_off_are_not_counted() -> None:
    """A week of holidays: 15 working days are left, and eight of them away are more than half."""
    off = {october(day): "Holiday" for day in range(1, 10)}
    habits = Habits("UTC", WorkingCalendar(days_off=off), ((october(12), october(21)),))
    assert why_not_there(habits, None, OCTOBER) is Said.ON_LEAVE
    assert why_not_there(Habits("UTC", WorkingCalendar(), habits.away), None, OCTOBER) is None
