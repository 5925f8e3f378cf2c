"""Who was there on how many working days, for whoever shrinks targets by it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.repository.presence import AWAY, LISTED, OWN, days_rows, entered_since
from bot.features.people.rules.presence import AT_WORK, Attendance, Calendar


async def attendance_of(
    session: AsyncSession,
    workspace_id: int,
    member_ids: Collection[int],
    *,
    first: date,
    last: date,
    working_days: str,
) -> dict[int, Attendance]:
    """By member, right for the months from `first` to `last`; `working_days` as ISO weekdays `1-5`. One statement.

    Days go by the holidays of the member's country, else the workspace's, and by the workspace's own days. A trip is
    work elsewhere and counts as being there. Members whose days are alike share one object.
    """
    rows = await days_rows(session, workspace_id, member_ids, first=first, last=last)
    days = [(row.first_on, row.is_worked) for row in rows if row.what == LISTED and row.first_on]
    off = frozenset(day for day, is_worked in days if not is_worked)
    extra = frozenset(day for day, is_worked in days if is_worked)
    away: dict[int, tuple[tuple[date, date], ...]] = defaultdict(tuple)
    for row in rows:
        if row.what == AWAY and row.first_on and row.last_on and row.kind not in AT_WORK:
            away[row.member_id] += ((row.first_on, row.last_on),)
    alike: dict[Attendance, Attendance] = {}
    found = {}
    for row in rows:
        if row.what == OWN:
            joined_on = row.first_on if row.first_on and row.first_on > first else None
            calendar = Calendar(working_days, row.country, off, extra)
            own = Attendance(calendar, joined_on, tuple(sorted(away.get(row.member_id, ()))))
            found[row.member_id] = alike.setdefault(own, own)
    return found


async def away_since(
    session: AsyncSession, workspace_id: int, *, first: date, last: date, since: datetime
) -> list[tuple[int, datetime]]:
    """Members of whom days away between these were entered after a moment, and when; not which. One statement."""
    return await entered_since(session, workspace_id, first=first, last=last, since=since)
