"""A goal, and how somebody stands to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import workspace_day
from bot.features.goals import repository
from bot.features.goals.models import Goal
from bot.features.goals.rules.rights import Standing
from bot.features.people import service as people
from bot.features.people.models import Member, Team
from bot.features.people.service import Action, Subject
from bot.turn import Who

NOBODY = 0
"""A key that no row has."""


@dataclass(frozen=True, slots=True)
class Place:
    """A goal with its team, None for a person's; the team's `lead` or, of a person's goal, the person's manager; and
    how the reader stands to it."""

    row: Goal
    team: Team | None
    lead: Member | None
    standing: Standing


async def place_of(session: AsyncSession, who: Who, key: int, *, now: datetime, to_change: bool = False) -> Place:
    """Of a team's goal for everybody of the workspace; of a person's for themselves, their team, their managers and HR.

    Denied for everybody else, in the same words for what does not exist. `to_change`: locked until the commit.
    """
    row = await repository.goal(session, who.workspace_id, key, to_change=to_change)
    if row is None or row.member_id is not None:
        await people.require(session, who, Action.SEE_GOALS, (row and row.member_id) or NOBODY, at=now)
    assert row is not None, "nobody may see what does not exist"
    return await placed(session, who, row, now=now)


async def placed(session: AsyncSession, who: Who, row: Goal, *, now: datetime) -> Place:
    """A goal that the reader may see."""
    on = who.day_of(now)
    if row.team_id is None:
        subject = Subject(member=row.member_id)
        lead = await people.manager_of(session, row.workspace_id, row.member_id or NOBODY, on=on)
        is_above = await people.may(session, who, Action.AGREE_GOALS, subject, at=now)
        return Place(row, None, lead, Standing(who.member_id, False, is_above))
    team = await people.team(session, row.workspace_id, row.team_id)
    lead = await people.lead_of(session, row.workspace_id, row.team_id, on=on)
    if lead is not None and lead.key == who.member_id:
        return Place(row, team, lead, Standing(who.member_id, True, False))
    return Place(row, team, lead, Standing(who.member_id, False, await _is_above(session, who, team, lead, now=now)))


async def deciders(session: AsyncSession, row: Goal, *, now: datetime) -> list[Member]:
    """Whom to ask about a proposal: the team's lead or the person's manager; where there is none, or it is theirs, the
    manager of who has proposed it, else HR."""
    on = workspace_day(session, now)
    if row.team_id is None:
        first = await people.manager_of(session, row.workspace_id, row.member_id or NOBODY, on=on)
    else:
        first = await people.lead_of(session, row.workspace_id, row.team_id, on=on)
    if first is None or first.key == row.proposed_by:
        first = await people.manager_of(session, row.workspace_id, row.proposed_by, on=on)
    hr = [] if first else await people.hr(session, row.workspace_id, on=on)
    return [each for each in ([first] if first else hr) if each.key != row.proposed_by]


async def _is_above(session: AsyncSession, who: Who, team: Team, lead: Member | None, *, now: datetime) -> bool:
    """Who manages the lead, or HR; in a team without a lead also who manages somebody of it."""
    subject = Subject(member=lead.key) if lead else Subject(team=team.key)
    return await people.may(session, who, Action.AGREE_GOALS, subject, at=now)
