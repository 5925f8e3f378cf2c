"""What was told, for those who may see it and for the cards."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject
from bot.audit.chain import record
from bot.audit.entries import Entry as Told
from bot.features.metrics import repository
from bot.features.metrics.models import Entry, EntryVerdict
from bot.features.metrics.repository import Since
from bot.features.people.service import Action, Sight, require
from bot.turn import Who
from scoring.rows import RollUp

REBUILT_AT_ONCE = 200
"""Members a rebuilding statement is about, so that it stays well under the statement timeout."""


class Kept(NamedTuple):
    """Entries with all revisions, the oldest day first, and every verdict on them."""

    entries: list[Entry]
    verdicts: list[EntryVerdict]


async def entries_of(
    session: AsyncSession, viewer: Who, member_id: int, *, first: date, last: date, at: datetime
) -> Kept:
    """All revisions of a member's entries in these days with what was found about them; Rejected when the viewer may
    not see them."""
    sight = await require(session, viewer, Action.SEE_ENTRIES, member_id, at=at)
    if member_id != viewer.member_id:
        days = {"first": first.isoformat(), "last": last.isoformat()}
        await record(session, Told.of(viewer, Audited.ENTRIES_READ, Subject.MEMBER, member_id, **days))
    return await kept_between(session, sight, first, last)


async def kept_between(session: AsyncSession, sight: Sight, first: date, last: date) -> Kept:
    """The same for whoever has been asked already."""
    entries = await repository.entries_between(session, sight, first, last)
    return Kept(entries, await repository.verdicts_between(session, sight, first, last))


async def is_checked(session: AsyncSession, sight: Sight, first: date, last: date) -> bool:
    """Whether anybody has found anything about entries of these days."""
    return bool(await repository.verdicts_between(session, sight, first, last))


async def told_since(session: AsyncSession, workspace_id: int, asked: Sequence[Since]) -> list[set[int]]:
    """For each of these days and moments, members whose figures of the days were told, corrected or checked after the
    moment; not which nor how. Two statements."""
    return await repository.told_since(session, workspace_id, asked)


async def rollups_for(
    session: AsyncSession, workspace_id: int, member_ids: Collection[int] | None, months: Iterable[date]
) -> list[RollUp]:
    """Rows for `Evidence.from_rows`, of these months (first days) and members, None for everybody's.

    Shows nobody anything: whoever shows what is computed from it asks `people.service.require` first.
    """
    return await repository.evidence_of(session, workspace_id, member_ids, sorted(set(months)))


async def recount(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """One member's roll-ups anew, from the entries."""
    await repository.forget_roll_ups(session, workspace_id, member_id)
    await repository.recompute(session, workspace_id, [member_id], date.min, date.max)


async def rebuild_rollups(session: AsyncSession, workspace_id: int) -> int:
    """Compute every roll-up anew from the entries; returns the number of members who have any."""
    members = await repository.members_with_entries(session, workspace_id)
    await repository.lock_members(session, workspace_id, members)
    await repository.forget_roll_ups(session, workspace_id)
    for start in range(0, len(members), REBUILT_AT_ONCE):
        some = members[start : start + REBUILT_AT_ONCE]
        await repository.recompute(session, workspace_id, some, date.min, date.max)
    return len(members)
