"""Until when a month can be told."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.features.metrics.rules.locks import locked_from


@pytest.mark.parametrize(
    ("on", "day", "hour", "zone", "moment"),
    [
        (date(2026, 10, 1), 5, 9, "UTC", datetime(2026, 11, 5, 9, tzinfo=UTC)),
        (date(2026, 10, 31), 5, 9, "Asia/Shanghai", datetime(2026, 11, 5, 1, tzinfo=UTC)),
        (date(2026, 12, 31), 1, 0, "America/New_York", datetime(2027, 1, 1, 5, tzinfo=UTC)),
        (date(2026, 1, 15), 28, 23, "UTC", datetime(2026, 2, 28, 23, tzinfo=UTC)),
        # The clocks go forward over this hour.
        (date(2026, 2, 10), 8, 2, "America/New_York", datetime(2026, 3, 8, 7, tzinfo=UTC)),
    ],
)
def test_a_month_is_locked_by_the_workspaces_clock(on: date, day: int, hour: int, zone: str, moment: datetime) -> None:
    assert locked_from(on, day=day, hour=hour, zone=ZoneInfo(zone)) == moment
