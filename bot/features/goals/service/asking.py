"""Of which goals nobody has said anything for long: for their owners' prompts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.goals import repository
from bot.features.goals.models import AGREED
from bot.features.goals.repository import owners_outside
from bot.features.goals.service.standing import Stand, stands_of
from bot.features.people import service as people
from bot.turn import Who

__all__ = ["SILENCE", "Asked", "asked_again", "owners_outside", "stale_of"]

SILENCE = timedelta(days=14)
"""After which an owner is asked, and for which they are not asked again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A goal of the reader's to keep up; `is_open` until something is said of it."""

    stand: Stand
    is_open: bool


async def stale_of(session: AsyncSession, who: Who, on: date, *, asked: Collection[int]) -> Sequence[Asked]:
    """Running goals that the reader owns and of which nothing was said for two weeks, but for those of which they were
    `asked` in that time. One statement while there are none."""
    rows = [row for row in await repository.owned(session, people.own(who)) if row.key not in asked]
    if not rows:
        return ()
    stands = await stands_of(session, who.workspace_id, rows, today=on)
    return [Asked(each, is_open=True) for each in stands if _last_said(each, who) <= on - SILENCE]


async def asked_again(session: AsyncSession, who: Who, keys: Collection[int], *, on: date) -> Sequence[Asked]:
    """What has become of those that a prompt of the day asked about."""
    rows = [row for row in await repository.owned(session, people.own(who)) if row.key in keys]
    stands = await stands_of(session, who.workspace_id, rows, today=on)
    return [Asked(each, each.row.state == AGREED and _last_said(each, who) < on) for each in stands]


def _last_said(stand: Stand, who: Who) -> date:
    """On which day; that of the agreement before anything was."""
    if stand.newest is not None:
        return who.day_of(stand.newest.written_at)
    return stand.row.agreed_on or who.day_of(stand.row.proposed_at)
