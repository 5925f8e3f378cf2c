"""SQL of what is not kept for ever."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, or_, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.pruning import Aged
from bot.features.metrics.models import DayNote, Entry, RollUp
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


@dataclass(frozen=True, slots=True)
class OldFigures:
    """Entries of months before the first day of one, and their roll-ups, which are always what a recount of the
    entries gives: both go in one transaction. Roll-ups, which have an index by month, tell where entries are."""

    workspace_id: int
    before: date

    async def count(self, session: AsyncSession) -> int:
        """Of entries; corrected ones are counted once."""
        statement = select(func.coalesce(func.sum(RollUp.n), 0)).where(*self._old_months())
        return int((await run(session, statement)).scalar_one())

    async def batch(self, session: AsyncSession) -> int:
        columns = col(RollUp.member_id), col(RollUp.figure)
        found = (await run(session, select(*columns).where(*self._old_months()).limit(PAIRS))).all()
        pairs = [{"its_member": member_id, "its_figure": figure} for member_id, figure in sorted({*map(tuple, found)})]
        if not pairs:
            return 0
        of_entries = col(Entry.member_id) == bindparam("its_member"), col(Entry.figure) == bindparam("its_figure")
        entries = delete(Entry).where(col(Entry.workspace_id) == self.workspace_id, *of_entries)
        gone = await run(session, entries.where(col(Entry.on) < self.before), pairs)
        of_months = col(RollUp.member_id) == bindparam("its_member"), col(RollUp.figure) == bindparam("its_figure")
        await run(session, delete(RollUp).where(*self._old_months(), *of_months), pairs)
        return max(gone.rowcount, 1)

    def _old_months(self) -> tuple[ColumnElement[bool], ...]:
        return col(RollUp.workspace_id) == self.workspace_id, col(RollUp.month) < self.before
