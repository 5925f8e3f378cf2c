"""Moves members between teams; a member is in one at a time, and a team has one lead at most."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import repository
from bot.features.people.models import Member
from bot.features.people.service.lookup import who_is
from bot.features.people.service.timelines import Timelines


def day_of_change(member: Member, *, now: datetime, today: date) -> date:
    """From when a change is made at once: today, where that comes first, so that neither who makes it nor whom it is
    about has to wait for their midnight."""
    return min(today, who_is(member).day_of(now))


def day_begun(member: Member, *, now: datetime, today: date) -> date:
    """Until when a change may have begun that is made at once: whoever made it, or whom it is about, may be further
    east. A later one takes its place."""
    return max(today, who_is(member).day_of(now))


@dataclass(frozen=True, slots=True)
class When:
    """From `first_on` on, or at once: today where who asks is, at the moment `now`; without a moment, today for all."""

    first_on: date | None
    today: date
    now: datetime | None = None

    def of(self, member: Member) -> tuple[date, date]:
        """From when it counts for the member, and until when what it replaces may have begun."""
        if self.first_on is not None and self.first_on != self.today:
            return self.first_on, self.first_on
        if self.now is None:
            return self.today, self.today
        return (
            day_of_change(member, now=self.now, today=self.today),
            day_begun(member, now=self.now, today=self.today),
        )

    def of_all(self, members: Collection[Member]) -> tuple[date, date]:
        """The earliest and the latest of them."""
        days = [self.of(each) for each in members]
        default = self.first_on or self.today
        return min((day for day, _ in days), default=default), max((begun for _, begun in days), default=default)


@dataclass(frozen=True, slots=True)
class Places:
    """Who is in which team and who leads it, ever."""

    teams: Timelines
    leads: Timelines

    @classmethod
    async def read(cls, session: AsyncSession, workspace_id: int) -> "Places":
        return cls(
            await Timelines.read(session, workspace_id, repository.TEAMS),
            await Timelines.read(session, workspace_id, repository.LEADS),
        )

    def place(self, member_id: int, team_id: int | None, day: date, *, begun: date | None = None) -> bool:
        """Put the member into the team from the day on, or into none; False when that is so already. Whoever goes leads
        the team before no more."""
        left = {self.teams.on(member_id, each) for each in (day, begun or day)} - {None, team_id}
        if not self.teams.change(member_id, team_id, day, begun=begun):
            return False
        for team in left:
            if team is not None and self.leads.on(team, begun or day) == member_id:
                self.leads.change(team, None, day, begun=begun)
        return True

    def name_lead(self, team_id: int, member_id: int | None, day: date, *, begun: date | None = None) -> bool:
        """Make this member the team's lead, or nobody; False when that is so already."""
        return self.leads.change(team_id, member_id, day, begun=begun)

    def does_lead(self, member_id: int, team_id: int, day: date) -> bool:
        return self.leads.on(team_id, day) == member_id

    async def save(self, session: AsyncSession, workspace_id: int) -> None:
        await self.teams.save(session, workspace_id)
        await self.leads.save(session, workspace_id)
