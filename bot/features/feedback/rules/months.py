"""A month's own days, in which what somebody got counts among what the month brought. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scoring.errors import PeriodInvalid
from scoring.periods import Period


@dataclass(frozen=True, slots=True)
class Month:
    """From `since` until before `until`: the days of the month written `period`, whenever its cards came out. So every
    piece is in one month, also when two months are closed on one day."""

    period: str
    since: datetime
    until: datetime

    @classmethod
    def of(cls, period: Period, zone: ZoneInfo) -> "Month":
        """Its days in that zone."""
        return cls(str(period), _midnight(period.start, zone), _midnight(period.end + timedelta(days=1), zone))

    @classmethod
    def from_payload(cls, payload: Mapping[str, str]) -> "Month":
        since, until = (datetime.fromisoformat(payload[name]) for name in ("since", "until"))
        return cls(payload["period"], since, until)

    @property
    def start(self) -> date:
        """Its first day."""
        return Period.parse(self.period).start

    def as_payload(self) -> dict[str, str]:
        return {"period": self.period, "since": self.since.isoformat(), "until": self.until.isoformat()}


def end_of(typed: str, zone: str) -> datetime | None:
    """When the month that a button carries was over; None for what is no month."""
    try:
        return Month.of(Period.parse(typed), ZoneInfo(zone)).until
    except (PeriodInvalid, OverflowError):  # the latter at the ends of the calendar
        return None


def _midnight(on: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(on, time(), zone).astimezone(UTC)
