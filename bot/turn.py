"""One request's context: who asks, in which language, when, inside which transaction."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession


def day_in(zone: str, moment: datetime) -> date:
    """The date in a time zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


@dataclass(frozen=True, slots=True)
class Who:
    """The member who asks, as far as every slice needs to know them."""

    workspace_id: int
    member_id: int
    slack_user: str
    language: str
    zone: str

    def day_of(self, moment: datetime) -> date:
        """The date where the member is."""
        return day_in(self.zone, moment)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the installation is: its IANA zone, and the address at which browsers reach it; empty without one."""

    zone: str = "UTC"
    public_url: str = ""

    def day_of(self, moment: datetime) -> date:
        """The workspace's date."""
        return day_in(self.zone, moment)


UNKNOWN_PLACE = Place()


@dataclass(frozen=True, slots=True)
class Turn:
    """`now` is aware UTC; `session` is committed by the edge, never by a service."""

    who: Who
    now: datetime
    session: AsyncSession
    place: Place = UNKNOWN_PLACE

    @property
    def today(self) -> date:
        """The date where the member is."""
        return self.who.day_of(self.now)
