"""Proposals: who may read them, and what HR decides about them. A plan never follows by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Denied, Rejected
from bot.features.improvement.models import PlanSignal
from bot.features.improvement.repository import signals as repository
from bot.features.improvement.rules.runs import Doubt, Kind, Run
from bot.features.improvement.rules.states import require_reason
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Subject
from bot.features.schemes import service as schemes
from bot.turn import Turn, Who
from scoring.rewards import PlanRule
from scoring.scheme import Scheme

OPEN, DRAFTED, DISMISSED, VOID = "open", "drafted", "dismissed", "void"


@dataclass(frozen=True, slots=True)
class Proposal:
    """With its evidence, and the doubt there is about it. `was_warned`: the person heard of the run before.

    What the reader may do now: begin a plan from it, dismiss it, decide the doubt.
    """

    signal: PlanSignal
    member: Member
    run: Run
    doubt: Doubt | None
    scheme: Scheme
    was_warned: bool
    decided_by: Member | None
    may_draft: bool
    may_dismiss: bool
    may_decide_doubt: bool

    @property
    def rule(self) -> PlanRule:
        return next(each for each in self.scheme.plans if each.id == self.signal.rule_id)


async def proposal(session: AsyncSession, who: Who, signal_id: int, *, now: datetime) -> Proposal:
    """For managers and HR, never about oneself. Denied otherwise, in the same words for a proposal that does not exist;
    whom it would have been about is kept nowhere."""
    row = await _visible(session, who, signal_id, Action.SEE_PLAN, now=now)
    members = await people.members_by_id(session, who.workspace_id, {row.member_id, row.decided_by or row.member_id})
    run = Run.model_validate_json(row.evidence)
    doubt = Doubt.model_validate_json(row.doubt) if row.doubt else None
    by_hr = await _may(session, who, Action.PUBLISH_PLAN, row.member_id, now=now)
    return Proposal(
        signal=row,
        member=members[row.member_id],
        run=run,
        doubt=doubt,
        scheme=await schemes.version_of(session, who.workspace_id, row.scheme_version_id),
        was_warned=await _was_warned(session, row, run),
        decided_by=members.get(row.decided_by) if row.decided_by else None,
        may_draft=row.state == OPEN and await _may(session, who, Action.WRITE_PLAN, row.member_id, now=now),
        may_dismiss=by_hr and row.state == OPEN,
        may_decide_doubt=by_hr and _is_open_doubt(row, doubt),
    )


async def open_proposal(turn: Turn, signal_id: int) -> Proposal:
    """The same, when somebody opens its window: the log keeps who read it, not about whom it is."""
    found = await proposal(turn.session, turn.who, signal_id, now=turn.now)
    await record(turn.session, Entry.of(turn.who, Audited.SIGNAL_READ, About.SIGNAL, found.signal.key))
    return found


async def open_proposals(
    session: AsyncSession, who: Who, *, now: datetime, most: int | None = None
) -> tuple[list[Proposal], int]:
    """Those that wait for a decision and that the viewer may read, the oldest first: also of drafted ones that are in
    doubt, for HR. `most` of them, and how many there are."""
    by_hr = await people.may(session, who, Action.PUBLISH_PLAN, Subject(), at=now)
    rows = [each for each in await repository.watched(session, who.workspace_id) if _waits(each, by_hr=by_hr)]
    theirs = await _theirs(session, who, {each.member_id for each in rows}, by_hr=by_hr, now=now)
    waiting = [row for row in rows if row.member_id in theirs]
    return [await proposal(session, who, row.key, now=now) for row in waiting[:most]], len(waiting)


async def dismiss(session: AsyncSession, who: Who, signal_id: int, *, reason: str, now: datetime) -> Proposal:
    """HR alone, with a reason that managers and HR can read. Nothing is proposed again until the run is broken."""
    row = await _to_decide(session, who, signal_id, now=now)
    if row.state != OPEN:
        raise Rejected("improvement-error-decided")
    row.state = DISMISSED
    return await _decided(session, who, row, reason, now=now)


async def decide_doubt(
    session: AsyncSession, who: Who, signal_id: int, *, keeps: bool, reason: str, now: datetime
) -> Proposal:
    """HR alone, with a reason: the proposal stays all the same, or it is void. A plan that was begun from it goes on
    until somebody ends it."""
    row = await _to_decide(session, who, signal_id, now=now)
    doubt = Doubt.model_validate_json(row.doubt) if row.doubt else None
    if doubt is None or not _is_open_doubt(row, doubt):
        raise Rejected("improvement-error-decided")
    if keeps:
        row.doubt = doubt.model_copy(update={"is_kept": True}).model_dump_json()
    else:
        row.state = VOID
    return await _decided(session, who, row, reason, now=now)


async def _decided(session: AsyncSession, who: Who, row: PlanSignal, reason: str, *, now: datetime) -> Proposal:
    row.reason, row.decided_by, row.decided_at = require_reason(reason), who.member_id, now
    session.add(row)
    await session.flush()
    await record(session, Entry.of(who, Audited.SIGNAL_DECIDED, About.SIGNAL, row.key))
    return await proposal(session, who, row.key, now=now)


async def _to_decide(session: AsyncSession, who: Who, signal_id: int, *, now: datetime) -> PlanSignal:
    return await _visible(session, who, signal_id, Action.PUBLISH_PLAN, now=now, to_change=True)


async def _visible(
    session: AsyncSession, who: Who, signal_id: int, action: Action, *, now: datetime, to_change: bool = False
) -> PlanSignal:
    row = await repository.signal(session, who.workspace_id, signal_id, to_change=to_change)
    if row is None or row.kind != Kind.PROPOSAL or not await _may(session, who, action, row.member_id, now=now):
        raise out_of_sight(who)
    return row


def out_of_sight(who: Who) -> Denied:
    """The log must not say about whom somebody asked: that person reads it."""
    return people.not_visible(who, Action.SEE_PLAN)


async def _may(session: AsyncSession, who: Who, action: Action, member_id: int, *, now: datetime) -> bool:
    return await people.may(session, who, action, Subject(member=member_id), at=now)


async def _theirs(session: AsyncSession, who: Who, members: set[int], *, by_hr: bool, now: datetime) -> set[int]:
    """Those about whom the viewer may read: for HR all but themselves."""
    if by_hr:
        return members - {who.member_id}
    managers = await people.managers(session, who.workspace_id, on=who.day_of(now)) if members else {}
    return {each for each in members if who.member_id in _above(each, managers)}


def _above(member_id: int, managers: Mapping[int, int]) -> Sequence[int]:
    found: list[int] = []
    above = managers.get(member_id)
    while above is not None and above not in found:
        found.append(above)
        above = managers.get(above)
    return found


async def _was_warned(session: AsyncSession, row: PlanSignal, run: Run) -> bool:
    known = await repository.signals_of(session, row.workspace_id, [row.member_id])
    first = run.low[0].month
    alike = (each for each in known if (each.kind, each.rule_id) == (Kind.WARNING, row.rule_id))
    return any(first <= each.month < row.month for each in alike)


def _waits(row: PlanSignal, *, by_hr: bool) -> bool:
    if row.state == OPEN or not by_hr or not row.doubt:
        return row.state == OPEN
    return _is_open_doubt(row, Doubt.model_validate_json(row.doubt))


def _is_open_doubt(row: PlanSignal, doubt: Doubt | None) -> bool:
    return row.state in repository.WATCHED and doubt is not None and not doubt.is_kept
