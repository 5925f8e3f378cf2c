"""The states of a review cycle, what moves it from one to the next, and who may do that."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import Rejected

REASON_LIMIT = 300


class State(StrEnum):
    """Where a cycle is: being prepared, raters are being named, people rate, nobody rates any more, results are out; or
    it was never opened and never will be."""

    DRAFT = "draft"
    NOMINATING = "nominating"
    OPEN = "open"
    CLOSED = "closed"
    RELEASED = "released"
    DISCARDED = "discarded"


OVER = frozenset({State.RELEASED, State.DISCARDED})
"""Nothing happens to such a cycle any more."""


class Move(StrEnum):
    """What can be done with a cycle."""

    NOMINATE = "nominate"
    OPEN = "open"
    EXTEND = "extend"
    CLOSE = "close"
    CLOSE_EARLY = "close-early"
    REOPEN_RATING = "reopen-rating"
    RELEASE = "release"
    HOLD = "hold"
    LET_GO = "let-go"
    DISCARD = "discard"


class Mover(StrEnum):
    """Who does it: somebody from HR, or the calendar."""

    HR = "hr"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Step:
    """From which states a move leads `to` which; None where the state stays."""

    since: frozenset[State]
    to: State | None
    by: frozenset[Mover]
    needs_reason: bool = False


_BOTH, _HR = frozenset(Mover), frozenset({Mover.HR})
_UNOPENED = frozenset({State.DRAFT, State.NOMINATING})
_OPEN, _CLOSED = frozenset({State.OPEN}), frozenset({State.CLOSED})

STEPS: Mapping[Move, Step] = {
    Move.NOMINATE: Step(frozenset({State.DRAFT}), State.NOMINATING, _BOTH),
    Move.OPEN: Step(_UNOPENED, State.OPEN, _BOTH),
    Move.EXTEND: Step(_OPEN, None, _HR, needs_reason=True),
    Move.CLOSE: Step(_OPEN, State.CLOSED, frozenset({Mover.CALENDAR})),
    Move.CLOSE_EARLY: Step(_OPEN, State.CLOSED, _HR, needs_reason=True),
    Move.REOPEN_RATING: Step(_CLOSED, None, _HR, needs_reason=True),
    Move.RELEASE: Step(_CLOSED, State.RELEASED, _BOTH),
    Move.HOLD: Step(_OPEN | _CLOSED, None, _HR),
    Move.LET_GO: Step(_OPEN | _CLOSED, None, _HR),
    Move.DISCARD: Step(_UNOPENED, State.DISCARDED, _BOTH),
}
"""Nothing leads back: what people were told is over stays over, and a rating is reopened for one person at a time."""


def moved(state: State, move: Move, *, by: Mover, reason: str = "") -> State:
    """The state afterwards. Rejected for a move that is not possible in this state or not by this mover, and without
    the reason that it needs."""
    step = STEPS[move]
    if state not in step.since or by not in step.by:
        raise Rejected("reviews-error-move", move=move.value, state=state.value)
    if step.needs_reason:
        require_reason(reason)
    return step.to or state


def require_reason(typed: str) -> str:
    """Without the blanks around it; Rejected for none and for one that is too long."""
    reason = typed.strip()
    if not reason:
        raise Rejected("reviews-error-no-reason", field="reason")
    if len(reason) > REASON_LIMIT:
        raise Rejected("reviews-error-long-reason", field="reason", limit=REASON_LIMIT)
    return reason
