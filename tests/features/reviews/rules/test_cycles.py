"""What can be done with a cycle, in every state and by everybody: the whole table, written down a second time."""

import itertools

import pytest

from bot.errors import Rejected
from bot.features.reviews.rules.cycles import REASON_LIMIT, STEPS, Move, Mover, State, moved

D, N, O, C, R, X = State  # noqa: E741 - the states' initials
TABLE = {
    # by HR, by the calendar
    Move.NOMINATE: ({D: N}, {D: N}),
    Move.OPEN: ({D: O, N: O}, {D: O, N: O}),
    Move.EXTEND: ({O: O}, {}),
    Move.CLOSE: ({}, {O: C}),
    Move.CLOSE_EARLY: ({O: C}, {}),
    Move.REOPEN_RATING: ({C: C}, {}),
    Move.RELEASE: ({C: R}, {C: R}),
    Move.HOLD: ({O: O, C: C}, {}),
    Move.LET_GO: ({O: O, C: C}, {}),
    Move.DISCARD: ({D: X, N: X}, {D: X, N: X}),
}


@pytest.mark.parametrize(("state", "move", "by"), [*itertools.product(State, Move, Mover)])
def test_the_whole_table(state: State, move: Move, by: Mover) -> None:
    expected = TABLE[move][by is Mover.CALENDAR].get(state)
    if expected is None:
        with pytest.raises(Rejected, match="reviews-error-move"):
            moved(state, move, by=by, reason="a power cut")
    else:
        assert moved(state, move, by=by, reason="a power cut") is expected


def test_nothing_is_done_to_what_has_been_released_and_no_move_leads_back() -> None:
    order = list(State)
    for move, step in STEPS.items():
        assert not {State.RELEASED, State.DISCARDED} & step.since
        assert all(order.index(step.to or since) >= order.index(since) for since in step.since), move


@pytest.mark.parametrize("move", [Move.EXTEND, Move.CLOSE_EARLY, Move.REOPEN_RATING])
@pytest.mark.parametrize(("reason", "key"), [(" ", "no-reason"), ("x" * (REASON_LIMIT + 1), "long-reason")])
def test_eve_says_why_she_changes_what_people_were_told(move: Move, reason: str, key: str) -> None:
    state = next(iter(STEPS[move].since))
    with pytest.raises(Rejected, match=f"reviews-error-{key}"):
        moved(state, move, by=Mover.HR, reason=reason)
