"""SQL of what is stored about one member, and of what is not kept for ever."""

from datetime import date

from sqlalchemy import ColumnElement, and_, delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.pruning import Aged
from bot.features.talks.models import Talk, TalkItem, TalkOutcome, TalkPreparation, TalkReply

PARTS = (TalkReply, TalkItem, TalkOutcome, TalkPreparation)
"""Tables of what belongs to a talk; what names others comes first."""


async def every_talk(session: AsyncSession, workspace_id: int, member_id: int) -> list[Talk]:
    """About the member's own cards, the earliest first."""
    query = select(Talk).where(Talk.workspace_id == workspace_id, Talk.member_id == member_id)
    return list((await session.exec(query.order_by(col(Talk.period)))).all())


async def every_preparation(
    session: AsyncSession, workspace_id: int, member_id: int
) -> list[tuple[TalkPreparation, str]]:
    """Written by the member, with the talk's period."""
    query = select(TalkPreparation, Talk.period).join(Talk, col(Talk.id) == col(TalkPreparation.talk_id))
    mine = query.where(TalkPreparation.workspace_id == workspace_id, TalkPreparation.author_id == member_id)
    return [(row, period) for row, period in (await session.exec(mine.order_by(col(TalkPreparation.id)))).all()]


async def every_outcome(session: AsyncSession, workspace_id: int, member_id: int) -> list[tuple[TalkOutcome, str]]:
    """Of the member's own talks, and what they noted in others', with the talk's period."""
    query = select(TalkOutcome, Talk.period).join(Talk, col(Talk.id) == col(TalkOutcome.talk_id))
    mine = or_(col(Talk.member_id) == member_id, col(TalkOutcome.author_id) == member_id)
    found = await session.exec(
        query.where(TalkOutcome.workspace_id == workspace_id, mine).order_by(col(TalkOutcome.id))
    )
    return [(row, period) for row, period in found.all()]


async def every_item(session: AsyncSession, workspace_id: int, member_id: int) -> list[tuple[TalkItem, str]]:
    """Of the member's own talks, and what they took on in others'."""
    query = select(TalkItem, Talk.period).join(Talk, col(Talk.id) == col(TalkItem.talk_id))
    mine = or_(col(Talk.member_id) == member_id, col(TalkItem.owner_id) == member_id)
    found = await session.exec(query.where(TalkItem.workspace_id == workspace_id, mine).order_by(col(TalkItem.id)))
    return [(row, period) for row, period in found.all()]


async def every_reply(session: AsyncSession, workspace_id: int, member_id: int) -> list[tuple[TalkReply, str]]:
    """In the member's own talks, and the member's in others'."""
    query = select(TalkReply, Talk.period).join(Talk, col(Talk.id) == col(TalkReply.talk_id))
    mine = or_(col(Talk.member_id) == member_id, col(TalkReply.author_id) == member_id)
    found = await session.exec(query.where(TalkReply.workspace_id == workspace_id, mine).order_by(col(TalkReply.id)))
    return [(row, period) for row, period in found.all()]


async def remove_about(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Talks about the member's cards with all that belongs to them, and what they prepared for others'."""
    as_it_is = {"synchronize_session": False}
    about = select(Talk.id).where(Talk.workspace_id == workspace_id, Talk.member_id == member_id)
    for table in PARTS:
        theirs = col(table.workspace_id) == workspace_id, col(table.talk_id).in_(about)
        await session.exec(delete(table).where(*theirs), execution_options=as_it_is)
    talks = col(Talk.workspace_id) == workspace_id, col(Talk.member_id) == member_id
    await session.exec(delete(Talk).where(*talks), execution_options=as_it_is)
    own = col(TalkPreparation.workspace_id) == workspace_id, col(TalkPreparation.author_id) == member_id
    await session.exec(delete(TalkPreparation).where(*own), execution_options=as_it_is)
    shared = col(TalkPreparation.workspace_id) == workspace_id, col(TalkPreparation.shared_with) == member_id
    await session.exec(update(TalkPreparation).where(*shared).values(shared_with=None), execution_options=as_it_is)


def old_talks(workspace_id: int, before: date) -> tuple[Aged, ...]:
    """Of months before the first day of one, with all that belongs to them."""
    old = select(Talk.id).where(*_old(workspace_id, before))
    parts = [Aged(table, and_(col(table.workspace_id) == workspace_id, col(table.talk_id).in_(old))) for table in PARTS]
    return *parts, Aged(Talk, and_(*_old(workspace_id, before)))


def _old(workspace_id: int, before: date) -> tuple[ColumnElement[bool], ...]:
    return col(Talk.workspace_id) == workspace_id, col(Talk.period) < f"{before:%Y-%m}"
