"""How the end of a plan stands: whose words are there, what HR can decide, an appeal, what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.features.improvement.models import Plan, PlanAppeal, PlanCheck, PlanMove, PlanNote
from bot.features.improvement.repository import endings
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.checklists import Checklist, Consequence, open_items
from bot.features.improvement.rules.days import IsOff
from bot.features.improvement.rules.ending import appeal_until, asked_since, months_after, opens_on, words_until
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import GOING_ON, Move, Mover, State
from bot.features.improvement.service.checklists import checklist_of
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Sight
from bot.turn import day_in

PAST_DECISION = frozenset({State.PASSED, State.NOT_PASSED, State.CLOSED})


@dataclass(frozen=True, slots=True)
class Ending:
    """Days are the person's. `opens_on`: from when on HR can decide; `asked_at` and `words_until`: when both were
    asked for their words, and how long HR waits for them; `statement` and `view` are the newest. `decided` is the
    move that led to the outcome, on `decided_on`; `appeal_until` the last day of an appeal against it, None where
    there is no right to one (any more). `committee` are those of it who can still decide: who are here, and have not
    come to have to do with the case. `checklist` is HR's, with what is `done` of it since that decision."""

    today: date
    opens_on: date
    asked_at: datetime | None = None
    words_until: date | None = None
    statement: PlanNote | None = None
    view: PlanNote | None = None
    decided: PlanMove | None = None
    decided_on: date | None = None
    appeal: PlanAppeal | None = None
    appeal_until: date | None = None
    committee: Sequence[Member] = ()
    checklist: Checklist | None = None
    done: Mapping[str, PlanCheck] | None = None
    followups: Sequence[PlanNote] = ()

    @property
    def waits_for_words(self) -> bool:
        """Whether HR still waits, or has not even asked."""
        if self.asked_at is None or self.words_until is None:
            return True
        return (self.statement is None or self.view is None) and self.today <= self.words_until

    @property
    def can_appeal(self) -> bool:
        return self.appeal is None and self.appeal_until is not None and self.today <= self.appeal_until

    @property
    def is_appealed(self) -> bool:
        """And not decided."""
        return self.appeal is not None and self.appeal.decision is None

    def followup_due(self) -> str | None:
        """The newest question after passing whose day has come, as the `ref` of its answers; None without one."""
        if self.decided_on is None:
            return None
        due = [n for n in keys.FOLLOWUPS.values() if months_after(self.decided_on, n) <= self.today]
        return f"m{max(due)}" if due else None

    def open_for(self, consequence: Consequence) -> int:
        """Items of the checklist that it waits for."""
        if self.checklist is None:
            return 0
        return len(open_items(self.checklist, consequence, {key: each.note for key, each in (self.done or {}).items()}))


async def ending_of(
    session: AsyncSession,
    plan: Plan,
    sight: Sight,
    moves: Sequence[PlanMove],
    zone: str,
    is_off: IsOff,
    *,
    now: datetime,
) -> Ending:
    """All of it, as HR sees it."""
    state, today = State(plan.state), day_in(zone, now)
    found = Ending(today, opens_on(plan.ends_on))
    if state in GOING_ON:
        return await _before(session, sight, plan, moves, zone, is_off, found)
    if state not in PAST_DECISION:
        return found
    notes = await endings.notes_of(session, sight, plan.key)
    decided = next((each for each in reversed(moves) if each.move in (Move.PASS, Move.FAIL, Move.GRANT)), None)
    on = day_in(zone, decided.at) if decided else None
    appeal = await endings.appeal_of(session, sight, plan.key)
    is_failed = decided is not None and decided.move == Move.FAIL
    checks = await endings.checks_of(session, sight, plan.key)
    return replace(
        found,
        statement=_last(notes, Kind.STATEMENT),
        view=_last(notes, Kind.VIEW),
        decided=decided,
        decided_on=on,
        appeal=appeal,
        appeal_until=appeal_until(on, is_off) if is_failed and on else None,
        committee=await _able(session, plan, sight, moves, today) if appeal else (),
        checklist=checklist_of(settings_of(session).plan_checklists, plan.country) if is_failed else None,
        done={each.item: each for each in checks if counts(each, decided)},
        followups=[each for each in notes if each.kind == Kind.FOLLOWUP],
    )


def counts(check: PlanCheck, decided: PlanMove | None) -> bool:
    """Whether it was seen to after the decision: what was looked up for an earlier one may have changed since."""
    return decided is not None and check.at >= decided.at


async def barred(session: AsyncSession, plan: Plan, moves: Sequence[PlanMove], today: date) -> set[int]:
    """Who has to do with the case: the person, everybody above them, its owner, and who decided."""
    above = await people.managers(session, plan.workspace_id, on=today)
    chain, at = [plan.member_id], above.get(plan.member_id)
    while at is not None and at not in chain:
        chain.append(at)
        at = above.get(at)
    deciders = {each.by_id for each in moves if each.move == Move.FAIL and each.by_id}
    return {*chain, plan.owner_id, *deciders}


async def _able(
    session: AsyncSession, plan: Plan, sight: Sight, moves: Sequence[PlanMove], today: date
) -> list[Member]:
    sitting = set(await endings.committee_of(session, sight, plan.key)) - await barred(session, plan, moves, today)
    found = await people.members_by_id(session, sight.workspace_id, sitting)
    return [each for each in found.values() if each.is_active]


def seen_by(found: Ending, by: frozenset[Mover]) -> Ending:
    """What a reader may know of it, as on paper: the person not the manager's view, a manager not what the appeal says
    and why it was decided so, nobody but HR the checklist and who is on the committee."""
    if Mover.HR in by:
        return found
    internal = replace(found, committee=(), checklist=None, done=None)
    if Mover.COMMITTEE in by:
        return internal
    if Mover.PERSON in by:
        return replace(internal, view=None)
    return replace(internal, appeal=_untold(found.appeal))


async def _before(
    session: AsyncSession,
    sight: Sight,
    plan: Plan,
    moves: Sequence[PlanMove],
    zone: str,
    is_off: IsOff,
    found: Ending,
) -> Ending:
    place = asked_since([each.move for each in moves])
    if place is None:
        return found
    asked = moves[place].at
    notes = [each for each in await endings.notes_of(session, sight, plan.key) if each.written_at >= asked]
    return replace(
        found,
        asked_at=asked,
        words_until=words_until(day_in(zone, asked), is_off),
        statement=_last(notes, Kind.STATEMENT),
        view=_last(notes, Kind.VIEW),
    )


def _untold(appeal: PlanAppeal | None) -> PlanAppeal | None:
    """That there is one, and what was decided."""
    if appeal is None:
        return None
    return PlanAppeal(**appeal.model_dump(exclude={"text", "reason", "decided_by"}), text="")


def _last(notes: Sequence[PlanNote], kind: Kind) -> PlanNote | None:
    return next((each for each in reversed(notes) if each.kind == kind), None)
