"""SQL of what is not kept for ever."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, func, or_, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.pruning import Aged
from bot.features.metrics.models import DayNote, Entry, EntryVerdict, RollUp
from bot.features.metrics.repository.statements import run

PAIRS = 50
"""Figures of members that are dealt with in one transaction."""


def old_day_notes(workspace_id: int, before: date) -> Aged:
    return Aged(DayNote, and_(col(DayNote.workspace_id) == workspace_id, col(DayNote.on) < before))


def old_texts(workspace_id: int, before: date) -> Aged:
    """Notes and reasons of entries, whose figures stay."""
    has_text = or_(col(Entry.note).is_not(None), col(Entry.reason).is_not(None))
    is_old = and_(col(Entry.workspace_id) == workspace_id, col(Entry.on) < before, has_text)
    return Aged(Entry, is_old, emptied=("note", "reason"))


def old_reasons(workspace_id: int, before: date) -> Aged:
    """Of what was found about entries; that it was found stays as long as the figure."""
    is_old = and_(
        col(EntryVerdict.workspace_id) == workspace_id,
        col(EntryVerdict.on) < before,
        col(EntryVerdict.reason).is_not(None),
    )
    return Aged(EntryVerdict, is_old, emptied=("reason",))


@dataclass(frozen=True, slots=True)
class OldFigures:
    """Entries of months before the first day of one, what was found about them, and their roll-ups, which are always
    what a recount of the entries gives: all of it goes in one transaction. Roll-ups, which have an index by month, tell
    where entries are; where all are excluded, their verdicts do."""

    workspace_id: int
    before: date

    async def count(self, session: AsyncSession) -> int:
        """Of entries; corrected ones are counted once."""
        statement = select(func.coalesce(func.sum(RollUp.n), 0)).where(*self._old_months())
        return int((await run(session, statement)).scalar_one())

    async def batch(self, session: AsyncSession) -> int:
        columns = col(RollUp.member_id), col(RollUp.figure)
        found = (await run(session, select(*columns).where(*self._old_months()).limit(PAIRS))).all()
        found = found or (await run(session, self._checked().limit(PAIRS))).all()
        pairs = [{"its_member": member_id, "its_figure": figure} for member_id, figure in sorted({*map(tuple, found)})]
        if not pairs:
            return 0
        of_entries = col(Entry.member_id) == bindparam("its_member"), col(Entry.figure) == bindparam("its_figure")
        old = (col(Entry.workspace_id) == self.workspace_id, col(Entry.on) < self.before, *of_entries)
        verdicts = delete(EntryVerdict).where(col(EntryVerdict.workspace_id) == self.workspace_id)
        await run(session, verdicts.where(col(EntryVerdict.entry_id).in_(select(col(Entry.id)).where(*old))), pairs)
        gone = await run(session, delete(Entry).where(*old), pairs)
        of_months = col(RollUp.member_id) == bindparam("its_member"), col(RollUp.figure) == bindparam("its_figure")
        await run(session, delete(RollUp).where(*self._old_months(), *of_months), pairs)
        return max(gone.rowcount, 1)

    def _checked(self) -> Select[Any]:
        columns: list[Any] = [col(Entry.member_id), col(Entry.figure)]
        return (
            select(*columns)
            .join(EntryVerdict, col(EntryVerdict.entry_id) == col(Entry.id))
            .where(col(EntryVerdict.workspace_id) == self.workspace_id, col(EntryVerdict.on) < self.before)
        )

    def _old_months(self) -> tuple[ColumnElement[bool], ...]:
        return col(RollUp.workspace_id) == self.workspace_id, col(RollUp.month) < self.before
