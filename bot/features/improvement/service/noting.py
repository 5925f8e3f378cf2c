"""Something is written down in a plan: by whom it may be, in which states, and in place of what."""

from collections.abc import Collection
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected, RejectedFields
from bot.features.improvement.models import PlanNote
from bot.features.improvement.repository import notes as repository
from bot.features.improvement.rules.notes import TEXT_LIMIT, Kind
from bot.features.improvement.rules.states import Mover, State
from bot.features.improvement.service.stepping import Held, held
from bot.features.people import service as people
from bot.features.people.service import Action
from bot.turn import Who


async def held_to_note(
    session: AsyncSession, who: Who, plan_id: int, by: Collection[Mover], states: Collection[State], *, now: datetime
) -> Held:
    """Locked. Denied for everybody but `by`; Rejected, with what to do instead, while the plan is in no such state."""
    it = await held(session, who, plan_id, now=now)
    if not it.by.intersection(by):
        action = Action.SEE_PUBLISHED_PLAN if Mover.PERSON in by else Action.WRITE_PLAN
        raise people.not_visible(who, action, it.plan.member_id)
    if it.state not in states:
        raise Rejected("improvement-error-not-while", state=it.state.value, first=it.plan.starts_on)
    return it


async def put(
    session: AsyncSession,
    who: Who,
    it: Held,
    kind: Kind,
    text: str,
    *,
    on: date,
    now: datetime,
    ref: str = "",
    mood: str = "",
    is_once: bool = False,
) -> PlanNote:
    """One of a kind, ref, day and author; `is_once` one of a kind, ref and author, on whichever day. The same again
    replaces it. What the author had open shows it, and so do the Homes of both sides."""
    row = await repository.note_to_write(
        session, it.sight, it.plan.key, author_id=who.member_id, kind=kind, ref=ref, on=None if is_once else on
    )
    row = row or PlanNote(
        workspace_id=who.workspace_id,
        plan_id=it.plan.key,
        author_id=who.member_id,
        kind=kind,
        ref=ref,
        on=on,
        text="",
        written_at=now,
    )
    row.on, row.text, row.mood, row.written_at = on, text, mood, now
    session.add(row)
    await session.flush()
    await people.refresh_prompt(session, who, now=now)
    both = {who.member_id, it.plan.member_id, it.plan.owner_id}
    await people.refresh_homes(session, who.workspace_id, both, now=now)
    return row


def words_of(typed: str) -> str:
    """Without the blanks around them; RejectedFields for none and for too many."""
    text = typed.strip()
    if not text:
        raise RejectedFields({"text": Rejected("improvement-error-empty")})
    if len(text) > TEXT_LIMIT:
        raise RejectedFields({"text": Rejected("improvement-error-long", limit=TEXT_LIMIT)})
    return text
