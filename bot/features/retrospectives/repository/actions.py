"""SQL about actions."""

from collections.abc import Collection
from datetime import date

from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.db.listed import as_ids, is_listed
from bot.features.people.models import Member
from bot.features.people.repository.prompts import is_in_team
from bot.features.people.rules.visibility import Sight
from bot.features.retrospectives.models import CALLED_OFF, CLOSED, OPEN, RetroAction, Retrospective


async def actions_of(session: AsyncSession, workspace_id: int, key: int) -> list[RetroAction]:
    """Of a retrospective, the earliest deadline first, those called off left out."""
    query = select(RetroAction).where(
        RetroAction.workspace_id == workspace_id,
        RetroAction.retrospective_id == key,
        RetroAction.state != CALLED_OFF,
    )
    return list((await session.exec(query.order_by(col(RetroAction.due_on), col(RetroAction.id)))).all())


async def count_of(session: AsyncSession, workspace_id: int, key: int) -> int:
    """All that were ever added."""
    query = select(func.count()).where(
        col(RetroAction.workspace_id) == workspace_id, col(RetroAction.retrospective_id) == key
    )
    return (await session.exec(query)).one()


async def action_to_change(session: AsyncSession, workspace_id: int, key: int) -> RetroAction | None:
    """FOR UPDATE."""
    query = select(RetroAction).where(RetroAction.workspace_id == workspace_id, RetroAction.id == key)
    return (await session.exec(query.with_for_update().execution_options(populate_existing=True))).first()


async def own_open(session: AsyncSession, sight: Sight) -> list[tuple[RetroAction, str]]:
    """What the member has still to do, with the project, the earliest deadline first."""
    query = (
        select(RetroAction, Retrospective.title)
        .join(Retrospective, col(Retrospective.id) == col(RetroAction.retrospective_id))
        .where(
            RetroAction.workspace_id == sight.workspace_id,
            RetroAction.owner_id == sight.member_id,
            RetroAction.state == OPEN,
        )
        .order_by(col(RetroAction.due_on), col(RetroAction.id))
    )
    return [(action, title) for action, title in (await session.exec(query)).all()]


async def told_on(
    session: AsyncSession, sight: Sight, days: Collection[date], *, is_reminder: bool
) -> list[tuple[RetroAction, str]]:
    """What the member was given, or reminded of, on these days and still has or has done, with the project."""
    told = RetroAction.reminded_on if is_reminder else RetroAction.given_on
    query = (
        select(RetroAction, Retrospective.title)
        .join(Retrospective, col(Retrospective.id) == col(RetroAction.retrospective_id))
        .where(
            RetroAction.workspace_id == sight.workspace_id,
            RetroAction.owner_id == sight.member_id,
            RetroAction.state != CALLED_OFF,
            col(told).in_(days),
        )
        .order_by(col(RetroAction.due_on), col(RetroAction.id))
    )
    return [(action, title) for action, title in (await session.exec(query)).all()]


async def agreed_in(
    session: AsyncSession, workspace_id: int, team_id: int, *, on: date, most: int
) -> list[RetroAction]:
    """What was agreed in the team's closed retrospectives by a day and not done on it, the earliest deadline first."""
    query = (
        select(RetroAction)
        .join(Retrospective, col(Retrospective.id) == col(RetroAction.retrospective_id))
        .where(
            RetroAction.workspace_id == workspace_id,
            Retrospective.team_id == team_id,
            Retrospective.state == CLOSED,
            RetroAction.state != CALLED_OFF,
            col(RetroAction.given_on) <= on,
            or_(col(RetroAction.done_on).is_(None), col(RetroAction.done_on) > on),
        )
    )
    return list((await session.exec(query.order_by(col(RetroAction.due_on), col(RetroAction.id)).limit(most))).all())


async def open_of(session: AsyncSession, workspace_id: int, owner_ids: Collection[int]) -> list[RetroAction]:
    """FOR UPDATE, in the order of their keys: what these have still to do."""
    listed = is_listed(session.get_bind().dialect.name, col(RetroAction.owner_id))
    query = _open(workspace_id).where(listed).with_for_update()
    return list((await session.exec(query, params=as_ids(owner_ids))).all())


async def open_of_leavers(session: AsyncSession, workspace_id: int) -> list[RetroAction]:
    """FOR UPDATE, likewise: what people had to do who are not here any more."""
    gone = select(Member.id).where(Member.workspace_id == workspace_id, col(Member.is_active).is_(False))
    return list((await session.exec(_open(workspace_id).where(col(RetroAction.owner_id).in_(gone)))).all())


async def owners_outside(session: AsyncSession, workspace_id: int, *, on: date) -> set[int]:
    """Members in no team on that day who have something to do."""
    query = select(RetroAction.owner_id).where(
        RetroAction.workspace_id == workspace_id,
        RetroAction.state == OPEN,
        ~is_in_team(workspace_id, RetroAction.owner_id, on),
    )
    return set((await session.exec(query.distinct())).all())


def _open(workspace_id: int) -> SelectOfScalar[RetroAction]:
    return (
        select(RetroAction)
        .where(RetroAction.workspace_id == workspace_id, RetroAction.state == OPEN)
        .order_by(col(RetroAction.id))
        .execution_options(populate_existing=True)
    )
