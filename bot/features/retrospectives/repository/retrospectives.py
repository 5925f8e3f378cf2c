"""SQL about retrospectives and who belongs to them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import aliased
from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.features.people.models import Workspace
from bot.features.retrospectives.models import CLOSED, OPEN, RetroMember, Retrospective
from bot.features.retrospectives.rules.keys import UPKEEP
from bot.scheduling.models import Schedule


async def retrospective(session: AsyncSession, workspace_id: int, key: int) -> Retrospective | None:
    return (await session.exec(_one(workspace_id, key))).first()


async def retrospective_to_write(session: AsyncSession, workspace_id: int, key: int) -> Retrospective | None:
    """FOR SHARE: people write at the same time, and nobody closes it meanwhile."""
    return (await session.exec(_one(workspace_id, key).with_for_update(read=True))).first()


async def retrospective_to_change(session: AsyncSession, workspace_id: int, key: int) -> Retrospective | None:
    """FOR UPDATE: waits for everybody who is writing in it, and they for this."""
    return (await session.exec(_one(workspace_id, key).with_for_update())).first()


def _one(workspace_id: int, key: int) -> SelectOfScalar[Retrospective]:
    return (
        select(Retrospective)
        .where(Retrospective.workspace_id == workspace_id, Retrospective.id == key)
        .execution_options(populate_existing=True)
    )


async def lock_workspace(session: AsyncSession, workspace_id: int) -> None:
    """FOR NO KEY UPDATE: one is opened at a time."""
    await session.exec(select(Workspace.id).where(Workspace.id == workspace_id).with_for_update(key_share=True))


async def of_person(session: AsyncSession, workspace_id: int, member_id: int, *, limit: int) -> list[Retrospective]:
    """Those that somebody leads or was a member of, the newest first."""
    own = select(RetroMember.retrospective_id).where(
        RetroMember.workspace_id == workspace_id, RetroMember.member_id == member_id
    )
    query = select(Retrospective).where(
        Retrospective.workspace_id == workspace_id,
        or_(col(Retrospective.lead_id) == member_id, col(Retrospective.id).in_(own)),
    )
    return list((await session.exec(query.order_by(col(Retrospective.id).desc()).limit(limit))).all())


async def newest(session: AsyncSession, workspace_id: int, *, limit: int) -> list[Retrospective]:
    query = select(Retrospective).where(Retrospective.workspace_id == workspace_id)
    return list((await session.exec(query.order_by(col(Retrospective.id).desc()).limit(limit))).all())


async def led_by(session: AsyncSession, workspace_id: int, member_id: int) -> list[Retrospective]:
    query = select(Retrospective).where(Retrospective.workspace_id == workspace_id, Retrospective.lead_id == member_id)
    return list((await session.exec(query)).all())


async def over(session: AsyncSession, workspace_id: int, *, on: date) -> list[int]:
    """Keys of open ones whose last day was before that day."""
    query = select(Retrospective.id).where(
        Retrospective.workspace_id == workspace_id,
        Retrospective.state == OPEN,
        Retrospective.closes_on < on,
    )
    return [key for key in (await session.exec(query.order_by(col(Retrospective.id)))).all() if key is not None]


async def without_results(session: AsyncSession, workspace_id: int) -> list[Retrospective]:
    """Closed ones with ratings whose members do not know yet that results are out."""
    query = select(Retrospective).where(
        Retrospective.workspace_id == workspace_id,
        Retrospective.state == CLOSED,
        col(Retrospective.is_told).is_(False),
        col(Retrospective.cycle_id).is_not(None),
    )
    return list((await session.exec(query.order_by(col(Retrospective.id)))).all())


async def all_leads(session: AsyncSession, workspace_id: int) -> list[int]:
    query = select(Retrospective.lead_id).where(Retrospective.workspace_id == workspace_id).distinct()
    return list((await session.exec(query)).all())


async def add_members(session: AsyncSession, rows: Sequence[RetroMember]) -> None:
    session.add_all(rows)
    await session.flush()


async def members_of(session: AsyncSession, workspace_id: int, key: int) -> list[int]:
    """Each once."""
    query = select(RetroMember.member_id).where(
        RetroMember.workspace_id == workspace_id, RetroMember.retrospective_id == key
    )
    return list((await session.exec(query.distinct().order_by(col(RetroMember.member_id)))).all())


async def member_counts(session: AsyncSession, workspace_id: int, keys: Sequence[int]) -> dict[int, int]:
    query = (
        select(RetroMember.retrospective_id, func.count(func.distinct(RetroMember.member_id)))
        .where(RetroMember.workspace_id == workspace_id, col(RetroMember.retrospective_id).in_(keys))
        .group_by(col(RetroMember.retrospective_id))
    )
    return dict((await session.exec(query)).all())


async def worked_together(
    session: AsyncSession, workspace_id: int, member_ids: Sequence[int], *, since: date, until: date
) -> list[tuple[int, int, int]]:
    """Pairs of these members, the smaller key first, with the number of retrospectives opened between the days, both
    included, that both were in."""
    one, other = aliased(RetroMember), aliased(RetroMember)
    query = (
        select(one.member_id, other.member_id, func.count(func.distinct(one.retrospective_id)))
        .join(other, col(other.retrospective_id) == col(one.retrospective_id))
        .join(Retrospective, col(Retrospective.id) == col(one.retrospective_id))
        .where(Retrospective.workspace_id == workspace_id, col(one.member_id) < col(other.member_id))
        .where(col(one.member_id).in_(member_ids), col(other.member_id).in_(member_ids))
        .where(Retrospective.opened_on >= since, Retrospective.opened_on <= until)
        .group_by(col(one.member_id), col(other.member_id))
    )
    return [(first, second, times) for first, second, times in (await session.exec(query)).all()]


async def upkeep_schedule(session: AsyncSession, workspace_id: int) -> Schedule | None:
    """It knows the workspace's zone and working days; None before the first one is kept."""
    query = select(Schedule).where(Schedule.workspace_id == workspace_id, Schedule.kind == UPKEEP)
    return (await session.exec(query)).first()
