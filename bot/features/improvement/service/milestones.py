"""A milestone is reached, help is asked for, and what came out of a talk."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected, RejectedFields
from bot.features.improvement.models import PlanNote
from bot.features.improvement.repository import notes as repository
from bot.features.improvement.rules.files import Attached
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import Mover, State
from bot.features.improvement.rules.terms import Meeting, Milestone
from bot.features.improvement.service.attaching import NOTHING, Sent, attach_to_note, files_with
from bot.features.improvement.service.course import LASTS
from bot.features.improvement.service.noting import held_to_note, put, words_of
from bot.features.improvement.service.stepping import Held
from bot.features.improvement.service.telling import tell_note
from bot.features.people.models import Member
from bot.turn import Who

KNOWN = LASTS | {State.PUBLISHED, State.ACKNOWLEDGED}
LEADS = (Mover.MANAGER, Mover.HR)


@dataclass(frozen=True, slots=True)
class Form:
    """What is about to be written, with what was written before; `today` is the person's."""

    plan_id: int
    member: Member
    today: date
    on: date
    text: str
    milestone: Milestone | None = None
    meeting: Meeting | None = None
    files: tuple[Attached, ...] = ()


async def reach_form(session: AsyncSession, who: Who, plan_id: int, ref: str, *, now: datetime) -> Form:
    """For the person, while the plan runs or is paused. Rejected for a milestone that is not in the terms any more."""
    it = await held_to_note(session, who, plan_id, (Mover.PERSON,), LASTS, now=now)
    milestone, today = _milestone(it, ref), it.today(now)
    row = await _written(session, who, it, Kind.REACHED, ref, today)
    files, text = await files_with(session, it, row), row.text if row else ""
    return Form(plan_id, it.member, today, today, text, milestone=milestone, files=files)


async def reach(
    session: AsyncSession, who: Who, plan_id: int, ref: str, text: str, *, sent: Sent = NOTHING, now: datetime
) -> PlanNote:
    """The person has reached a milestone, and says by what one sees it; the manager hears that there is something.
    RejectedFields for files that are not taken."""
    said = words_of(text)
    it = await held_to_note(session, who, plan_id, (Mover.PERSON,), LASTS, now=now)
    milestone = _milestone(it, ref)
    row = await put(session, who, it, Kind.REACHED, said, ref=milestone.ref, on=it.today(now), now=now)
    await attach_to_note(session, who, it, row, sent, now=now)
    await tell_note(session, it.plan, row, now=now)
    return row


async def help_form(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> Form:
    """For the person, from publication on until the outcome."""
    it = await held_to_note(session, who, plan_id, (Mover.PERSON,), KNOWN, now=now)
    today = it.today(now)
    row = await _written(session, who, it, Kind.HELP, "", today)
    return Form(plan_id, it.member, today, today, row.text if row else "")


async def ask_for_help(session: AsyncSession, who: Who, plan_id: int, text: str, *, now: datetime) -> PlanNote:
    """Manager and HR hear at once that there is something, once a day."""
    said = words_of(text)
    it = await held_to_note(session, who, plan_id, (Mover.PERSON,), KNOWN, now=now)
    row = await put(session, who, it, Kind.HELP, said, on=it.today(now), now=now)
    await tell_note(session, it.plan, row, now=now)
    return row


async def hold_form(session: AsyncSession, who: Who, plan_id: int, ref: str, *, now: datetime) -> Form:
    """For manager and HR. Rejected for a talk that the terms do not have any more."""
    it = await held_to_note(session, who, plan_id, LEADS, LASTS, now=now)
    meeting, today = _meeting(it, ref), it.today(now)
    row = await _written(session, who, it, Kind.MEETING, ref, None)
    on = row.on if row else min(today, meeting.on)
    return Form(plan_id, it.member, today, on, row.text if row else "", meeting=meeting)


async def hold(
    session: AsyncSession, who: Who, plan_id: int, ref: str, text: str, *, on: date | None, now: datetime
) -> PlanNote:
    """What came out of a talk that was held `on` a day: the person reads it. RejectedFields for a day before the plan
    or to come."""
    said = words_of(text)
    it = await held_to_note(session, who, plan_id, LEADS, LASTS, now=now)
    meeting, today = _meeting(it, ref), it.today(now)
    if on is None or not it.plan.starts_on <= on <= today:
        raise RejectedFields({"on": Rejected("improvement-error-held-on", first=it.plan.starts_on, last=today)})
    return await put(session, who, it, Kind.MEETING, said, ref=meeting.ref, on=on, now=now, is_once=True)


def _milestone(it: Held, ref: str) -> Milestone:
    found = next((each for each in it.terms.milestones if each.ref == ref), None)
    if found is None:
        raise Rejected("improvement-error-gone")
    return found


def _meeting(it: Held, ref: str) -> Meeting:
    found = next((each for each in it.terms.meetings if each.ref == ref), None)
    if found is None:
        raise Rejected("improvement-error-gone")
    return found


async def _written(session: AsyncSession, who: Who, it: Held, kind: Kind, ref: str, on: date | None) -> PlanNote | None:
    return await repository.note_to_write(
        session, it.sight, it.plan.key, author_id=who.member_id, kind=kind, ref=ref, on=on
    )
