"""Moves members between teams; a member is in one at a time, and a team has one lead at most."""

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
