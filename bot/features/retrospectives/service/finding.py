"""What every step needs first: the retrospective, how somebody stands to it, and the workspace's days."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.entries import Entry
from bot.errors import Denied
from bot.features.people import service as people
from bot.features.retrospectives import repository
from bot.features.retrospectives.models import Retrospective
from bot.scheduling.working_calendar import WorkingCalendar
from bot.turn import Who, day_in

USUAL_ZONE, USUAL_DAYS = "UTC", "1-5"
"""Before the workspace's own are known."""
Find = Callable[[AsyncSession, int, int], Awaitable[Retrospective | None]]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The workspace's zone, and its working days as ISO weekdays such as `1-5`."""

    zone: str = USUAL_ZONE
    working_days: str = USUAL_DAYS

    def day_of(self, now: datetime) -> date:
        """By which retrospectives open and close."""
        return day_in(self.zone, now)


@dataclass(frozen=True, slots=True)
class Place:
    """A retrospective, and how somebody stands to it: its lead, a member, or both."""

    row: Retrospective
    is_lead: bool
    is_member: bool


async def rhythm_of(session: AsyncSession, workspace_id: int) -> Rhythm:
    found = await repository.upkeep_schedule(session, workspace_id)
    return Rhythm(found.zone, found.working_days) if found else Rhythm()


async def calendar_of(session: AsyncSession, who: Who, rhythm: Rhythm, *, today: date) -> WorkingCalendar:
    """The workspace's, from today on."""
    shown = await people.shown_calendar(session, who, today=today)
    off = {day.on: day.name for day in shown.days if not day.is_worked}
    extra = frozenset(day.on for day in shown.days if day.is_worked)
    return WorkingCalendar(rhythm.working_days, shown.country, off, extra)


async def place_of(session: AsyncSession, who: Who, key: int, *, find: Find = repository.retrospective) -> Place:
    """Denied for everybody but its lead and members, in the same words for one that does not exist."""
    row = await find(session, who.workspace_id, key)
    is_member = who.member_id in await repository.members_of(session, who.workspace_id, key)
    is_lead = row is not None and row.lead_id == who.member_id
    if row is None or not (is_lead or is_member):
        raise denied(who, "see_retrospective")
    return Place(row, is_lead, is_member)


async def team_to_open_for(session: AsyncSession, who: Who, *, now: datetime) -> int | None:
    """The team that somebody leads today."""
    return await people.team_led_by(session, who.workspace_id, who.member_id, on=who.day_of(now))


def denied(who: Who, wanted: str, *, key: str = "people-error-not-visible") -> Denied:
    """The refusal of everything that is out of sight; with another `key`, of what is no secret."""
    return Denied(key, Entry.of(who, Audited.ACCESS_DENIED, About.MEMBER, None, wanted=wanted))
