"""Which months are closed, and for which part somebody was there."""

from datetime import UTC, date, datetime

import pytest

from bot.features.people.rules.presence import Attendance, Calendar
from bot.features.scorecards.rules.months import months_to_close, present_days
from scoring.scorecard import Evidence, RollUp

CLOSING = datetime(2026, 11, 7, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last_closed", "months"),
    [
        (None, ["2026-10"]),
        ("2026-09", ["2026-10"]),
        ("2026-07", ["2026-08", "2026-09", "2026-10"]),
        ("2024-01", ["2026-08", "2026-09", "2026-10"]),
        ("2026-10", []),
        ("2026-11", []),
    ],
)
def test_months_after_the_last_closed_one(last_closed: str | None, months: list[str]) -> None:
    found = months_to_close(last_closed, scheduled_at=CLOSING, zone="Europe/Berlin")
    assert [str(period) for period in found] == months


def test_the_zone_decides_which_month_is_the_last() -> None:
    moment = datetime(2026, 11, 30, 20, 0, tzinfo=UTC)
    assert [str(each) for each in months_to_close(None, scheduled_at=moment, zone="Asia/Shanghai")] == ["2026-11"]
    assert [str(each) for each in months_to_close(None, scheduled_at=moment, zone="UTC")] == ["2026-10"]


def test_days_there_and_what_was_told_before_somebody_joined() -> None:
    september, october, november = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
    told = [RollUp(1, "uv", september, 1, 5, 5, 5), RollUp(2, "uv", october, 1, 5, 5, 5)]
    joined = [date(2026, 10, 16), date(2026, 10, 16), date(2026, 10, 31), None]
    evidence = Evidence.from_rows(told, members=[1, 2, 3, 4])
    attendance = [Attendance(Calendar(), each) for each in joined]
    attendance[3] = Attendance(Calendar(), None, ((date(2026, 10, 29), date(2026, 11, 30)),))
    days = present_days([september, october, november], joined, attendance, evidence)
    assert days[september] == [(22, 22), (0, 22), (0, 22), (22, 22)]
    assert days[october] == [(11, 22), (11, 22), (0, 22), (20, 22)]
    assert days[november] == [(21, 21), (21, 21), (21, 21), (0, 21)]
