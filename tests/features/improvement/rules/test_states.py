"""From any state only allowed moves by allowed people; no path publishes, extends or ends a plan but by a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Rejected
from bot.features.improvement.models import RUNNING
from bot.features.improvement.rules.states import OVER, STEPS, Move, Mover, State, moved, moves_of

DECISIONS = frozenset({State.PUBLISHED, State.EXTENDED, State.PASSED, State.NOT_PASSED, *OVER})
OUTCOMES = frozenset({State.PASSED, State.NOT_PASSED})
STORIES = st.lists(st.tuples(st.sampled_from(Move), st.sampled_from(Mover)), max_size=40)


@given(story=STORIES)
def test_every_story_keeps_to_the_rules(story: list[tuple[Move, Mover]]) -> None:
    state, resumes_to, seen = State.DRAFT, None, [State.DRAFT]
    for move, by in story:
        try:
            after = moved(state, move, by=by, resumes_to=resumes_to, reason="because")
        except Rejected:
            assert move not in moves_of(state, by)
            continue
        assert move in moves_of(state, by)
        assert state not in OVER
        if after in DECISIONS and after not in (state, resumes_to):
            assert by is not Mover.CALENDAR
        if (after is State.PUBLISHED and state is not after) or (after in OUTCOMES and state not in OUTCOMES):
            assert by is Mover.HR
        if after is State.PAUSED and state is not State.PAUSED:
            resumes_to = state
        state = after
        seen.append(state)
    if any(each in OUTCOMES for each in seen):
        assert tuple(each for each in dict.fromkeys(seen) if each in _WAY) == _WAY


_WAY = (State.SUBMITTED, State.APPROVED, State.PUBLISHED, State.ACKNOWLEDGED, State.ACTIVE)


def test_dates_only_start_pause_resume_and_follow_the_manager() -> None:
    by_dates = {move for move, steps in STEPS.items() if any(Mover.CALENDAR in step.by for step in steps)}
    assert by_dates == {Move.START, Move.PAUSE, Move.RESUME, Move.HAND_OVER, Move.ASK}


@pytest.mark.parametrize("state", sorted(set(State) - OVER))
def test_a_plan_changes_hands_where_it_is(state: State) -> None:
    assert moved(state, Move.HAND_OVER, by=Mover.CALENDAR) is state


def test_whoever_proposes_new_terms_changes_nothing_yet() -> None:
    assert moved(State.ACTIVE, Move.PROPOSE, by=Mover.MANAGER) is State.ACTIVE
    with pytest.raises(Rejected, match="improvement-error-move"):
        moved(State.ACTIVE, Move.PROPOSE, by=Mover.PERSON)


def test_the_person_only_answers_the_terms_and_appeals() -> None:
    own = {move for state in State for move in moves_of(state, Mover.PERSON)}
    assert own == {Move.ACKNOWLEDGE, Move.REFUSE, Move.APPEAL}


def test_a_refusal_stops_nothing() -> None:
    assert moved(State.PUBLISHED, Move.REFUSE, by=Mover.PERSON) is State.ACKNOWLEDGED


def test_after_new_terms_a_plan_goes_on_where_it_was() -> None:
    assert moved(State.EXTENDED, Move.CHANGE, by=Mover.HR, reason="other targets") is State.PAUSED
    assert moved(State.PAUSED, Move.ACKNOWLEDGE, by=Mover.PERSON, resumes_to=State.EXTENDED) is State.EXTENDED


def test_nobody_goes_on_with_new_terms_before_the_person_has_answered() -> None:
    with pytest.raises(Rejected, match="improvement-error-awaits-answer"):
        moved(State.PAUSED, Move.RESUME, by=Mover.MANAGER, resumes_to=State.ACTIVE, awaits_answer=True)


def test_nobody_extends_twice() -> None:
    with pytest.raises(Rejected, match="improvement-error-move"):
        moved(State.EXTENDED, Move.EXTEND, by=Mover.HR, reason="once more")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1_001])
def test_what_hurts_needs_a_reason(reason: str) -> None:
    with pytest.raises(Rejected, match="reason"):
        moved(State.ACTIVE, Move.FAIL, by=Mover.HR, reason=reason)


def test_running_in_the_database_is_what_has_no_outcome() -> None:
    assert {State(each) for each in RUNNING} == set(State) - OUTCOMES - OVER


@pytest.mark.parametrize("state", sorted(OVER))
def test_nothing_happens_to_what_is_over(state: State) -> None:
    assert all(moves_of(state, by) == () for by in Mover)
