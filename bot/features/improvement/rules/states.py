"""The states of a plan, what moves it from one to the next, and who may do that.

Dates alone never publish, extend or end a plan: a person with the right to do so decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import Rejected

REASON_LIMIT = 1_000


class State(StrEnum):
    """Where a plan is. Before `published` nobody but its manager and HR know of it; `passed` and `not_passed` are
    outcomes; a `closed` one is over, and so is one that was `dropped` before it was published or `withdrawn` after."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"
    ACKNOWLEDGED = "acknowledged"
    ACTIVE = "active"
    EXTENDED = "extended"
    PAUSED = "paused"
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    CLOSED = "closed"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"


UNPUBLISHED = frozenset({State.DRAFT, State.SUBMITTED, State.APPROVED})
GOING_ON = frozenset({State.ACTIVE, State.EXTENDED})
OVER = frozenset({State.CLOSED, State.DROPPED, State.WITHDRAWN})
OUTCOMES = frozenset({State.PASSED, State.NOT_PASSED})


class Mover(StrEnum):
    """Who does it: the person whom the plan is about, the manager who owns it, somebody from HR, a member of the
    appeal's committee, or dates that people have agreed on."""

    PERSON = "person"
    MANAGER = "manager"
    HR = "hr"
    COMMITTEE = "committee"
    CALENDAR = "calendar"


class Move(StrEnum):
    """What can be done with a plan. `begin` is how every history starts; to `propose` new terms, to `ask` for words
    before a decision, to `appeal`, and to `hand_over` the plan to whoever manages the person now leaves it in its
    state."""

    BEGIN = "begin"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    DROP = "drop"
    ACKNOWLEDGE = "acknowledge"
    REFUSE = "refuse"
    GO_ON = "go_on"
    START = "start"
    PAUSE = "pause"
    PROPOSE = "propose"
    CHANGE = "change"
    RESUME = "resume"
    EXTEND = "extend"
    ASK = "ask"
    PASS = "pass"
    FAIL = "fail"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    GRANT = "grant"
    GRANT_TIME = "grant_time"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class Step:
    """From which states a move leads `to` which; None back to where the plan was before it paused, or, where it
    `stays`, nowhere."""

    since: frozenset[State]
    to: State | None
    by: frozenset[Mover]
    needs_reason: bool = False
    stays: bool = False


_PERSON, _HR = frozenset({Mover.PERSON}), frozenset({Mover.HR})
_LEADS = frozenset({Mover.MANAGER, Mover.HR})
_COMMITTEE, _CALENDAR = frozenset({Mover.COMMITTEE}), frozenset({Mover.CALENDAR})
_PUBLISHED, _PAUSED, _FAILED = (frozenset({each}) for each in (State.PUBLISHED, State.PAUSED, State.NOT_PASSED))
_UNDER_WAY = GOING_ON | {State.PUBLISHED, State.ACKNOWLEDGED, State.PAUSED}

STEPS: Mapping[Move, tuple[Step, ...]] = {
    Move.BEGIN: (),
    Move.SUBMIT: (Step(frozenset({State.DRAFT}), State.SUBMITTED, frozenset({Mover.MANAGER})),),
    Move.RETURN: (Step(UNPUBLISHED - {State.DRAFT}, State.DRAFT, _HR, needs_reason=True),),
    Move.APPROVE: (Step(frozenset({State.SUBMITTED}), State.APPROVED, _HR),),
    Move.PUBLISH: (Step(frozenset({State.APPROVED}), State.PUBLISHED, _HR),),
    Move.DROP: (
        Step(frozenset({State.DRAFT}), State.DROPPED, _LEADS, needs_reason=True),
        Step(UNPUBLISHED - {State.DRAFT}, State.DROPPED, _HR, needs_reason=True),
    ),
    Move.ACKNOWLEDGE: (Step(_PUBLISHED, State.ACKNOWLEDGED, _PERSON), Step(_PAUSED, None, _PERSON)),
    Move.REFUSE: (Step(_PUBLISHED, State.ACKNOWLEDGED, _PERSON), Step(_PAUSED, None, _PERSON)),
    Move.GO_ON: (
        Step(_PUBLISHED, State.ACKNOWLEDGED, _HR, needs_reason=True),
        Step(_PAUSED, None, _HR, needs_reason=True),
    ),
    Move.START: (Step(frozenset({State.ACKNOWLEDGED}), State.ACTIVE, _CALENDAR),),
    Move.PAUSE: (
        Step(GOING_ON, State.PAUSED, _LEADS, needs_reason=True),
        Step(GOING_ON, State.PAUSED, _CALENDAR),
    ),
    Move.PROPOSE: (Step(GOING_ON | _PAUSED, None, _LEADS, stays=True),),
    Move.CHANGE: (Step(GOING_ON | _PAUSED, State.PAUSED, _HR, needs_reason=True),),
    Move.RESUME: (Step(_PAUSED, None, _LEADS | _CALENDAR),),
    Move.EXTEND: (Step(frozenset({State.ACTIVE}), State.EXTENDED, _HR, needs_reason=True),),
    Move.ASK: (Step(GOING_ON, None, _CALENDAR, stays=True),),
    Move.PASS: (Step(GOING_ON, State.PASSED, _HR, needs_reason=True),),
    Move.FAIL: (Step(GOING_ON, State.NOT_PASSED, _HR, needs_reason=True),),
    Move.APPEAL: (Step(_FAILED, None, _PERSON, stays=True),),
    Move.UPHOLD: (Step(_FAILED, State.NOT_PASSED, _COMMITTEE, needs_reason=True),),
    Move.GRANT: (Step(_FAILED, State.PASSED, _COMMITTEE, needs_reason=True),),
    Move.GRANT_TIME: (Step(_FAILED, State.EXTENDED, _COMMITTEE, needs_reason=True),),
    Move.CLOSE: (Step(_FAILED | {State.PASSED}, State.CLOSED, _HR),),
    Move.WITHDRAW: (Step(_UNDER_WAY, State.WITHDRAWN, _HR, needs_reason=True),),
    Move.HAND_OVER: (Step(frozenset(State) - OVER, None, _CALENDAR | _HR, stays=True),),
}
"""An extended plan is not extended again, and nothing leads back from what is over. Only a committee reopens an
outcome."""


OF_COMMITTEE = frozenset({Move.UPHOLD, Move.GRANT, Move.GRANT_TIME})
"""Decided by one of them, told as all of theirs."""


def moved(
    state: State,
    move: Move,
    *,
    by: Mover,
    resumes_to: State | None = None,
    awaits_answer: bool = False,
    reason: str = "",
) -> State:
    """The state afterwards; `resumes_to` is where a plan was before it paused. Rejected for a move that is not possible
    in this state or not by this mover, without the reason that it needs, and for going on with new terms that the
    person has not answered yet (`awaits_answer`)."""
    if move is Move.RESUME and awaits_answer:
        raise Rejected("improvement-error-awaits-answer")
    step = next((each for each in STEPS[move] if state in each.since and by in each.by), None)
    if step is None:
        raise Rejected("improvement-error-move", move=move.value, state=state.value)
    if step.needs_reason:
        require_reason(reason)
    if step.stays:
        return state
    after = step.to or resumes_to
    assert after, "whatever pauses a plan says where it returns to"
    return after


def moves_of(state: State, by: Mover) -> tuple[Move, ...]:
    """What this mover can do with a plan in that state, in the order in which moves are listed."""
    return tuple(move for move, steps in STEPS.items() if any(state in each.since and by in each.by for each in steps))


def require_reason(typed: str) -> str:
    """Without the blanks around it; Rejected for none and for one that is too long."""
    reason = typed.strip()
    if not reason:
        raise Rejected("improvement-error-no-reason", field="reason")
    if len(reason) > REASON_LIMIT:
        raise Rejected("improvement-error-long-reason", field="reason", limit=REASON_LIMIT)
    return reason
