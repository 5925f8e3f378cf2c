"""Everything that a member has told, with what was found about it: for themselves, and how words are forgotten."""

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.metrics.models import Entry
from bot.features.metrics.repository.personal import (
    empty_entry_texts,
    empty_verdict_texts,
    every_day_note,
    every_entry,
    every_roll_up,
    every_verdict,
    remove_day_notes,
)

ENTRY = ("on", "figure", "revision", "value", "note", "reason", "source", "entered_at")
CHECKED = ("on", "figure", "revision")
VERDICT = ("verdict", "reason", "given_at")
NOTE = ("on", "revision", "goal", "blockers", "entered_at")
ROLL_UP = ("month", "figure", "n", "total", "last", "last_on", "peak")


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind, with all revisions. `entered_by` says whether they told a figure themselves."""
    entries = await every_entry(session, workspace_id, member_id)
    checked = await every_verdict(session, workspace_id, member_id)
    notes = await every_day_note(session, workspace_id, member_id)
    rolled = await every_roll_up(session, workspace_id, member_id)
    return {
        "entries": [{**_cells(each, ENTRY), "entered_by": _by(each, member_id)} for each in entries],
        "entry_verdicts": [{**_cells(entry, CHECKED), **_cells(each, VERDICT)} for each, entry in checked],
        "day_notes": [_cells(each, NOTE) for each in notes],
        "roll_ups": [_cells(each, ROLL_UP) for each in rolled],
    }


async def forget_texts(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Figures stay, for they are part of what the team has done; notes, reasons, goals and blockers go."""
    await empty_entry_texts(session, workspace_id, member_id)
    await empty_verdict_texts(session, workspace_id, member_id)
    await remove_day_notes(session, workspace_id, member_id)


def _by(entry: Entry, member_id: int) -> str:
    if entry.entered_by is None:
        return "operator"
    return "self" if entry.entered_by == member_id else "other"


def _cells(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
