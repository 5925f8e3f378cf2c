"""The last week of Bo's plan, what HR decides, and what follows; all days are Bo's."""

from datetime import date

import pytest

from bot.errors import Denied, Rejected, RejectedFields
from bot.features.improvement import service
from bot.features.improvement.models import PlanAppeal, PlanCheck, PlanCommittee, PlanMove, PlanNote
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.checklists import Consequence, packaged_checklists
from bot.features.improvement.rules.states import Move, State
from bot.features.scorecards.models import MonthClose
from tests.features.improvement.cast import ANA, BO, CHEN, DEE, EVE, HAL, IVY, MAX, OTTER, Desk

LAST_WEEK, LATER, LAST = "2027-02-18", "2027-02-26", date(2027, 2, 24)
WHY = "amber-heron"


async def in_the_last_week(desk: Desk) -> int:
    plan_id = await desk.active()
    desk.on(LAST_WEEK)
    await desk.looks()
    return plan_id


async def failed(desk: Desk) -> int:
    plan_id = await in_the_last_week(desk)
    desk.on(LATER)
    await decides(desk, plan_id, Move.FAIL)
    return plan_id


async def decides(desk: Desk, plan_id: int, move: Move, user: str = EVE, reason: str = WHY) -> None:
    seen = (await desk.rows(PlanMove))[-1].key
    await desk.does(user, service.decide, plan_id, move, reason, seen=seen)


async def closes(desk: Desk, plan_id: int, follows: str = "none", user: str = EVE) -> None:
    seen = (await desk.rows(PlanMove))[-1].key
    await desk.does(user, service.close, plan_id, follows, "", seen=seen)


async def told_since(desk: Desk, move: str) -> set[str]:
    return {user for user, what in await desk.told() if what == move}


async def questions(desk: Desk, what: int) -> list[str]:
    return sorted(user for user, n in await desk.asked() if n == what)


async def test_in_the_last_week_both_are_asked_once_and_hr_every_week(desk: Desk) -> None:
    plan_id = await desk.active()
    desk.on("2027-02-17")
    await desk.looks()
    assert "ask" not in await desk.moves(plan_id)
    for day in ("2027-02-18", "2027-02-18", "2027-02-24"):
        desk.on(day)
        await desk.looks()
    assert (await desk.moves(plan_id)).count("ask") == 1
    assert await told_since(desk, "ask") == {BO, ANA}
    assert await questions(desk, keys.DECIDE) == [EVE, HAL]
    desk.on("2027-03-20")
    await desk.looks()
    assert await questions(desk, keys.DECIDE) == [EVE, EVE, HAL, HAL]
    assert await desk.state(plan_id) is State.ACTIVE, "dates decide nothing"


async def test_hr_decides_after_both_have_had_their_say(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    with pytest.raises(Rejected, match="decide-from"):
        await decides(anywhere, plan_id, Move.PASS)
    with pytest.raises(Rejected, match="not-asked"):
        await anywhere.does(BO, service.give_words, plan_id, OTTER)
    anywhere.on(LAST_WEEK)
    await anywhere.looks()
    for user in (EVE, HAL, MAX, CHEN, DEE, IVY):
        with pytest.raises(Denied):
            await anywhere.does(user, service.give_words, plan_id, OTTER)
    with pytest.raises(RejectedFields, match="empty"):
        await anywhere.does(BO, service.give_words, plan_id, "  ")
    for text in ("first", OTTER):
        await anywhere.does(BO, service.give_words, plan_id, text)
    with pytest.raises(Rejected, match="error-words"):
        await decides(anywhere, plan_id, Move.PASS)
    await anywhere.does(ANA, service.give_words, plan_id, "It went well")
    assert [(each.kind, each.text) for each in await anywhere.rows(PlanNote)] == [
        ("statement", OTTER),
        ("view", "It went well"),
    ]
    for user in (ANA, BO, MAX, CHEN):
        with pytest.raises(Denied):
            await decides(anywhere, plan_id, Move.PASS, user)
    with pytest.raises(Rejected, match="no-reason"):
        await decides(anywhere, plan_id, Move.PASS, reason=" ")
    for _ in range(2):
        await decides(anywhere, plan_id, Move.PASS)
    assert await anywhere.state(plan_id) is State.PASSED
    assert await told_since(anywhere, "pass") == {BO, ANA}


async def test_both_may_stay_silent_for_five_full_working_days(desk: Desk) -> None:
    plan_id = await in_the_last_week(desk)
    desk.on("2027-02-25")
    with pytest.raises(Rejected, match="error-words"):
        await decides(desk, plan_id, Move.FAIL)
    desk.on("2027-02-26")
    await decides(desk, plan_id, Move.FAIL)
    ending = (await desk.does(EVE, service.open_plan, plan_id)).ending
    assert ending
    assert (ending.statement, ending.view, ending.appeal_until) == (None, None, date(2027, 3, 12))


async def test_after_an_extension_both_are_asked_again(desk: Desk) -> None:
    plan_id = await in_the_last_week(desk)
    await desk.does(BO, service.give_words, plan_id, OTTER)
    await desk.does(ANA, service.give_words, plan_id, "Nearly")
    await desk.does(EVE, service.extend, plan_id, date(2027, 3, 31), "Nearly there")
    with pytest.raises(Rejected, match="decide-from"):
        await decides(desk, plan_id, Move.PASS)
    desk.on("2027-03-25")
    await desk.looks()
    assert (await desk.moves(plan_id)).count("ask") == 2
    with pytest.raises(Rejected, match="error-words"):
        await decides(desk, plan_id, Move.PASS)


async def test_a_decision_about_something_else_than_was_seen_is_none(desk: Desk) -> None:
    plan_id = await in_the_last_week(desk)
    seen = (await desk.rows(PlanMove))[-1].key
    desk.on(LATER)
    await desk.does(ANA, service.pause, plan_id, "A launch")
    await desk.does(ANA, service.resume, plan_id)
    with pytest.raises(Rejected, match="changed-meanwhile"):
        await desk.does(EVE, service.decide, plan_id, Move.FAIL, WHY, seen=seen)


async def test_nothing_follows_before_the_days_of_an_appeal_are_over(desk: Desk) -> None:
    plan_id = await failed(desk)
    assert await told_since(desk, "fail") == {BO, ANA}
    for follows in ("none", "transfer"):
        with pytest.raises(Rejected, match="may-appeal"):
            await closes(desk, plan_id, follows)
    desk.on("2027-03-12")
    await desk.looks()
    assert await questions(desk, keys.CLOSE) == []
    with pytest.raises(Rejected, match="may-appeal"):
        await closes(desk, plan_id)
    desk.on("2027-03-13")
    await desk.looks()
    await desk.looks()
    assert await questions(desk, keys.CLOSE) == [EVE, HAL]
    with pytest.raises(Rejected, match="appeal-over"):
        await desk.does(BO, service.appeal, plan_id, OTTER)
    with pytest.raises(Denied):
        await closes(desk, plan_id, user=ANA)
    await closes(desk, plan_id)
    plan = await desk.plan(plan_id)
    assert (State(plan.state), plan.consequence) == (State.CLOSED, None)


async def test_what_needs_the_checklist_waits_until_it_is_complete(anywhere: Desk) -> None:
    plan_id = await failed(anywhere)
    anywhere.on("2027-03-15")
    wanted = packaged_checklists()["neutral"].items_for(Consequence.TRANSFER)
    for user in (ANA, BO, MAX, DEE):
        with pytest.raises(Denied):
            await anywhere.does(user, service.check, plan_id, wanted[0].id, "seen")
    with pytest.raises(Rejected, match="no-item"):
        await anywhere.does(EVE, service.check, plan_id, "moon", "seen")
    needy = next(each for each in wanted if each.needs_note)
    with pytest.raises(RejectedFields, match="note"):
        await anywhere.does(EVE, service.check, plan_id, needy.id, " ")
    for each in wanted[:-1]:
        await anywhere.does(EVE, service.check, plan_id, each.id, "seen")
    with pytest.raises(RejectedFields, match="error-checklist"):
        await closes(anywhere, plan_id, "transfer")
    await anywhere.does(HAL, service.check, plan_id, wanted[-1].id, "seen")
    await anywhere.does(HAL, service.uncheck, plan_id, wanted[0].id)
    await anywhere.does(HAL, service.uncheck, plan_id, wanted[0].id)
    with pytest.raises(RejectedFields, match="error-checklist"):
        await closes(anywhere, plan_id, "transfer")
    await anywhere.does(HAL, service.check, plan_id, wanted[0].id, "seen again")
    with pytest.raises(RejectedFields, match="choice"):
        await closes(anywhere, plan_id, "moon")
    await closes(anywhere, plan_id, "transfer")
    plan = await anywhere.plan(plan_id)
    assert (State(plan.state), plan.consequence) == (State.CLOSED, "transfer")
    by = {row.item: row.by_id for row in await anywhere.rows(PlanCheck)}
    assert by[wanted[0].id] == await anywhere.member(HAL)
    assert by[wanted[1].id] == await anywhere.member(EVE)
    with pytest.raises(Rejected, match="no-checklist"):
        await anywhere.does(EVE, service.check, plan_id, wanted[0].id, "later")


async def test_the_checklist_is_that_of_where_the_person_is(desk: Desk) -> None:
    async with desk.database.write() as session:
        row = await session.get(type(await desk.cast.member(BO)), await desk.member(BO))
        assert row
        row.country = "CN"
        session.add(row)
    plan_id = await failed(desk)
    ending = (await desk.does(EVE, service.open_plan, plan_id)).ending
    assert ending
    assert ending.checklist is packaged_checklists()["cn"]


async def test_a_passed_plan_is_asked_after_twice_and_then_closed(anywhere: Desk) -> None:
    plan_id = await in_the_last_week(anywhere)
    anywhere.on(LATER)
    await decides(anywhere, plan_id, Move.PASS)
    with pytest.raises(Rejected, match="not-asked"):
        await anywhere.does(BO, service.follow_up, plan_id, OTTER)
    for day in ("2027-03-25", "2027-03-26", "2027-03-26", "2027-05-25"):
        anywhere.on(day)
        await anywhere.looks()
    assert await questions(anywhere, keys.MONTH) == [ANA, BO]
    assert await questions(anywhere, keys.QUARTER) == []
    for user in (BO, ANA, BO):
        await anywhere.does(user, service.follow_up, plan_id, f"{OTTER} of {user}")
    for user in (EVE, MAX, CHEN):
        with pytest.raises(Denied):
            await anywhere.does(user, service.follow_up, plan_id, OTTER)
    anywhere.on("2027-05-26")
    await anywhere.looks()
    assert await questions(anywhere, keys.QUARTER) == [ANA, BO]
    await anywhere.does(BO, service.follow_up, plan_id, "Still well")
    assert [each.ref for each in await anywhere.rows(PlanNote)] == ["m1", "m1", "m3"]
    anywhere.on("2027-06-02")
    await anywhere.looks()
    assert await questions(anywhere, keys.CLOSE) == []
    anywhere.on("2027-06-03")
    await anywhere.looks()
    assert await questions(anywhere, keys.CLOSE) == [EVE, HAL]
    with pytest.raises(RejectedFields, match="choice"):
        await closes(anywhere, plan_id, "termination")
    await closes(anywhere, plan_id)
    assert await anywhere.state(plan_id) is State.CLOSED
    before = len(await anywhere.asked())
    anywhere.on("2027-09-01")
    await anywhere.looks()
    assert len(await anywhere.asked()) == before
    assert await anywhere.rows(PlanAppeal) == await anywhere.rows(PlanCommittee) == []


async def test_whoever_leaves_after_the_decision_is_closed_like_everybody(desk: Desk) -> None:
    plan_id = await failed(desk)
    await desk.cast.change(BO, is_active=False)
    desk.on("2027-03-15")
    await desk.looks()
    assert await questions(desk, keys.LEFT) == []
    assert await questions(desk, keys.CLOSE) == [EVE, HAL]
    ending = (await desk.does(EVE, service.open_plan, plan_id)).ending
    assert ending
    assert not ending.can_appeal
    await closes(desk, plan_id)
    assert await desk.state(plan_id) is State.CLOSED


async def test_without_cards_a_closed_month_says_so(desk: Desk) -> None:
    plan_id = await desk.active()
    async with desk.database.write() as session:
        session.add(MonthClose(workspace_id=desk.workspace_id, month="2026-12", closed_at=desk.now))
    opened = await desk.does(BO, service.open_plan, plan_id)
    assert [each.reading for each in opened.progress[0].months] == ["no_card", "open", "open"]


async def test_days_of_a_pause_are_none_on_which_anybody_could_have_said_something(anywhere: Desk) -> None:
    """Bo falls ill the day after he was asked: while a plan is paused nobody can write."""
    plan_id = await in_the_last_week(anywhere)
    leave = await anywhere.away(BO, "2027-02-19", "2027-03-05")
    anywhere.on("2027-02-19")
    await anywhere.looks()
    with pytest.raises(Rejected, match="not-asked"):
        await anywhere.does(BO, service.give_words, plan_id, OTTER)
    await anywhere.back(leave, "2027-03-03")
    for day in ("2027-03-04", "2027-03-10"):
        anywhere.on(day)
        await anywhere.looks()
        with pytest.raises(Rejected, match="error-words"):
            await decides(anywhere, plan_id, Move.FAIL)
    ending = (await anywhere.does(EVE, service.open_plan, plan_id)).ending
    assert ending
    assert ending.words_until == date(2027, 3, 10), "five working days from the 4th on, as 4 of 5 were left"
    anywhere.on("2027-03-11")
    await decides(anywhere, plan_id, Move.FAIL)


async def test_what_was_seen_to_before_a_granted_appeal_counts_for_nothing_afterwards(desk: Desk) -> None:
    """Bo gets more time and does not pass again, three months later: each item is looked at again."""
    plan_id = await failed(desk)
    wanted = packaged_checklists()["neutral"].items_for(Consequence.TRANSFER)
    for each in wanted:
        await desk.does(EVE, service.check, plan_id, each.id, "seen")
    await desk.cast.hold(DEE, "committee", "lead")
    await desk.does(BO, service.appeal, plan_id, OTTER)
    await desk.does(DEE, service.decide_appeal, plan_id, Move.GRANT_TIME, WHY, ends_on=date(2027, 5, 26))
    for day in ("2027-05-20", "2027-05-31"):
        desk.on(day)
        await desk.looks()
    await decides(desk, plan_id, Move.FAIL)
    with pytest.raises(RejectedFields, match="error-checklist"):
        await closes(desk, plan_id, "transfer")
    for each in wanted:
        await desk.does(HAL, service.check, plan_id, each.id, "seen again")
    await closes(desk, plan_id, "transfer")
    assert (await desk.plan(plan_id)).consequence == "transfer"


async def test_words_about_more_time_replace_those_of_the_same_day(desk: Desk) -> None:
    """Where Bo is it is still the day on which both are asked again."""
    plan_id = await in_the_last_week(desk)
    desk.on("2027-02-19", "10:00")
    await desk.does(BO, service.give_words, plan_id, "About the first end")
    await desk.does(EVE, service.extend, plan_id, date(2027, 2, 25), "One day more")
    desk.on("2027-02-19", "12:00")
    await desk.looks()
    await desk.does(BO, service.give_words, plan_id, OTTER)
    ending = (await desk.does(EVE, service.open_plan, plan_id)).ending
    assert ending
    assert ending.statement.text == OTTER
