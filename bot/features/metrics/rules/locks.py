"""Until when a month's figures can be told in chat."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scoring.periods import Cadence, Period


def locked_from(on: date, *, day: int, hour: int, zone: ZoneInfo) -> datetime:
    """When figures of the month of `on` are locked, aware UTC: on the `day` (1 to 28) of the month after it, at the
    full `hour` (0 to 23) of the workspace's zone."""
    after = Period.containing(on, Cadence.MONTH).end + timedelta(days=1)
    return datetime.combine(after.replace(day=day), time(hour), tzinfo=zone).astimezone(UTC)
