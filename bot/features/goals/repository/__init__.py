"""SQL of goals: every query is limited to one workspace."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.features.goals.models import AGREED, CLOSED, DROPPED, Goal, GoalUpdate
from bot.features.people.models import Workspace
from bot.features.people.repository.prompts import is_in_team
from bot.features.people.rules.visibility import Sight

SHOWN = 40
"""Of one team or person in a list."""


async def goal(session: AsyncSession, workspace_id: int, key: int, *, to_change: bool = False) -> Goal | None:
    """`to_change`: FOR UPDATE, so that whoever updates or decides waits for the others."""
    query = select(Goal).where(Goal.workspace_id == workspace_id, Goal.id == key)
    query = query.with_for_update() if to_change else query
    return (await session.exec(query.execution_options(populate_existing=True))).first()


async def lock_workspace(session: AsyncSession, workspace_id: int) -> None:
    """FOR NO KEY UPDATE: one is proposed at a time."""
    await session.exec(select(Workspace.id).where(Workspace.id == workspace_id).with_for_update(key_share=True))


async def open_of(
    session: AsyncSession, workspace_id: int, period: str, *, team_id: int | None, member_id: int | None
) -> list[Goal]:
    """Of a team's, or a person's, for a period: those that are not closed."""
    query = select(Goal).where(Goal.workspace_id == workspace_id, Goal.period == period, col(Goal.state) != CLOSED)
    theirs = col(Goal.member_id) == member_id if team_id is None else col(Goal.team_id) == team_id
    return list((await session.exec(query.where(theirs))).all())


async def of_teams(session: AsyncSession, workspace_id: int, teams: Collection[int], *, today: date) -> list[Goal]:
    """Goals of these teams, which everybody of the workspace may see: those that run, wait, or were closed and whose
    period is not over. By when their periods end."""
    query = select(Goal).where(
        col(Goal.workspace_id) == workspace_id,
        is_listed(session.get_bind().dialect.name, col(Goal.team_id)),
        _is_shown(today),
    )
    ordered = query.order_by(col(Goal.ends_on), col(Goal.id))
    return list((await session.exec(ordered, params=as_ids(teams))).all())


async def titles(session: AsyncSession, workspace_id: int, keys: Collection[int]) -> dict[int, str]:
    """Of goals of teams, by number; of a person's none."""
    query = select(Goal).where(
        Goal.workspace_id == workspace_id, col(Goal.team_id).is_not(None), col(Goal.id).in_(keys)
    )
    return {each.key: each.title for each in (await session.exec(query)).all()}


async def of_person(session: AsyncSession, sight: Sight, *, today: date) -> list[Goal]:
    """A person's own, likewise."""
    query = select(Goal).where(
        Goal.workspace_id == sight.workspace_id, Goal.member_id == sight.member_id, _is_shown(today)
    )
    return list((await session.exec(query.order_by(col(Goal.ends_on), col(Goal.id)).limit(SHOWN))).all())


async def owned(session: AsyncSession, sight: Sight) -> list[Goal]:
    """Goals with numbers of their own that run, and that the member is to keep up."""
    query = select(Goal).where(
        Goal.workspace_id == sight.workspace_id,
        Goal.owner_id == sight.member_id,
        Goal.state == AGREED,
        col(Goal.metric).is_(None),
    )
    return list((await session.exec(query.order_by(col(Goal.due_on), col(Goal.id)).limit(SHOWN))).all())


async def counting(
    session: AsyncSession, workspace_id: int, teams: Collection[int], *, first: date, last: date
) -> list[Goal]:
    """Goals of these teams that were agreed on in time and not dropped, and whose periods end within these days."""
    query = select(Goal).where(
        col(Goal.workspace_id) == workspace_id,
        is_listed(session.get_bind().dialect.name, col(Goal.team_id)),
        col(Goal.ends_on) >= first,
        col(Goal.ends_on) <= last,
        col(Goal.agreed_on) <= col(Goal.ends_on),
        or_(col(Goal.outcome).is_(None), col(Goal.outcome) != DROPPED),
    )
    return list((await session.exec(query.order_by(col(Goal.id)), params=as_ids(teams))).all())


async def owners_outside(session: AsyncSession, workspace_id: int, *, on: date) -> set[int]:
    """Members in no team on that day who own a goal that runs."""
    query = select(Goal.owner_id).where(
        Goal.workspace_id == workspace_id,
        Goal.state == AGREED,
        col(Goal.metric).is_(None),
        ~is_in_team(workspace_id, Goal.owner_id, on),
    )
    return set((await session.exec(query.distinct())).all())


async def running_in(
    session: AsyncSession, workspace_id: int, team_id: int, *, first: date, last: date, on: date
) -> list[Goal]:
    """Goals of a team with numbers of their own that had been agreed on by a day, and were not dropped by then, whose
    periods do not end before the first of these days."""
    was_dropped = and_(col(Goal.outcome) == DROPPED, col(Goal.closed_on) <= on)
    query = select(Goal).where(
        Goal.workspace_id == workspace_id,
        Goal.team_id == team_id,
        col(Goal.metric).is_(None),
        col(Goal.agreed_on) <= min(on, last),
        col(Goal.ends_on) >= first,
        or_(col(Goal.outcome).is_(None), ~was_dropped),
    )
    return list((await session.exec(query.order_by(col(Goal.weight).desc(), col(Goal.id)))).all())


async def newest_updates(
    session: AsyncSession, workspace_id: int, goals: Collection[int], *, until: datetime | None = None
) -> dict[int, GoalUpdate]:
    """By goal, as it was known at a moment if one is given; those that nobody had updated are left out."""
    if not goals:
        return {}
    later = aliased(GoalUpdate)
    known = select(func.max(later.revision)).where(
        later.workspace_id == workspace_id, col(later.goal_id) == col(GoalUpdate.goal_id)
    )
    newest = (known.where(col(later.written_at) <= until) if until else known).scalar_subquery()
    query = select(GoalUpdate).where(
        col(GoalUpdate.workspace_id) == workspace_id,
        is_listed(session.get_bind().dialect.name, col(GoalUpdate.goal_id)),
        col(GoalUpdate.revision) == newest,
    )
    return {each.goal_id: each for each in (await session.exec(query, params=as_ids(goals))).all()}


async def updates_of(session: AsyncSession, workspace_id: int, goal_id: int) -> list[GoalUpdate]:
    """The newest first."""
    query = select(GoalUpdate).where(GoalUpdate.workspace_id == workspace_id, GoalUpdate.goal_id == goal_id)
    return list((await session.exec(query.order_by(col(GoalUpdate.revision).desc()).limit(SHOWN))).all())


async def add_rows(session: AsyncSession, rows: Sequence[Goal | GoalUpdate]) -> None:
    """They have keys afterwards."""
    session.add_all(rows)
    await session.flush()


def _is_shown(today: date) -> ColumnElement[bool]:
    return or_(col(Goal.state) != CLOSED, and_(col(Goal.ends_on) >= today, col(Goal.agreed_on).is_not(None)))
