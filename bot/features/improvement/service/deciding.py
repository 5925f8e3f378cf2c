"""The end of a plan: words before it, HR's decision, the checklist, closing, and questions afterwards."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected, RejectedFields
from bot.features.improvement.models import Plan, PlanCheck, PlanNote
from bot.features.improvement.repository import endings, notes
from bot.features.improvement.rules.checklists import NEUTRAL, Checklist, Consequence, Item, require_complete
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import GOING_ON, REASON_LIMIT, Move, Mover, State
from bot.features.improvement.service.endings import Ending
from bot.features.improvement.service.finding import end_of
from bot.features.improvement.service.noting import words_of
from bot.features.improvement.service.stepping import Held, held, is_done, step
from bot.features.people import service as people
from bot.features.people.service import Action
from bot.turn import Who

NONE = "none"
"""What follows on a plan that was not passed, where nothing does."""
DECISIONS = (Move.PASS, Move.FAIL)


async def give_words(session: AsyncSession, who: Who, plan_id: int, text: str, *, now: datetime) -> Plan:
    """The person's statement or the manager's view, once both were asked; until the decision writing it again replaces
    it. RejectedFields for none and for one that is too long."""
    said = words_of(text)
    it = await held(session, who, plan_id, now=now)
    kind = Kind.STATEMENT if Mover.PERSON in it.by else Kind.VIEW
    if not it.by & {Mover.PERSON, Mover.MANAGER}:
        raise people.not_visible(who, Action.WRITE_PLAN, it.plan.member_id)
    ending = await _ending(session, it, now=now)
    if it.state not in GOING_ON or ending.asked_at is None:
        raise Rejected("improvement-error-not-asked")
    await _write(session, who, it, kind, "", said, since=ending.asked_at, now=now)
    return it.plan


async def decide(
    session: AsyncSession, who: Who, plan_id: int, move: Move, reason: str, *, seen: int, now: datetime
) -> Plan:
    """Passed or not, by HR, with a reason: in the last week or later, once there are the person's statement and the
    manager's view, or both have had five full working days. Rejected before, and by `is_done`."""
    it = await held(session, who, plan_id, now=now)
    if await is_done(session, who, it, move, seen=seen):
        return it.plan
    if it.state in GOING_ON:
        await _require_ripe(session, it, now=now)
    if move is Move.FAIL:
        it.plan.country = (await people.own_habits(session, it.member, now=now)).calendar.country or NEUTRAL
    await step(session, it, move, by_id=who.member_id, now=now, reason=reason)
    return it.plan


async def close(
    session: AsyncSession, who: Who, plan_id: int, consequence: str, reason: str, *, seen: int, now: datetime
) -> Plan:
    """By HR. After "not passed" once the days of an appeal are over and none is open; another post or the end of the
    contract is recorded when nothing on the checklist is open. RejectedFields for a consequence that cannot be."""
    it = await held(session, who, plan_id, now=now)
    if await is_done(session, who, it, Move.CLOSE, seen=seen):
        return it.plan
    wanted = _consequence(it, consequence)
    if it.state is State.NOT_PASSED:
        await _require_settled(session, it, wanted, now=now)
    if len(reason.strip()) > REASON_LIMIT:
        raise RejectedFields({"reason": Rejected("improvement-error-long-reason", limit=REASON_LIMIT)})
    it.plan.consequence = wanted
    await step(session, it, Move.CLOSE, by_id=who.member_id, now=now, reason=reason)
    return it.plan


async def check(session: AsyncSession, who: Who, plan_id: int, item: str, note: str, *, now: datetime) -> Plan:
    """HR has seen to an item. Whoever does it last stands there, also in place of what counts no more. RejectedFields
    without the note that it needs."""
    it, ending = await _checking(session, who, plan_id, now=now)
    found, said = _list(ending).item(item), note.strip()
    if found.needs_note and not said:
        raise RejectedFields({"note": Rejected("improvement-error-empty")})
    if len(said) > REASON_LIMIT:
        raise RejectedFields({"note": Rejected("improvement-error-long", limit=REASON_LIMIT)})
    before = await endings.checks_of(session, it.sight, it.plan.key)
    row = next((each for each in before if each.item == item), None) or PlanCheck(
        workspace_id=who.workspace_id, plan_id=it.plan.key, item=item, by_id=who.member_id, at=now
    )
    row.by_id, row.at, row.note = who.member_id, now, said
    session.add(row)
    await _checked(session, who, it, "check", found)
    return it.plan


async def uncheck(session: AsyncSession, who: Who, plan_id: int, item: str, *, now: datetime) -> Plan:
    """It is open again; nothing happens when it is."""
    it, ending = await _checking(session, who, plan_id, now=now)
    row = (ending.done or {}).get(item)
    if row is not None:
        await endings.remove_check(session, it.sight, row)
        await _checked(session, who, it, "uncheck", _list(ending).item(item))
    return it.plan


async def follow_up(session: AsyncSession, who: Who, plan_id: int, text: str, *, now: datetime) -> Plan:
    """How it goes some time after a plan was passed, by the person or the manager: an answer to each question."""
    said = words_of(text)
    it = await held(session, who, plan_id, now=now)
    if not it.by & {Mover.PERSON, Mover.MANAGER}:
        raise people.not_visible(who, Action.WRITE_PLAN, it.plan.member_id)
    ref = (await _ending(session, it, now=now)).followup_due()
    if it.state is not State.PASSED or ref is None:
        raise Rejected("improvement-error-not-asked")
    await _write(session, who, it, Kind.FOLLOWUP, ref, said, since=it.plan.made_at, now=now)
    return it.plan


async def _require_ripe(session: AsyncSession, it: Held, *, now: datetime) -> None:
    ending = await _ending(session, it, now=now)
    if ending.asked_at is None or ending.words_until is None:
        raise Rejected("improvement-error-decide-from", day=ending.opens_on)
    if ending.waits_for_words:
        raise Rejected("improvement-error-words", day=ending.words_until)


async def _require_settled(session: AsyncSession, it: Held, wanted: Consequence | None, *, now: datetime) -> None:
    ending = await _ending(session, it, now=now)
    if ending.is_appealed:
        raise Rejected("improvement-error-appealed")
    if ending.can_appeal:
        assert ending.appeal_until is not None, "whoever can appeal has days for it"
        raise Rejected("improvement-error-may-appeal", day=ending.appeal_until)
    if wanted:
        done = {item: each.note for item, each in (ending.done or {}).items()}
        try:
            require_complete(_list(ending), wanted, done)
        except Rejected as missing:
            raise RejectedFields({"consequence": missing}) from None


def _consequence(it: Held, carried: str) -> Consequence | None:
    if carried == NONE:
        return None
    if it.state is not State.NOT_PASSED or carried not in set(Consequence):
        raise RejectedFields({"consequence": Rejected("improvement-error-choice")})
    return Consequence(carried)


async def _checking(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> tuple[Held, Ending]:
    it = await held(session, who, plan_id, now=now)
    if Mover.HR not in it.by:
        raise people.not_visible(who, Action.PUBLISH_PLAN, it.plan.member_id)
    if it.state is not State.NOT_PASSED:
        raise Rejected("improvement-error-no-checklist")
    return it, await _ending(session, it, now=now)


def _list(ending: Ending) -> Checklist:
    if ending.checklist is None:
        raise Rejected("improvement-error-no-checklist")
    return ending.checklist


async def _checked(session: AsyncSession, who: Who, it: Held, what: str, item: Item) -> None:
    """The person does not find it in their log: what was looked up may come to nothing."""
    await session.flush()
    entry = Entry.of(
        who, Audited.PLAN_PREPARED, About.MEMBER, it.plan.member_id, plan=it.plan.key, what=what, item=item.id
    )
    await record(session, entry)


async def _ending(session: AsyncSession, it: Held, *, now: datetime) -> Ending:
    return await end_of(session, it.plan, it.sight, it.member, it.moves, now=now)


async def _write(
    session: AsyncSession, who: Who, it: Held, kind: Kind, ref: str, said: str, *, since: datetime, now: datetime
) -> None:
    # Of the same day only one is kept, also where both were asked for their words once more since.
    row = await endings.note_since(
        session, it.sight, it.plan.key, kind=kind, ref=ref, author=who.member_id, since=since
    ) or await notes.note_to_write(
        session, it.sight, it.plan.key, author_id=who.member_id, kind=kind, ref=ref, on=it.today(now)
    )
    row = row or PlanNote(
        workspace_id=who.workspace_id,
        plan_id=it.plan.key,
        author_id=who.member_id,
        kind=kind,
        ref=ref,
        on=it.today(now),
        text="",
        written_at=now,
    )
    row.text, row.on, row.written_at = said, it.today(now), now
    session.add(row)
    await session.flush()
