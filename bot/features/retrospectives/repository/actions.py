"""SQL about actions."""

from collections.abc import Collection
from datetime import date

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.features.people.models import Member
from bot.features.people.rules.visibility import Sight
from bot.features.retrospectives.models import CALLED_OFF, OPEN, RetroAction, Retrospective


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


async def told_on(session: AsyncSession, sight: Sight, on: date, *, is_reminder: bool) -> list[tuple[RetroAction, str]]:
    """What the member was given, or reminded of, on a day and still has or has done, with the project."""
    told = RetroAction.reminded_on if is_reminder else RetroAction.given_on
    query = (
        select(RetroAction, Retrospective.title)
        .join(Retrospective, col(Retrospective.id) == col(RetroAction.retrospective_id))
        .where(
            RetroAction.workspace_id == sight.workspace_id,
            RetroAction.owner_id == sight.member_id,
            RetroAction.state != CALLED_OFF,
            col(told) == on,
        )
        .order_by(col(RetroAction.due_on), col(RetroAction.id))
    )
    return [(action, title) for action, title in (await session.exec(query)).all()]


async def open_of(session: AsyncSession, workspace_id: int, owner_ids: Collection[int]) -> list[RetroAction]:
    """FOR UPDATE, in the order of their keys: what these have still to do."""
    query = _open(workspace_id).where(col(RetroAction.owner_id).in_(owner_ids))
    return list((await session.exec(query.with_for_update())).all())


async def open_of_leavers(session: AsyncSession, workspace_id: int) -> list[RetroAction]:
    """FOR UPDATE, likewise: what people had to do who are not here any more."""
    gone = select(Member.id).where(Member.workspace_id == workspace_id, col(Member.is_active).is_(False))
    return list((await session.exec(_open(workspace_id).where(col(RetroAction.owner_id).in_(gone)))).all())


async def owners(session: AsyncSession, workspace_id: int) -> list[tuple[int, str]]:
    """Active members who have something to do, with their zones."""
    query = (
        select(Member.id, Member.zone)
        .join(RetroAction, col(RetroAction.owner_id) == col(Member.id))
        .where(RetroAction.workspace_id == workspace_id, RetroAction.state == OPEN, col(Member.is_active))
        .distinct()
    )
    return [(key, zone) for key, zone in (await session.exec(query)).all() if key is not None]


def _open(workspace_id: int) -> SelectOfScalar[RetroAction]:
    return (
        select(RetroAction)
        .where(RetroAction.workspace_id == workspace_id, RetroAction.state == OPEN)
        .order_by(col(RetroAction.id))
        .execution_options(populate_existing=True)
    )
