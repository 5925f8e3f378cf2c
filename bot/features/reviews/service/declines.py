"""Why people have declined to rate somebody, for HR: without names, and never while a text would tell whose it is."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.suppression import may_show
from bot.features.reviews.service.finding import cycle_to_read, require_hr
from bot.turn import Who

PAGE = 20
"""Reasons of a page."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """One page of so many `found`, in an order of chance."""

    cycle: ReviewCycle
    texts: tuple[str, ...]
    offset: int
    found: int


async def reasons(session: AsyncSession, who: Who, cycle_id: int, *, offset: int, now: datetime) -> Reasons:
    """Denied for anybody but HR; Rejected when there is no such cycle. Empty as `readable_reasons`."""
    await require_hr(session, who, now=now)
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    texts = await readable_reasons(session, who, cycle)
    return Reasons(cycle, tuple(texts[offset : offset + PAGE]), offset, len(texts))


async def readable_reasons(session: AsyncSession, who: Who, cycle: ReviewCycle) -> list[str]:
    """Without those by the reader, and those why somebody would not rate the reader; empty unless three people have
    given the others.

    Empty until the close as well: while people can still decline, one reason more than the time before would be that
    of whoever has one rating less to give.
    """
    if cycle.state != State.CLOSED:
        return []
    rows = [
        each
        for each in await repository.declined_assignments(session, cycle.workspace_id, cycle.key)
        if each.decline_reason and who.member_id not in (each.rater_id, each.subject_id)
    ]
    if not may_show(len({each.rater_id for each in rows})):
        return []
    key = bytes.fromhex((await repository.key_of(session, cycle.workspace_id, cycle.key)).secret)
    texts = [each.decline_reason for each in rows]
    return sorted(texts, key=lambda text: hashlib.blake2b(text.encode(), key=key).digest())
