"""SQL about capability plans: what somebody learns or does until when."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.models import Member
from bot.features.people.repository.prompts import is_in_team
from bot.features.people.rules.visibility import Sight
from bot.features.talks.models import Talk, TalkItem


async def hand_over(session: AsyncSession, workspace_id: int, managers: Mapping[int, int]) -> None:
    """What a former manager had to do for somebody is the present one's. `managers` are those of today, by member;
    where there is none, it waits for one."""
    query = (
        select(TalkItem, Talk.member_id)
        .join(Talk, col(Talk.id) == col(TalkItem.talk_id))
        .where(*_open(workspace_id), col(TalkItem.owner_id) != col(Talk.member_id))
    )
    for item, member_id in (await session.exec(query.order_by(col(TalkItem.id)))).all():
        if managers.get(member_id, item.owner_id) != item.owner_id:
            item.owner_id = managers[member_id]
            session.add(item)
    await session.flush()


async def own_open(session: AsyncSession, sight: Sight, *, until: date) -> list[tuple[TalkItem, Member]]:
    """What the member still has to do until that day, with whose plan it is, the earliest first."""
    return await _own(session, sight, *_open(sight.workspace_id), col(TalkItem.due_on) <= until)


async def own_named(session: AsyncSession, sight: Sight, keys: Collection[int]) -> list[tuple[TalkItem, Member]]:
    """Likewise of these, done or not."""
    return await _own(session, sight, col(TalkItem.is_current).is_(True), col(TalkItem.id).in_(keys))


async def _own(session: AsyncSession, sight: Sight, *conditions: ColumnElement[bool]) -> list[tuple[TalkItem, Member]]:
    query = (
        select(TalkItem, Member)
        .join(Talk, col(Talk.id) == col(TalkItem.talk_id))
        .join(Member, col(Member.id) == col(Talk.member_id))
        .where(
            TalkItem.workspace_id == sight.workspace_id,
            TalkItem.owner_id == sight.member_id,
            col(Member.is_active),
            *conditions,
        )
        .order_by(col(TalkItem.due_on), col(TalkItem.id))
    )
    return [(item, member) for item, member in (await session.exec(query)).all()]


async def owners_outside(session: AsyncSession, workspace_id: int, *, on: date) -> set[int]:
    """Members in no team on that day who have something to do."""
    query = select(TalkItem.owner_id).where(
        TalkItem.workspace_id == workspace_id,
        *_open(workspace_id),
        ~is_in_team(workspace_id, TalkItem.owner_id, on),
    )
    return set((await session.exec(query.distinct())).all())


def _open(workspace_id: int) -> tuple[ColumnElement[bool], ...]:
    is_ours = col(TalkItem.workspace_id) == workspace_id
    return is_ours, col(TalkItem.is_current).is_(True), col(TalkItem.done_on).is_(None)
