"""Finds plans for those who may know of them, and says what they can do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.improvement.models import Plan, PlanMove, PlanTerms
from bot.features.improvement.repository import endings, plans
from bot.features.improvement.repository import terms as termsheets
from bot.features.improvement.rules.criteria import Progress
from bot.features.improvement.rules.days import IsOff
from bot.features.improvement.rules.documents import Reader, Written, may_read
from bot.features.improvement.rules.runs import Run
from bot.features.improvement.rules.states import OVER, UNPUBLISHED, Mover, State, moves_of
from bot.features.improvement.rules.terms import Terms
from bot.features.improvement.service.course import Course, courses_of, notes_of
from bot.features.improvement.service.endings import Ending, barred, ending_of, seen_by
from bot.features.improvement.service.evidence import progress_of
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Sight, Subject
from bot.features.people.service.lookup import who_is
from bot.features.schemes import service as schemes
from bot.features.schemes.service import TeamScheme
from bot.scheduling.asking import Habits
from bot.turn import Who
from scoring.values import Text

NOBODY = 0
"""No member's key."""
UNKNOWN_TO_THE_PERSON = frozenset({*UNPUBLISHED, State.DROPPED})


@dataclass(frozen=True, slots=True)
class Opened:
    """A plan as somebody may read it: its terms in force, or the draft; `proposed` are new ones that nobody has
    published yet, for manager and HR. `by` is what the viewer can act as, `seen` the key of the last move: whoever
    decides names it, so that nobody decides about something else. `titles` are those of the scheme's metrics, `month`
    the one in which the bad run ended that it was begun for, and `run` that run, for those who decide before it is
    published. `progress` is that of the criteria once it is, `course` how it goes, `notes` all that was written, the
    newest first; `ending` what the viewer may know of its end."""

    plan: Plan
    member: Member
    owner: Member
    row: PlanTerms
    terms: Terms
    proposed: tuple[PlanTerms, Terms] | None
    moves: Sequence[PlanMove]
    people: Mapping[int, Member]
    titles: Mapping[str, Text]
    by: frozenset[Mover]
    month: str | None
    progress: tuple[Progress, ...] = ()
    run: Run | None = None
    ending: Ending | None = None
    course: Course | None = None
    notes: tuple[Written, ...] = ()

    @property
    def state(self) -> State:
        return State(self.plan.state)

    @property
    def seen(self) -> int:
        return self.moves[-1].key

    @property
    def awaits_answer(self) -> bool:
        return self.row.published_at is not None and self.row.answer is None

    @property
    def is_own(self) -> bool:
        return Mover.PERSON in self.by

    def read_by(self, reader: Reader) -> tuple[Written, ...]:
        """Of what was written."""
        return tuple(each for each in self.notes if may_read(each.kind, each.by, reader))

    def may(self, move: str) -> bool:
        """Whether the viewer can make this move now, by its states."""
        return any(move in moves_of(self.state, mover) for mover in self.by)


@dataclass(frozen=True, slots=True)
class Line:
    """A plan of a list, with the day by which something is due of it, if there is one, and how it goes once it is
    published."""

    plan: Plan
    member: Member
    owner: Member
    due_on: date | None
    course: Course | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """What HR, or a manager of their direct reports, has to do with: never the viewer's own."""

    lines: Sequence[Line]
    is_hr: bool


async def open_plan(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> Opened:
    """Denied in the same words for a plan that there is not as for one that the viewer may not know of: their own until
    it is published. The audit hears of everybody else who opens one."""
    plan, sight = await visible(session, who, plan_id, now=now)
    return await opened(session, who, plan, sight, now=now)


async def plan_about(session: AsyncSession, who: Who, member_id: int, *, now: datetime) -> Opened | None:
    """The newest one of somebody else, if there is any. Denied for whoever may not know of any."""
    sight = await people.require(session, who, Action.SEE_PLAN, member_id, at=now)
    plan = await plans.newest_plan(session, sight)
    return await opened(session, who, plan, sight, now=now) if plan else None


async def own_plan(session: AsyncSession, who: Who, *, now: datetime) -> Opened | None:
    """The viewer's newest one, once it is published."""
    sight = people.own(who)
    plan = await plans.newest_plan(session, sight)
    if plan is None or State(plan.state) in UNKNOWN_TO_THE_PERSON:
        plan = await plans.newest_known(session, sight, but=UNKNOWN_TO_THE_PERSON)
    return await opened(session, who, plan, sight, now=now) if plan else None


async def board(session: AsyncSession, who: Who, *, now: datetime) -> Board:
    """Of everybody for HR, of direct reports for everybody else: nothing for whoever has none."""
    is_hr = await people.may(session, who, Action.PUBLISH_PLAN, Subject(), at=now)
    if is_hr:
        states = frozenset(State) - OVER
        found = await plans.plans_of_everybody(session, who.workspace_id, but=who.member_id, states=states)
    else:
        found = await plans.plans_of_reports(session, people.own(who), on=who.day_of(now))
        listed = {each.key for each in found}
        found += [each for each in await endings.cases_of(session, people.own(who)) if each.key not in listed]
    keys = {each.member_id for each in found} | {each.owner_id for each in found}
    named = await people.members_by_id(session, who.workspace_id, keys)
    courses = await courses_of(session, [each for each in found if State(each.state) not in UNPUBLISHED], now=now)
    today = who.day_of(now)
    lines = [
        Line(each, named[each.member_id], named[each.owner_id], due_of(each, on=today), courses.get(each.key))
        for each in found
    ]
    return Board(lines, is_hr)


def due_of(plan: Plan, *, on: date) -> date | None:
    """The next day that matters: the first or the last one of the plan."""
    return next((day for day in (plan.starts_on, plan.ends_on) if day >= on), None)


async def visible(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> tuple[Plan, Sight]:
    """A plan that the viewer may know of. Denied like `open_plan`."""
    sight = await sight_of(session, who, plan_id, now=now)
    plan = await plans.plan_of(session, sight, plan_id)
    return require_known(who, plan), sight


async def sight_of(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> Sight:
    """Of whom a plan is about, for those who may know of plans of theirs, and while an appeal is open for those who
    decide it; Denied for everybody else."""
    member_id = await plans.subject_of(session, who.workspace_id, plan_id) or NOBODY
    wanted = Action.SEE_PUBLISHED_PLAN if member_id == who.member_id else Action.SEE_PLAN
    if await decides(session, who, plan_id, now=now) and not await _may_see(session, who, member_id, now=now):
        return people.for_member(who.workspace_id, member_id)
    return await people.require(session, who, wanted, member_id, at=now)


async def decides(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> bool:
    """Whether the viewer is of the committee of an open appeal of that plan, and has nothing to do with the case."""
    case = await endings.case_of(session, people.own(who), plan_id)
    if case is None or case.decision is not None:
        return False
    member_id = await plans.subject_of(session, who.workspace_id, plan_id) or NOBODY
    sight = people.for_member(who.workspace_id, member_id)
    plan, moves = await plans.plan_of(session, sight, plan_id), await plans.moves_of(session, sight, plan_id)
    return plan is not None and who.member_id not in await barred(session, plan, moves, on=who.day_of(now))


async def _may_see(session: AsyncSession, who: Who, member_id: int, *, now: datetime) -> bool:
    return await people.may(session, who, Action.SEE_PLAN, Subject(member=member_id), at=now)


def require_known(who: Who, plan: Plan | None) -> Plan:
    """Nobody knows of a plan about themselves before it is published."""
    if plan is None or (plan.member_id == who.member_id and State(plan.state) in UNKNOWN_TO_THE_PERSON):
        raise people.not_visible(who, Action.SEE_PUBLISHED_PLAN, plan.member_id if plan else None)
    return plan


async def movers(session: AsyncSession, who: Who, plan: Plan, *, now: datetime) -> frozenset[Mover]:
    """What the viewer can act as today in a plan."""
    if plan.member_id == who.member_id:
        return frozenset({Mover.PERSON})
    about, found = Subject(member=plan.member_id), set()
    for action, mover in ((Action.WRITE_PLAN, Mover.MANAGER), (Action.PUBLISH_PLAN, Mover.HR)):
        if await people.may(session, who, action, about, at=now):
            found.add(mover)
    if await decides(session, who, plan.key, now=now):
        found.add(Mover.COMMITTEE)
    return frozenset(found)


async def opened(
    session: AsyncSession, who: Who, plan: Plan, sight: Sight, *, now: datetime, is_known: bool = False
) -> Opened:
    """What a window shows; whoever calls it has looked whether the viewer may. `is_known`: the log knows of it."""
    versions = {each.version: each for each in await termsheets.versions_of(session, sight, plan.key)}
    by = await movers(session, who, plan, now=now)
    ahead = versions.get(plan.version + 1)
    moves = await plans.moves_of(session, sight, plan.key)
    row, member = versions[plan.version], await people.member(session, who.workspace_id, plan.member_id)
    is_prepared = State(plan.state) in UNKNOWN_TO_THE_PERSON
    ending = None if is_prepared else seen_by(await end_of(session, plan, sight, member, moves, now=now), by)
    keys = {plan.member_id, plan.owner_id, row.written_by, *(each.by_id for each in moves if each.by_id)}
    keys |= {each.by_id for each in (ending.done or {}).values()} if ending else set()
    named = await people.members_by_id(session, who.workspace_id, keys)
    signal = await plans.signal_of(session, sight, plan.signal_id) if plan.signal_id else None
    if Mover.PERSON not in by and not is_known:
        await _audited(session, who, plan)
    return Opened(
        plan=plan,
        member=member,
        owner=named[plan.owner_id],
        row=row,
        terms=terms_in(row),
        proposed=(ahead, terms_in(ahead)) if ahead and Mover.PERSON not in by else None,
        moves=moves,
        people=named,
        titles=await _titles(session, plan),
        by=by,
        month=signal.month if signal else None,
        run=Run.model_validate_json(signal.evidence) if signal and is_prepared else None,
        progress=() if is_prepared else await _progress(session, member, plan, terms_in(row), moves, now=now),
        ending=ending,
        course=(await courses_of(session, [plan], now=now))[plan.key] if row.published_at else None,
        notes=await notes_of(session, plan, sight) if row.published_at else (),
    )


async def end_of(
    session: AsyncSession, plan: Plan, sight: Sight, member: Member, moves: Sequence[PlanMove], *, now: datetime
) -> Ending:
    """All of it: what of it a viewer may know, `endings.seen_by` says."""
    is_off = await off_days(session, member, since=plan.began_on)
    return await ending_of(session, plan, sight, moves, member.zone, is_off, now=now)


async def _progress(
    session: AsyncSession, member: Member, plan: Plan, terms: Terms, moves: Sequence[PlanMove], *, now: datetime
) -> tuple[Progress, ...]:
    scored = await metrics_of(session, member, now=now)
    return await progress_of(session, plan, member, terms, moves, scored=scored.keys(), now=now)


def terms_in(row: PlanTerms) -> Terms:
    return Terms.model_validate_json(row.content)


async def habits_in(session: AsyncSession, member: Member, *, since: date) -> Habits:
    """Of one member; no day from then on is forgotten."""
    return (await people.habits_since(session, member.workspace_id, [member.key], since=since))[member.key]


async def off_days(session: AsyncSession, member: Member, *, since: date) -> IsOff:
    """Days from then on on which nobody with the person's calendar works; days away are not among them."""
    calendar = (await habits_in(session, member, since=since)).calendar
    return lambda on: calendar.why_off(on) is not None


async def scheme_for(session: AsyncSession, member: Member, *, now: datetime) -> TeamScheme | None:
    """By which the person is scored today."""
    on = who_is(member).day_of(now)
    team = await people.team_of(session, member.workspace_id, member.key, on=on)
    return await schemes.scheme_of_team(session, member.workspace_id, team.key, on=on) if team else None


async def metrics_of(session: AsyncSession, member: Member, *, now: datetime) -> Mapping[str, Text]:
    """Titles of the metrics by which the person is scored today; none without a team or scheme."""
    found = await scheme_for(session, member, now=now)
    return {each.id: each.title for each in found.scheme.metrics} if found else {}


def changed_meanwhile() -> Rejected:
    return Rejected("improvement-error-changed-meanwhile")


async def _titles(session: AsyncSession, plan: Plan) -> Mapping[str, Text]:
    scheme = await schemes.version_of(session, plan.workspace_id, plan.scheme_version_id)
    return {metric.id: metric.title for metric in scheme.metrics}


async def _audited(session: AsyncSession, who: Who, plan: Plan) -> None:
    if State(plan.state) in UNKNOWN_TO_THE_PERSON:
        entry = Entry.of(who, Audited.PLAN_PREPARED, About.MEMBER, plan.member_id, plan=plan.key, what="read")
    else:
        entry = Entry.of(who, Audited.PLAN_READ, About.MEMBER, plan.member_id, plan=plan.key)
    await record(session, entry)
