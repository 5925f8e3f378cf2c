"""Keeps what somebody has begun to write, until it is sent, discarded, or nobody can read it any more."""

from collections.abc import Mapping
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.reviews.models import ASKED, DONE, ReviewAssignment, ReviewCycle
from bot.features.reviews.repository import drafts
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.drafts import Written, is_empty, packed, unpacked
from bot.features.reviews.service.rating import is_open, own_pseudonym
from bot.turn import Who

HAVE_KEY = (State.OPEN, State.CLOSED)
"""States in which pseudonyms can be made: drafts are read and written in no other."""


async def drafts_of(session: AsyncSession, who: Who, cycle: ReviewCycle) -> dict[int, dict[str, Written]]:
    """The member's own in a cycle, by subject and metric."""
    if cycle.state not in HAVE_KEY:
        return {}
    own = await own_pseudonym(session, who, cycle.key)
    found = await drafts.drafts_of_rater(session, who.workspace_id, cycle.key, own)
    return {subject_id: unpacked(text) for subject_id, text in found.items()}


async def put_draft(
    session: AsyncSession, who: Who, cycle: ReviewCycle, subject_id: int, written: Mapping[str, Written]
) -> None:
    """In place of what was there; nothing written is no draft."""
    own = await own_pseudonym(session, who, cycle.key)
    if is_empty(written):
        await drafts.remove_draft(session, who.workspace_id, cycle.key, pseudonym=own, subject_id=subject_id)
        return
    await drafts.put_draft(
        session, who.workspace_id, cycle.key, pseudonym=own, subject_id=subject_id, answers=packed(written)
    )


async def drop_draft(session: AsyncSession, who: Who, cycle: ReviewCycle, subject_id: int) -> None:
    """Nothing happens where there is none."""
    if cycle.state in HAVE_KEY:
        own = await own_pseudonym(session, who, cycle.key)
        await drafts.remove_draft(session, who.workspace_id, cycle.key, pseudonym=own, subject_id=subject_id)


def may_be_kept(cycle: ReviewCycle, own: ReviewAssignment, today: date) -> bool:
    """Whether what somebody writes can be kept: also after the close, when it cannot be sent any more."""
    was_asked = own.state in (ASKED, DONE)
    return was_asked and (is_open(cycle, own, today) or cycle.state in HAVE_KEY)
