"""SQL about what came of talks, and who has signed it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.models import Member, Reporting
from bot.features.people.repository.timelines import holds_on
from bot.features.people.rules.visibility import Sight
from bot.features.talks.models import CONFIRMED, Talk, TalkItem, TalkOutcome, TalkReply


async def outcomes_of(session: AsyncSession, workspace_id: int, talk_id: int) -> list[TalkOutcome]:
    """All revisions, the newest first."""
    query = select(TalkOutcome).where(TalkOutcome.workspace_id == workspace_id, TalkOutcome.talk_id == talk_id)
    return list((await session.exec(query.order_by(col(TalkOutcome.revision).desc()))).all())


async def outcome(session: AsyncSession, workspace_id: int, outcome_id: int) -> TalkOutcome | None:
    query = select(TalkOutcome).where(TalkOutcome.workspace_id == workspace_id, TalkOutcome.id == outcome_id)
    return (await session.exec(query)).first()


async def reply(session: AsyncSession, workspace_id: int, reply_id: int) -> TalkReply | None:
    query = select(TalkReply).where(TalkReply.workspace_id == workspace_id, TalkReply.id == reply_id)
    return (await session.exec(query)).first()


async def replies_to(session: AsyncSession, workspace_id: int, talk_id: int) -> list[TalkReply]:
    """To all revisions, the earliest first."""
    query = select(TalkReply).where(TalkReply.workspace_id == workspace_id, TalkReply.talk_id == talk_id)
    return list((await session.exec(query.order_by(col(TalkReply.id)))).all())


async def items_of(session: AsyncSession, workspace_id: int, outcome_id: int) -> list[TalkItem]:
    query = select(TalkItem).where(TalkItem.workspace_id == workspace_id, TalkItem.outcome_id == outcome_id)
    return list((await session.exec(query.order_by(col(TalkItem.id)))).all())


async def replace_current(session: AsyncSession, workspace_id: int, talk_id: int) -> None:
    """Items of earlier revisions do not count any more."""
    theirs = col(TalkItem.workspace_id) == workspace_id, col(TalkItem.talk_id) == talk_id
    outdated = update(TalkItem).where(*theirs).values(is_current=False)
    await session.exec(outdated, execution_options={"synchronize_session": "fetch"})


async def items_of_member(session: AsyncSession, sight: Sight) -> list[tuple[TalkItem, Talk]]:
    """What a member's talks agreed on, done or not, the earliest first."""
    query = (
        select(TalkItem, Talk)
        .join(Talk, col(Talk.id) == col(TalkItem.talk_id))
        .where(
            Talk.workspace_id == sight.workspace_id,
            Talk.member_id == sight.member_id,
            col(TalkItem.is_current),
        )
        .order_by(col(Talk.period), col(TalkItem.id))
    )
    return [(item, row) for item, row in (await session.exec(query)).all()]


async def item_to_change(session: AsyncSession, workspace_id: int, item_id: int) -> TalkItem | None:
    """FOR UPDATE, as long as it counts."""
    query = select(TalkItem).where(
        TalkItem.workspace_id == workspace_id, TalkItem.id == item_id, col(TalkItem.is_current)
    )
    return (await session.exec(query.with_for_update().execution_options(populate_existing=True))).first()


async def waits_for_member(session: AsyncSession, sight: Sight, talk_id: int) -> bool:
    """Whether the manager has noted the outcome and the member has not signed it."""
    query = select(TalkOutcome.id).where(
        TalkOutcome.workspace_id == sight.workspace_id,
        TalkOutcome.talk_id == talk_id,
        TalkOutcome.author_id != sight.member_id,
        *_newest_and_unsigned(sight.workspace_id),
    )
    return (await session.exec(query)).first() is not None


async def unsigned_of_reports(session: AsyncSession, sight: Sight, *, on: date) -> list[tuple[Talk, Member]]:
    """Talks that the viewer held with their direct reports of that day, whose outcome the member has noted and the
    viewer has not signed, the oldest first."""
    query = (
        select(Talk, Member)
        .join(TalkOutcome, col(TalkOutcome.talk_id) == col(Talk.id))
        .join(Member, col(Member.id) == col(Talk.member_id))
        .join(Reporting, col(Reporting.member_id) == col(Talk.member_id))
        .where(
            Talk.workspace_id == sight.workspace_id,
            Reporting.workspace_id == sight.workspace_id,
            Reporting.manager_id == sight.member_id,
            Talk.manager_id == sight.member_id,
            holds_on(Reporting, on),
            col(Member.is_active),
            col(TalkOutcome.author_id) == col(Talk.member_id),
            *_newest_and_unsigned(sight.workspace_id),
        )
        .order_by(col(Talk.period), col(Member.name))
    )
    return [(row, member) for row, member in (await session.exec(query)).all()]


def _newest_and_unsigned(workspace_id: int) -> Sequence[ColumnElement[bool]]:
    later = aliased(TalkOutcome)
    newest = (
        select(func.max(later.revision))
        .where(later.workspace_id == workspace_id, col(later.talk_id) == col(TalkOutcome.talk_id))
        .scalar_subquery()
    )
    signed = select(TalkReply.id).where(
        TalkReply.workspace_id == workspace_id,
        TalkReply.kind == CONFIRMED,
        col(TalkReply.outcome_id) == col(TalkOutcome.id),
    )
    return col(TalkOutcome.revision) == newest, ~signed.exists()


async def add_rows(session: AsyncSession, rows: Sequence[TalkOutcome | TalkItem | TalkReply]) -> None:
    """They have keys afterwards."""
    session.add_all(rows)
    await session.flush()
