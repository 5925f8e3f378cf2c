"""What the form about a colleague shows, and what becomes of what is handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected, RejectedFields
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewAssignment, ReviewCycle
from bot.features.reviews.rules.answers import Answer
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.drafts import Written
from bot.features.reviews.rules.fields import case_field, value_field
from bot.features.reviews.rules.questions import Question
from bot.features.reviews.service import assigning
from bot.features.reviews.service.drafts import HAVE_KEY, drafts_of, drop_draft, may_be_kept, put_draft
from bot.features.reviews.service.finding import cycle_to_rate, cycle_to_read, day_of
from bot.features.reviews.service.rating import asked_of, given, is_open, require_asked, require_open, submit
from bot.settings import Settings
from bot.turn import Who

ABOUT_CASE = frozenset({"reviews-error-no-case", "reviews-error-long-case"})
"""What is wrong with the text rather than with the number."""


class Source(StrEnum):
    """Where the form's content comes from."""

    NEW = "new"
    GIVEN = "given"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Place:
    """What a form is about, as it carries it; `opened_by` is the Slack user whom it was made for."""

    cycle_id: int
    subject_id: int
    opened_by: str


@dataclass(frozen=True, slots=True)
class Task:
    """A colleague whom the member may rate today, in which cycle, and `until` when."""

    cycle: ReviewCycle
    subject: Member
    is_done: bool
    has_draft: bool
    questions: tuple[Question, ...]
    until: date


@dataclass(frozen=True, slots=True)
class Form:
    """`left` are those who are still to be rated, this one included; `may_decline` until it has been said."""

    task: Task
    written: Mapping[str, Written]
    source: Source
    left: int

    @property
    def may_decline(self) -> bool:
        return not self.task.is_done and self.task.cycle.state == State.OPEN


@dataclass(frozen=True, slots=True)
class Late:
    """A draft that cannot be sent any more; `until` the release it can be read and discarded."""

    cycle: ReviewCycle
    subject: Member
    written: Mapping[str, Written]


@dataclass(frozen=True, slots=True)
class Desk:
    """All that somebody has to do with ratings: what can be given or changed, and what came too late."""

    tasks: tuple[Task, ...]
    late: tuple[Late, ...]

    @property
    def due(self) -> list[Task]:
        """What has not been given."""
        return [task for task in self.tasks if not task.is_done]


@dataclass(frozen=True, slots=True)
class Handed:
    """`is_late`: it was kept as a draft, for the cycle has been closed. `form` is the next one that is due."""

    is_late: bool
    form: Form | None
    subject: Member


async def desk_of(session: AsyncSession, who: Who, *, now: datetime, settings: Settings) -> Desk:
    """What is to be given first: the cycle that closes first, and colleagues by name. Nobody who has left is in it."""
    tasks: list[Task] = []
    late: list[Late] = []
    for cycle in await repository.unreleased_cycles(session, who.workspace_id):
        if cycle.state not in HAVE_KEY:
            continue
        asked = await asked_of(session, who, cycle.key, now=now, settings=settings)
        drafts = await drafts_of(session, who, cycle)
        known = await people.members_by_id(
            session, who.workspace_id, {each.subject_id for each in asked} | drafts.keys()
        )
        there = {each.subject_id: each for each in asked if known[each.subject_id].is_active}
        tasks += [
            Task(cycle, known[key], each.is_done, key in drafts, each.questions, each.until)
            for key, each in there.items()
        ]
        late += [Late(cycle, known[key], draft) for key, draft in drafts.items() if key not in there]
    tasks.sort(key=lambda task: (task.until, task.cycle.key, task.subject.name, task.subject.key))
    return Desk(tuple(tasks), tuple(late))


async def next_form(session: AsyncSession, who: Who, *, now: datetime, settings: Settings) -> Form | None:
    """About the next colleague who is due; None when nothing is."""
    desk = await desk_of(session, who, now=now, settings=settings)
    return await _form(session, who, desk.due[0], desk.due) if desk.due else None


async def form_about(session: AsyncSession, who: Who, typed: str, *, now: datetime, settings: Settings) -> Form:
    """About a colleague who is named; what is due comes before what has been given. Rejected in the same words for
    everybody whom the member is not asked about, and for a name that nobody has."""
    try:
        named = await people.find_member(session, who.workspace_id, typed)
    except Rejected:
        raise Rejected("reviews-error-not-asked") from None
    desk = await desk_of(session, who, now=now, settings=settings)
    about = [task for task in desk.tasks if task.subject.key == named.key]
    if not about:
        raise Rejected("reviews-error-not-asked")
    return await _form(session, who, min(about, key=lambda task: task.is_done), desk.due)


async def form_of(
    session: AsyncSession, who: Who, cycle_id: int, subject_id: int, *, now: datetime, settings: Settings
) -> Form:
    """About one that is named by keys. Rejected when the member is not asked, or not any more."""
    desk = await desk_of(session, who, now=now, settings=settings)
    for task in desk.tasks:
        if (task.cycle.key, task.subject.key) == (cycle_id, subject_id):
            return await _form(session, who, task, desk.due)
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    own = await _own(session, who, cycle_id, subject_id)
    require_asked(own)
    assert own
    require_open(cycle, own, day_of(now, settings))
    raise Rejected("reviews-error-not-asked")  # about somebody who has left


async def hand_in(
    session: AsyncSession, who: Who, place: Place, written: Mapping[str, Written], *, now: datetime, settings: Settings
) -> Handed:
    """Keep what was said, or, when that is too late, what was written. RejectedFields by the form's fields for what
    cannot be taken; Rejected as `form_of`, for a form that was made for somebody else, and once results are out."""
    cycle, own, subject = await _to_write(session, who, place)
    today = day_of(now, settings)
    if cycle.state in HAVE_KEY and today >= cycle.opens_on and not is_open(cycle, own, today):
        await put_draft(session, who, cycle, subject.key, written)
        return Handed(True, None, subject)
    require_open(cycle, own, today)
    await _submit(session, who, place, written, now=now, settings=settings)
    await drop_draft(session, who, cycle, subject.key)
    return Handed(False, await next_form(session, who, now=now, settings=settings), subject)


async def keep_draft(
    session: AsyncSession, who: Who, place: Place, written: Mapping[str, Written], *, now: datetime, settings: Settings
) -> None:
    """What has been typed so far; not kept where it is just what has been given. Rejected as `hand_in`."""
    cycle, own, subject = await _to_write(session, who, place)
    if not may_be_kept(cycle, own, day_of(now, settings)):
        raise Rejected("reviews-error-closed", closes=cycle.closes_on)
    said = await given(session, who, cycle.key, subject.key)
    if {name: each.answer for name, each in written.items()} == said:
        await drop_draft(session, who, cycle, subject.key)
    else:
        await put_draft(session, who, cycle, subject.key, written)


async def discard_draft(session: AsyncSession, who: Who, place: Place) -> None:
    """A draft, also one that came too late; discarding twice changes nothing."""
    _require_theirs(who, place)
    await drop_draft(session, who, await cycle_to_read(session, who.workspace_id, place.cycle_id), place.subject_id)


async def turn_down(
    session: AsyncSession, who: Who, place: Place, reason: str, *, now: datetime, settings: Settings
) -> Form | None:
    """Decline to rate somebody, and what has been written about them is gone; the next one that is due. Rejected as
    `assigning.decline`."""
    _require_theirs(who, place)
    asked = (place.cycle_id, place.subject_id)
    await assigning.decline(session, who, *asked, reason=reason, now=now, settings=settings)
    await discard_draft(session, who, place)
    return await next_form(session, who, now=now, settings=settings)


async def _to_write(session: AsyncSession, who: Who, place: Place) -> tuple[ReviewCycle, ReviewAssignment, Member]:
    """Locked against a close."""
    _require_theirs(who, place)
    cycle = await cycle_to_rate(session, who.workspace_id, place.cycle_id)
    own = await _own(session, who, place.cycle_id, place.subject_id)
    if cycle.state == State.RELEASED:
        raise Rejected("reviews-error-closed", closes=cycle.closes_on)
    require_asked(own)
    assert own
    subject = await people.member(session, who.workspace_id, place.subject_id)
    if not subject.is_active:
        raise Rejected("reviews-error-not-asked")
    return cycle, own, subject


async def _own(session: AsyncSession, who: Who, cycle_id: int, subject_id: int) -> ReviewAssignment | None:
    return await repository.assignment_to_change(
        session, who.workspace_id, cycle_id, rater_id=who.member_id, subject_id=subject_id
    )


def _require_theirs(who: Who, place: Place) -> None:
    if place.opened_by != who.slack_user:
        raise Rejected("reviews-error-not-yours")


async def _submit(
    session: AsyncSession, who: Who, place: Place, written: Mapping[str, Written], *, now: datetime, settings: Settings
) -> None:
    """With what is wrong by the form's fields."""
    answers: dict[str, Answer] = {name: each.answer for name, each in written.items() if each.answer}
    cycle_id, subject_id = place.cycle_id, place.subject_id
    try:
        await submit(session, who, cycle_id, subject_id, answers, now=now, settings=settings)
    except RejectedFields as rejected:
        raise RejectedFields(
            {
                (case_field if wrong.key in ABOUT_CASE else value_field)(cycle_id, subject_id, metric): wrong
                for metric, wrong in rejected.fields.items()
            }
        ) from None


async def _form(session: AsyncSession, who: Who, task: Task, due: Sequence[Task]) -> Form:
    if task.has_draft:
        drafts = await drafts_of(session, who, task.cycle)
        return Form(task, drafts[task.subject.key], Source.DRAFT, len(due))
    said = await given(session, who, task.cycle.key, task.subject.key) if task.is_done else {}
    written = {name: Written.of(answer) for name, answer in said.items()}
    return Form(task, written, Source.GIVEN if said else Source.NEW, len(due))
