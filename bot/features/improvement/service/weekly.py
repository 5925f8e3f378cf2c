"""Week by week: how the person says it goes, and what the manager notes about it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected, RejectedFields
from bot.features.improvement.models import PlanNote
from bot.features.improvement.repository import notes as repository
from bot.features.improvement.rules.due import Week, week_of
from bot.features.improvement.rules.files import Attached
from bot.features.improvement.rules.notes import Kind, Mood
from bot.features.improvement.rules.states import GOING_ON, Mover
from bot.features.improvement.service.attaching import NOTHING, Sent, attach_to_note, files_with
from bot.features.improvement.service.course import LASTS, Course, courses_of
from bot.features.improvement.service.noting import held_to_note, put, words_of
from bot.features.improvement.service.stepping import Held
from bot.features.people.models import Member
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Weekly:
    """A week's form with what is in it already."""

    plan_id: int
    member: Member
    monday: date
    mood: str
    text: str
    files: tuple[Attached, ...] = ()


async def checkin_form(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> Weekly:
    """Of this week, for the person, while the plan runs."""
    it = await held_to_note(session, who, plan_id, (Mover.PERSON,), GOING_ON, now=now)
    monday = week_of(it.today(now))
    row = await _written(session, who, it, Kind.CHECKIN, monday)
    mood, text = (row.mood, row.text) if row else ("", "")
    return Weekly(plan_id, it.member, monday, mood, text, await files_with(session, it, row))


async def check_in(
    session: AsyncSession,
    who: Who,
    plan_id: int,
    *,
    monday: date,
    mood: str | None,
    text: str,
    sent: Sent = NOTHING,
    now: datetime,
) -> PlanNote:
    """How this week goes, in place of what was said of it before. Rejected once the week is over, RejectedFields
    without a mood or words, and for files that are not taken."""
    wrong = {} if mood in list(Mood) else {"mood": Rejected("improvement-error-choice")}
    try:
        said = words_of(text)
    except RejectedFields as refused:
        raise RejectedFields({**wrong, **refused.fields}) from None
    if wrong or mood is None:
        raise RejectedFields(wrong)
    it = await held_to_note(session, who, plan_id, (Mover.PERSON,), GOING_ON, now=now)
    if monday != week_of(it.today(now)):
        raise Rejected("improvement-error-week-over", monday=monday)
    row = await put(session, who, it, Kind.CHECKIN, said, on=monday, mood=mood, now=now)
    await attach_to_note(session, who, it, row, sent, now=now)
    return row


async def note_form(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> Weekly:
    """Of the week that waits for the manager's note. Rejected before there is one."""
    it = await held_to_note(session, who, plan_id, (Mover.MANAGER,), LASTS, now=now)
    week = (await _writable(session, it, now=now))[0]
    row = await _written(session, who, it, Kind.MANAGER, week.monday)
    return Weekly(plan_id, it.member, week.monday, "", row.text if row else "")


async def write_note(
    session: AsyncSession, who: Who, plan_id: int, *, monday: date, text: str, now: datetime
) -> PlanNote:
    """What the manager has seen in a week, in place of what they wrote of it before; the person reads it. Rejected once
    the next note is due."""
    said = words_of(text)
    it = await held_to_note(session, who, plan_id, (Mover.MANAGER,), LASTS, now=now)
    if monday not in [each.monday for each in await _writable(session, it, now=now)]:
        raise Rejected("improvement-error-note-over", monday=monday)
    return await put(session, who, it, Kind.MANAGER, said, on=monday, now=now)


async def course_of(session: AsyncSession, it: Held, *, now: datetime) -> Course:
    return (await courses_of(session, [it.plan], now=now))[it.plan.key]


async def _writable(session: AsyncSession, it: Held, *, now: datetime) -> tuple[Week, ...]:
    found = (await course_of(session, it, now=now)).writable
    if not found:
        raise Rejected("improvement-error-no-week")
    return found


async def _written(session: AsyncSession, who: Who, it: Held, kind: Kind, monday: date) -> PlanNote | None:
    return await repository.note_to_write(
        session, it.sight, it.plan.key, author_id=who.member_id, kind=kind, ref="", on=monday
    )
