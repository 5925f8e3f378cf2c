"""On which working days somebody was there: counted on the calendar's page of October 2026."""

from datetime import date

import pytest

from bot.features.people.rules.presence import Attendance, Calendar, Days
from scoring.periods import Period

OCTOBER = date(2026, 10, 1)  # a Thursday; 22 working days
NATIONAL_DAY = Calendar(country="CN")  # 1 to 7 October off; Saturday the 10th is worked for it
RETREAT = Calendar(off=frozenset({date(2026, 10, 5)}), extra=frozenset({date(2026, 10, 10)}))


def october(first: int, last: int) -> tuple[date, date]:
    return date(2026, 10, first), date(2026, 10, last)


@pytest.mark.parametrize(
    ("attendance", "days"),
    [
        (Attendance(Calendar()), (22, 22)),
        (Attendance(Calendar("1-7")), (31, 31)),
        (Attendance(NATIONAL_DAY), (18, 18)),
        (Attendance(RETREAT), (22, 22)),
        (Attendance(Calendar(), None, (october(5, 7),)), (19, 22)),
        (Attendance(Calendar(), None, (october(3, 4),)), (22, 22)),  # a weekend
        (Attendance(NATIONAL_DAY, None, (october(1, 9),)), (16, 18)),  # holidays are nobody's days away
        (Attendance(Calendar(), None, (october(1, 2), october(30, 31))), (19, 22)),
        (Attendance(Calendar(), None, ((date(2026, 9, 1), date(2026, 12, 31)),)), (0, 22)),
        (Attendance(Calendar(), date(2026, 10, 20)), (9, 22)),
        (Attendance(Calendar(), date(2026, 10, 20), (october(19, 21),)), (7, 22)),
        (Attendance(Calendar(), date(2026, 10, 31)), (0, 22)),
        (Attendance(Calendar(), OCTOBER), (22, 22)),
    ],
)
def test_a_month(attendance: Attendance, days: tuple[int, int]) -> None:
    assert attendance.of_month(OCTOBER) == days


def test_until_a_day_of_it() -> None:
    away = Attendance(Calendar(), None, (october(5, 7),))
    assert [away.of_month(OCTOBER, until=date(2026, 10, day)).there for day in (4, 7, 8, 31)] == [2, 2, 3, 19]


def test_a_quarter_is_the_sum_of_its_days_and_a_target_the_mean_of_its_months() -> None:
    away = Attendance(Calendar(), None, (october(1, 15),))  # 11 of 22
    quarter = Period.parse("2026-Q4")
    assert away.of_period(quarter) == Days(11 + 21 + 23, 22 + 21 + 23)
    assert away.part_of(quarter) == pytest.approx((1 / 2 + 1 + 1) / 3)


def test_a_stretch_without_working_days_takes_nothing_away() -> None:
    assert Days(0, 0).share == 1
