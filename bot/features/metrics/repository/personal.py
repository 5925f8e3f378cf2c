"""SQL of everything that one member has told."""

from sqlalchemy import delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.metrics.models import DayNote, Entry, EntryVerdict, RollUp


async def every_entry(session: AsyncSession, workspace_id: int, member_id: int) -> list[Entry]:
    """All revisions, the oldest day first."""
    query = select(Entry).where(Entry.workspace_id == workspace_id, Entry.member_id == member_id)
    return list((await session.exec(query.order_by(col(Entry.on), col(Entry.figure), col(Entry.revision)))).all())


async def every_verdict(session: AsyncSession, workspace_id: int, member_id: int) -> list[tuple[EntryVerdict, Entry]]:
    """On a member's entries, each with its entry, the oldest day first."""
    query = (
        select(EntryVerdict, Entry)
        .join(Entry, col(Entry.id) == col(EntryVerdict.entry_id))
        .where(EntryVerdict.workspace_id == workspace_id, EntryVerdict.member_id == member_id)
        .order_by(col(Entry.on), col(Entry.figure), col(Entry.revision), col(EntryVerdict.number))
    )
    return list((await session.exec(query)).all())


async def every_day_note(session: AsyncSession, workspace_id: int, member_id: int) -> list[DayNote]:
    """All revisions, the oldest day first."""
    query = select(DayNote).where(DayNote.workspace_id == workspace_id, DayNote.member_id == member_id)
    return list((await session.exec(query.order_by(col(DayNote.on), col(DayNote.revision)))).all())


async def every_roll_up(session: AsyncSession, workspace_id: int, member_id: int) -> list[RollUp]:
    """By month and figure."""
    query = select(RollUp).where(RollUp.workspace_id == workspace_id, RollUp.member_id == member_id)
    return list((await session.exec(query.order_by(col(RollUp.month), col(RollUp.figure)))).all())


async def empty_entry_texts(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Of a member's own entries, and of those they entered for others."""
    theirs = or_(col(Entry.member_id) == member_id, col(Entry.entered_by) == member_id)
    has_text = or_(col(Entry.note).is_not(None), col(Entry.reason).is_not(None))
    statement = update(Entry).where(col(Entry.workspace_id) == workspace_id, theirs, has_text)
    await session.exec(statement.values(note=None, reason=None).execution_options(synchronize_session=False))


async def empty_verdict_texts(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Of what was found about a member's entries, and of what they found about others'."""
    theirs = or_(col(EntryVerdict.member_id) == member_id, col(EntryVerdict.given_by) == member_id)
    has_text = col(EntryVerdict.reason).is_not(None)
    statement = update(EntryVerdict).where(col(EntryVerdict.workspace_id) == workspace_id, theirs, has_text)
    await session.exec(statement.values(reason=None).execution_options(synchronize_session=False))


async def remove_day_notes(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    whose = (col(DayNote.workspace_id) == workspace_id, col(DayNote.member_id) == member_id)
    await session.exec(delete(DayNote).where(*whose))
