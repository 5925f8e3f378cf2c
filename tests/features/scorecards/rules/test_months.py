"""Which months are closed, and for which part somebody was there."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from bot.features.scorecards.rules.months import months_to_close, present_shares
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


def test_a_joiners_month_counts_from_the_first_day_and_told_months_count_whole() -> None:
    told = [RollUp(1, "uv", date(2026, 9, 1), 1, 5, 5, 5), RollUp(2, "uv", date(2026, 10, 1), 1, 5, 5, 5)]
    evidence = Evidence.from_rows(told, members=[1, 2, 3, 4])
    joined = [date(2026, 10, 16), date(2026, 10, 16), date(2026, 10, 31), None]
    shares = present_shares(joined, evidence, working_days="1-5")
    np.testing.assert_allclose(shares[date(2026, 9, 1)], [1, 0, 0, 1])
    np.testing.assert_allclose(shares[date(2026, 10, 1)], [0.5, 0.5, 0, 1])
