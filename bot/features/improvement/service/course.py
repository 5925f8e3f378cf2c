"""How plans go: which weeks were told of, which milestones are reached, what is due of whom."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement.models import Plan, PlanFile, PlanNote
from bot.features.improvement.repository import files
from bot.features.improvement.repository import notes as repository
from bot.features.improvement.repository.notes import Moved, Noted
from bot.features.improvement.rules import due
from bot.features.improvement.rules.days import IsOff, working_days
from bot.features.improvement.rules.documents import Written
from bot.features.improvement.rules.due import Item, Week
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import GOING_ON, Move, Mover, State
from bot.features.improvement.rules.terms import Milestone, Terms
from bot.features.improvement.service.files import of_note
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Sight
from bot.scheduling.asking import Habits
from bot.turn import day_in

DAY = timedelta(days=1)
AT_RISK = 5
"""Working days before its end from which on a plan is marked."""
LASTS = GOING_ON | {State.PAUSED}


@dataclass(frozen=True, slots=True)
class Course:
    """How a plan goes, as of `today` where the person is. `weeks` are those that have begun, with Mondays on which the
    person has `told` and the manager has `noted` something; `reached` milestones and `held` meetings by the day.
    `missed` notes of the manager in a row while the plan lasts, `missed_twice` the weeks that ended two of them; `late`
    is the first day that is missed or at risk."""

    plan: Plan
    member: Member
    terms: Terms
    today: date
    weeks: tuple[Week, ...]
    told: frozenset[date]
    noted: frozenset[date]
    reached: Mapping[str, date]
    held: Mapping[str, date]
    has_notes: bool
    missed: int
    missed_twice: tuple[Week, ...]
    late: date | None
    is_off: IsOff

    @property
    def next_milestone(self) -> Milestone | None:
        """The first that is not reached."""
        return next((each for each in self.terms.milestones if each.ref not in self.reached), None)

    @property
    def reached_now(self) -> tuple[Milestone, ...]:
        """Of the terms in force."""
        return tuple(each for each in self.terms.milestones if each.ref in self.reached)

    @property
    def is_going_on(self) -> bool:
        return State(self.plan.state) in GOING_ON

    @property
    def writable(self) -> tuple[Week, ...]:
        """Weeks of which the manager can write a note now, the one that is offered first."""
        return due.writable(self.weeks, self.noted, self.today) if State(self.plan.state) in LASTS else ()

    @property
    def is_note_due(self) -> bool:
        return any(each.is_open for each in self.items(Mover.MANAGER, self.today) if each.what is due.What.NOTE)

    def items(self, of: Mover, on: date) -> Iterator[Item]:
        """What is due of the person or the manager, as of a day; milestones and reviews only while the plan runs."""
        if State(self.plan.state) not in LASTS:
            return
        if of is Mover.MANAGER:
            yield from due.note_items(self.weeks, self.noted, on, self.today)
        if not self.is_going_on:
            return
        if of is Mover.PERSON:
            yield from due.checkin_items(self.weeks, self.told, on, self.today)
            yield from due.milestone_items(self.terms.milestones, self.reached.keys(), self.is_off)
        yield from due.meeting_items(self.terms.meetings, self.held.keys(), self.is_off)


async def courses_of(session: AsyncSession, plans: Sequence[Plan], *, now: datetime) -> dict[int, Course]:
    """By the key of the plan; all of one workspace."""
    if not plans:
        return {}
    workspace_id, keys = plans[0].workspace_id, [each.key for each in plans]
    notes = _by_plan(await repository.noted_in(session, workspace_id, keys))
    moves = _by_plan(await repository.moved_in(session, workspace_id, keys))
    terms = {each.plan_id: each for each in await repository.terms_in_force(session, workspace_id, keys)}
    concerned = {each.member_id for each in plans}
    members = await people.members_by_id(session, workspace_id, concerned)
    habits = await people.habits_since(session, workspace_id, concerned, since=min(each.began_on for each in plans))
    return {
        key: _course(
            plan,
            members[plan.member_id],
            Terms.model_validate_json(terms[key].content),
            moves.get(key, ()),
            notes.get(key, ()),
            habits[plan.member_id],
            now=now,
        )
        for key, plan in zip(keys, plans, strict=True)
    }


async def notes_of(session: AsyncSession, plan: Plan, sight: Sight) -> tuple[Written, ...]:
    """All that was written, the newest first; what of it a reader may see, `rules.documents.may_read` says."""
    notes = await repository.notes_in(session, sight, plan.key)
    members = await people.members_by_id(session, plan.workspace_id, {each.author_id for each in notes})
    attached = await files.files_of_plan(session, sight, plan.key)
    return tuple(_written(plan, each, attached, members) for each in reversed(notes))


class _OfPlan(Protocol):
    @property
    def plan_id(self) -> int: ...


R = TypeVar("R", bound=_OfPlan)


def _by_plan(rows: Iterable[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = {}
    for each in rows:
        found.setdefault(each.plan_id, []).append(each)
    return found


def _course(
    plan: Plan,
    member: Member,
    terms: Terms,
    moves: Sequence[Moved],
    notes: Sequence[Noted],
    habits: Habits,
    *,
    now: datetime,
) -> Course:
    def is_off(on: date) -> bool:
        return habits.calendar.why_off(on) is not None

    today = day_in(habits.zone, now)
    steps = [(day_in(habits.zone, each.at), State(each.since), State(each.to)) for each in moves]
    ran = due.stretches(steps, plan.ends_on)
    weeks = due.weeks(ran, plan.ends_on, today, is_off=is_off, is_there=lambda on: habits.why_absent(on) is None)
    noted = _days(notes, Kind.MANAGER)
    handed = [day_in(habits.zone, each.at) for each in moves if each.move == Move.HAND_OVER]
    run, seconds = due.missed(weeks, noted, today, is_off=is_off, since=max(handed, default=None))
    reached = {each.ref: each.on for each in reversed(notes) if each.kind == Kind.REACHED}
    return Course(
        plan=plan,
        member=member,
        terms=terms,
        today=today,
        weeks=weeks,
        told=_days(notes, Kind.CHECKIN),
        noted=noted,
        reached=reached,
        held={each.ref: each.on for each in notes if each.kind == Kind.MEETING},
        has_notes=bool(notes),
        missed=run if State(plan.state) in LASTS else 0,
        missed_twice=seconds,
        late=_late(plan, terms, reached, today, is_off),
        is_off=is_off,
    )


def _days(notes: Sequence[Noted], kind: Kind) -> frozenset[date]:
    return frozenset(each.on for each in notes if each.kind == kind)


def _late(plan: Plan, terms: Terms, reached: Collection[str], today: date, is_off: IsOff) -> date | None:
    """The first day of a milestone that is not reached and not more than three working days away, or of the end when it
    is not more than five away; nothing while the plan does not run."""
    if State(plan.state) not in GOING_ON:
        return None
    days = [
        each.due_on
        for each in terms.milestones
        if each.ref not in reached and working_days(today, each.due_on, is_off) <= due.AHEAD
    ]
    ends = [plan.ends_on] if working_days(today, plan.ends_on, is_off) <= AT_RISK else []
    return min([*days, *ends], default=None)


def _written(plan: Plan, row: PlanNote, attached: Sequence[PlanFile], members: Mapping[int, Member]) -> Written:
    """Weekly notes are a manager's, whoever is the manager by now."""
    kind, by = Kind(row.kind), Mover.HR
    if row.author_id == plan.member_id:
        by = Mover.PERSON
    elif kind is Kind.MANAGER or row.author_id == plan.owner_id:
        by = Mover.MANAGER
    author = members.get(row.author_id)
    name, there = author.name if author else "", of_note(attached, row.key)
    return Written(row.on, kind, by, name, row.text, ref=row.ref, mood=row.mood, files=there)
