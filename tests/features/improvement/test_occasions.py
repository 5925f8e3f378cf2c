"""Whoever is told of a move is told in words that there are: of every move, as every reader, from every state."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from bot.features.improvement import service
from bot.features.improvement.models import Plan, PlanMove, PlanTerms
from bot.features.improvement.rules.states import STEPS, UNPUBLISHED, Move, Mover, State
from bot.features.improvement.service import Told
from bot.features.improvement.service.telling import TOLD, heard_as
from bot.features.improvement.views.messages import step_message
from bot.features.people.models import Member
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from tests.features.improvement.cast import ANA, BO, EVE, HAL, OTTER, Desk

AT, LAST = datetime(2026, 12, 1, tzinfo=UTC), date(2027, 3, 1)
TERMS = PlanTerms(workspace_id=1, plan_id=1, content="{}", written_by=2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("move", TOLD)
def test_there_are_words_for_whoever_hears(language: str, move: Move) -> None:
    """And for nobody else, so that no words lie about that are never read."""
    t = translator(language)
    for since in {state for step in STEPS[move] for state in step.since}:
        for reader in Mover:
            for told in tellings(move, since, reader):
                if reader in heard_as(move):
                    assert step_message(t, told).blocks
                else:
                    with pytest.raises(LookupError):
                        step_message(t, told)


def tellings(move: Move, since: State, reader: Mover) -> Iterator[Told]:
    """By somebody or by dates; while there is a right of appeal, and without one."""
    plan = Plan(
        id=1,
        workspace_id=1,
        member_id=1,
        owner_id=2,
        scheme_version_id=1,
        kind="coaching",
        state=since,
        starts_on=AT.date(),
        ends_on=LAST,
        made_at=AT,
    )
    bo, ana = (Member(id=key, workspace_id=1, slack_user=f"U{key}", name=f"Name {key}", zone="UTC") for key in (1, 2))
    row = PlanMove(id=1, workspace_id=1, plan_id=1, move=move, since=since, to=since, at=AT)
    for by in (ana, None):
        for until in (LAST, None):
            yield Told(plan, row, reader, bo, by, TERMS, until)


def test_nobody_hears_as_the_person_of_what_is_only_prepared() -> None:
    prepared = [move for move in TOLD if all(step.to in UNPUBLISHED | {State.DROPPED} for step in STEPS[move])]
    assert {Move.SUBMIT, Move.RETURN, Move.APPROVE, Move.DROP} <= set(prepared)
    assert [move for move in prepared if Mover.PERSON in heard_as(move)] == []


async def told_as(desk: Desk, user: str, move: Move) -> str | None:
    """As what somebody hears of the newest such move; None when they hear nothing."""
    row = [each for each in await desk.rows(PlanMove) if each.move == move][-1]
    told = await desk.does(user, service.told_of, row.key)
    return told.reader.value if told else None


async def test_who_manages_and_is_from_hr_hears_of_new_terms_as_hr(desk: Desk) -> None:
    """Of those that a colleague proposes; as a manager one is told only of one's own moves by others."""
    plan_id = await desk.active()
    await desk.cast.report_to(BO, EVE, desk.now.date())
    await desk.looks()
    await desk.does(HAL, service.put, plan_id, "reasons", "", service.Typed(text=OTTER))
    await desk.does(HAL, service.propose, plan_id)
    assert (EVE, "propose") in await desk.told()
    assert await told_as(desk, EVE, Move.PROPOSE) == "hr"
    assert await told_as(desk, EVE, Move.HAND_OVER) == "manager"


async def test_who_was_told_as_the_manager_and_is_only_hr_by_now_hears_nothing(desk: Desk) -> None:
    """The plan has gone back to Ana in the night before the message."""
    plan_id = await desk.active()
    await desk.cast.report_to(BO, EVE, desk.now.date())
    await desk.looks()
    await desk.does(HAL, service.pause, plan_id, OTTER)
    assert await told_as(desk, EVE, Move.PAUSE) == "manager"
    await desk.cast.report_to(BO, ANA, desk.now.date())
    await desk.looks()
    assert await told_as(desk, EVE, Move.PAUSE) is None
    assert await told_as(desk, ANA, Move.HAND_OVER) == "manager"
