"""What happens to the dates of a plan that runs, and what people do with it."""

from datetime import date

import pytest

from bot.errors import Denied, Rejected, RejectedFields
from bot.features.improvement import service
from bot.features.improvement.models import PlanMove, PlanTerms
from bot.features.improvement.rules.states import State
from bot.features.improvement.rules.terms import fingerprint
from bot.features.improvement.service import Typed
from tests.features.improvement.cast import ANA, BO, CHEN, DEE, EVE, HAL, MAX, OTTER, Desk


async def test_a_refusal_with_a_comment_is_kept_and_stops_nothing(anywhere: Desk) -> None:
    plan_id = await anywhere.published()
    await anywhere.answer(plan_id, move="refuse", comment=OTTER)
    (row,) = await anywhere.rows(PlanTerms)
    assert (row.answer, row.comment) == ("refused", OTTER)
    anywhere.on("2026-11-25")
    await anywhere.looks()
    await anywhere.looks()
    assert await anywhere.state(plan_id) is State.ACTIVE
    assert (await anywhere.moves(plan_id))[-2:] == ["refuse", "start"]


async def test_hr_waits_five_working_days_for_an_answer(desk: Desk) -> None:
    plan_id = await desk.published()
    desk.on("2026-11-25")
    with pytest.raises(Rejected, match="too-early"):
        await desk.does(EVE, service.go_on, plan_id, "No answer")
    desk.on("2026-11-26")
    with pytest.raises(Denied):
        await desk.does(ANA, service.go_on, plan_id, "No answer")
    await desk.does(EVE, service.go_on, plan_id, "No answer")
    assert await desk.state(plan_id) is State.ACTIVE, "its first day has come"
    assert (await desk.plan(plan_id)).starts_on == date(2026, 11, 26)


async def test_a_late_answer_shortens_nothing(desk: Desk) -> None:
    plan_id = await desk.published()
    before = await desk.terms(plan_id)
    desk.on("2026-11-27")
    await desk.answer(plan_id)
    after = await desk.terms(plan_id)
    assert (after.starts_on, after.ends_on) == (date(2026, 11, 27), date(2027, 2, 26)), "two working days each"
    assert before.ends_on == date(2027, 2, 24)
    assert (await desk.moves(plan_id))[-2:] == ["acknowledge", "start"]


async def test_a_pause_is_given_back(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    before = await anywhere.terms(plan_id)
    anywhere.on("2026-12-10")
    await anywhere.does(ANA, service.pause, plan_id, "A launch")
    await anywhere.does(ANA, service.pause, plan_id, "A launch")
    anywhere.on("2026-12-17")
    await anywhere.looks()
    await anywhere.does(EVE, service.resume, plan_id)
    after = await anywhere.terms(plan_id)
    assert (after.ends_on, after.milestones[0].due_on) == (date(2027, 3, 3), date(2026, 12, 29))
    assert after.starts_on == before.starts_on
    assert after.meetings[0] == before.meetings[0], "what was over stays"
    assert await anywhere.terms(plan_id, version=1) == before, "and so do published terms"
    assert (await anywhere.plan(plan_id)).version == 2


async def test_a_long_leave_pauses_from_its_first_day(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    await anywhere.away(BO, "2026-12-03", "2026-12-04")
    leave = await anywhere.away(BO, "2026-12-07", "2026-12-09")
    anywhere.on("2026-12-04")
    await anywhere.looks()
    assert await anywhere.state(plan_id) is State.PAUSED, "both are one leave of five working days"
    anywhere.on("2026-12-09")
    await anywhere.looks()
    await anywhere.back(leave, "2026-12-18")
    anywhere.on("2026-12-10")
    await anywhere.looks()
    assert await anywhere.state(plan_id) is State.PAUSED, "it has become longer"
    anywhere.on("2026-12-22")
    await anywhere.looks()
    plan = await anywhere.plan(plan_id)
    assert (State(plan.state), plan.ends_on) == (State.ACTIVE, date(2027, 3, 12)), "twelve working days"
    assert plan.paused_on is plan.returns_on is None


@pytest.mark.parametrize(("last", "ends_on"), [("2026-12-08", "2027-02-26"), (None, "2027-02-26")])
async def test_whoever_comes_back_early_goes_on_the_next_day(desk: Desk, last: str | None, ends_on: str) -> None:
    plan_id = await desk.active()
    leave = await desk.away(BO, "2026-12-07", "2026-12-18")
    desk.on("2026-12-07")
    await desk.looks()
    await desk.back(leave, last)
    desk.on("2026-12-09")
    await desk.looks()
    plan = await desk.plan(plan_id)
    assert (State(plan.state), plan.ends_on.isoformat()) == (State.ACTIVE, ends_on), "two days are given back"


async def test_a_few_days_off_change_nothing(desk: Desk) -> None:
    plan_id = await desk.active()
    await desk.away(BO, "2026-12-07", "2026-12-10")
    for day in ("2026-12-07", "2026-12-10", "2026-12-11"):
        desk.on(day)
        await desk.looks()
    assert (await desk.moves(plan_id))[-1] == "start"
    assert (await desk.plan(plan_id)).version == 1


async def test_nothing_starts_during_a_long_leave(desk: Desk) -> None:
    plan_id = await desk.published()
    await desk.answer(plan_id)
    await desk.away(BO, "2026-11-24", "2026-12-04")
    for day in ("2026-11-25", "2026-12-04"):
        desk.on(day)
        await desk.looks()
    assert await desk.state(plan_id) is State.ACKNOWLEDGED
    desk.on("2026-12-07")
    await desk.looks()
    plan = await desk.plan(plan_id)
    assert (State(plan.state), plan.starts_on) == (State.ACTIVE, date(2026, 12, 7))


async def test_new_terms_pause_until_they_are_answered(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    old = await anywhere.terms(plan_id)
    anywhere.on("2026-12-02")
    draft = await anywhere.does(ANA, service.put, plan_id, "reasons", "", Typed(text=OTTER))
    assert draft.is_proposal
    assert OTTER not in repr((await anywhere.does(BO, service.own_plan)).terms)
    assert (await anywhere.does(BO, service.own_plan)).proposed is None
    await anywhere.does(ANA, service.propose, plan_id)
    with pytest.raises(Denied):
        await anywhere.does(ANA, service.change, plan_id, 2, "More", seen=fingerprint(draft.terms))
    with pytest.raises(Rejected, match="other-version"):
        await anywhere.does(EVE, service.change, plan_id, 2, "More", seen="something else")
    for _ in range(2):
        await anywhere.does(EVE, service.change, plan_id, 2, "More", seen=fingerprint(draft.terms))
    with pytest.raises(Rejected, match="done-already"):
        await anywhere.does(HAL, service.change, plan_id, 2, "More", seen=fingerprint(draft.terms))
    with pytest.raises(Rejected, match="awaits-answer"):
        await anywhere.does(ANA, service.resume, plan_id)
    anywhere.on("2026-12-04")
    await anywhere.answer(plan_id)
    plan = await anywhere.plan(plan_id)
    assert (State(plan.state), plan.version, plan.ends_on) == (State.ACTIVE, 3, date(2027, 2, 26))
    assert await anywhere.terms(plan_id, version=1) == old
    assert [move for user, move in await anywhere.told() if user == BO] == ["publish", "start", "change"]


async def test_a_pause_moves_what_is_only_proposed_too(desk: Desk) -> None:
    plan_id = await desk.active()
    draft = await desk.does(ANA, service.put, plan_id, "reasons", "", Typed(text=OTTER))
    desk.on("2026-12-10")
    await desk.does(ANA, service.pause, plan_id, "A launch")
    desk.on("2026-12-11")
    await desk.does(ANA, service.resume, plan_id)
    proposed = await desk.terms(plan_id, version=3)
    assert proposed.ends_on > draft.terms.ends_on
    assert OTTER in repr(proposed)
    await desk.does(EVE, service.take_back, plan_id)
    assert len(await desk.rows(PlanTerms)) == 2


async def test_an_extension_is_given_once_and_not_for_longer_than_the_plan(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    for day, refusal in ((None, "not-later"), (date(2027, 2, 24), "not-later"), (date(2027, 5, 28), "too-late")):
        with pytest.raises(RejectedFields, match=refusal):
            await anywhere.does(EVE, service.extend, plan_id, day, "Nearly there")
    with pytest.raises(Rejected, match="no-reason"):
        await anywhere.does(EVE, service.extend, plan_id, date(2027, 3, 31), " ")
    with pytest.raises(Denied):
        await anywhere.does(ANA, service.extend, plan_id, date(2027, 3, 31), "Nearly there")
    for _ in range(2):
        await anywhere.does(EVE, service.extend, plan_id, date(2027, 3, 27), "Nearly there")
    plan, terms = await anywhere.plan(plan_id), await anywhere.terms(plan_id)
    assert (State(plan.state), plan.ends_on, plan.n_extended) == (State.EXTENDED, date(2027, 3, 29), 1)
    assert terms.meetings[-1].on == date(2027, 3, 29)
    with pytest.raises(Rejected, match="done-already"):
        await anywhere.does(HAL, service.extend, plan_id, date(2027, 4, 30), "Once more")


async def test_the_plan_follows_its_person_to_another_manager(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    await anywhere.cast.report_to(BO, DEE, anywhere.now.date())
    await anywhere.looks()
    await anywhere.looks()
    assert (await anywhere.told())[-1] == (DEE, "hand_over")
    with pytest.raises(Denied):
        await anywhere.does(ANA, service.open_plan, plan_id)
    assert (await anywhere.does(ANA, service.board)).lines == []
    opened = await anywhere.does(DEE, service.open_plan, plan_id)
    assert (opened.owner.slack_user, opened.state) == (DEE, State.ACTIVE)
    await anywhere.does(DEE, service.pause, plan_id, "To get to know each other")


async def test_hr_is_asked_about_somebody_without_a_manager_or_who_has_left(desk: Desk) -> None:
    plan_id = await desk.active()
    await desk.cast.report_to(BO, None, desk.now.date())
    await desk.looks()
    await desk.looks()
    assert sorted(await desk.asked()) == [(EVE, 2), (HAL, 2)]
    await desk.cast.change(BO, is_active=False)
    await desk.looks()
    assert sorted(await desk.asked()) == [(EVE, 1), (EVE, 2), (HAL, 1), (HAL, 2)]
    assert await desk.state(plan_id) is State.ACTIVE, "nothing ends by itself"
    await desk.does(EVE, service.withdraw, plan_id, "Has left")
    assert await desk.state(plan_id) is State.WITHDRAWN


async def test_only_the_person_comments(desk: Desk) -> None:
    plan_id = await desk.active()
    for text in ("first", OTTER):
        await desk.does(BO, service.say, plan_id, text)
    for user in (ANA, EVE, MAX, CHEN):
        with pytest.raises(Denied):
            await desk.does(user, service.say, plan_id, "not mine")


async def test_a_figure_that_the_scheme_drops_holds_up_drafts_and_no_plan_that_runs(desk: Desk) -> None:
    by_execution = Typed(metric="execution", at_least="60", months="2")
    plan_id = await desk.draft()
    await desk.does(ANA, service.put, plan_id, "criteria", "c1", by_execution)
    await desk.does(ANA, service.submit, plan_id)
    await desk.does(EVE, service.publish, plan_id)
    await desk.answer(plan_id)
    desk.on("2026-11-25")
    await desk.looks()
    other = (await desk.does(ANA, service.begin_coaching, await desk.member(CHEN))).key
    await desk.does(ANA, service.put, other, "reasons", "", Typed(text=OTTER))
    await desk.does(ANA, service.put, other, "criteria", "c1", by_execution)
    await desk.works_by("promotion")
    with pytest.raises(RejectedFields, match="criteria: improvement-error-metric"):
        await desk.does(ANA, service.submit, other)
    draft = await desk.does(ANA, service.put, plan_id, "reasons", "", Typed(text=OTTER))
    await desk.does(ANA, service.propose, plan_id)
    await desk.does(EVE, service.change, plan_id, 2, "More", seen=fingerprint(draft.terms))
    assert (await desk.terms(plan_id)).criteria[0].metric == "execution"


async def test_a_message_is_for_whoever_may_know_when_it_is_sent(anywhere: Desk) -> None:
    """Ana was told while she managed Bo; HR and a colleague hear nothing of it."""
    plan_id = await anywhere.published()
    published = next(each for each in await anywhere.rows(PlanMove) if each.move == "publish")
    readers = {user: await anywhere.does(user, service.told_of, published.key) for user in (BO, ANA, HAL, CHEN, DEE)}
    assert {user: told.reader for user, told in readers.items() if told} == {BO: "person", ANA: "manager"}
    await anywhere.cast.report_to(BO, DEE, anywhere.now.date())
    await anywhere.looks()
    assert await anywhere.does(ANA, service.told_of, published.key) is None
    assert await anywhere.does(BO, service.told_of, 4711) is None
    await anywhere.does(EVE, service.withdraw, plan_id, "Not needed any more")
    assert await anywhere.does(BO, service.told_of, published.key) is None, "what is over is not announced"
    submitted = next(each for each in await anywhere.rows(PlanMove) if each.move == "submit")
    assert await anywhere.does(EVE, service.told_of, submitted.key) is None, "it waits no more"


async def test_days_away_are_none_on_which_an_answer_is_awaited(desk: Desk) -> None:
    """Bo is on holiday when his plan is published: he does not even know of it yet."""
    plan_id = await desk.published()
    await desk.away(BO, "2026-11-19", "2026-11-27")
    for day in ("2026-11-30", "2026-12-04"):
        desk.on(day)
        await desk.looks()
        with pytest.raises(Rejected, match="too-early"):
            await desk.does(EVE, service.go_on, plan_id, "No answer")
    desk.on("2026-12-07")
    await desk.does(EVE, service.go_on, plan_id, "No answer")


async def test_whoever_pauses_what_a_leave_has_paused_reads_that_it_has_changed(desk: Desk) -> None:
    plan_id = await desk.active()
    await desk.away(BO, "2026-12-07", "2026-12-18")
    desk.on("2026-12-07")
    await desk.looks()
    with pytest.raises(Rejected, match="changed-meanwhile"):
        await desk.does(ANA, service.pause, plan_id, "A launch")


async def test_a_leave_that_is_entered_when_it_is_over_costs_nothing_either(anywhere: Desk) -> None:
    """Bo was ill from 7 to 18 December; HR hears of it on the 21st."""
    desk = anywhere
    plan_id = await desk.active()
    before = await desk.terms(plan_id)
    desk.on("2026-12-19")
    await desk.looks()
    assert (await desk.plan(plan_id)).ends_on == before.ends_on
    await desk.away(BO, "2026-12-07", "2026-12-18")
    desk.on("2026-12-21")
    for _ in range(2):
        await desk.looks()
    plan, after = await desk.plan(plan_id), await desk.terms(plan_id)
    assert (before.ends_on, after.ends_on) == (date(2027, 2, 24), date(2027, 3, 10)), "ten working days"
    assert (State(plan.state), plan.ends_on, plan.paused_on, plan.returns_on) == (
        State.ACTIVE,
        after.ends_on,
        None,
        None,
    )
    assert (await desk.moves(plan_id))[-2:] == ["pause", "resume"]
    assert [told for told in await desk.told() if told[1] in ("pause", "resume")] == [(BO, "resume"), (ANA, "resume")]


async def test_a_leave_that_has_been_given_back_or_is_short_or_was_before_is_no_reason_to_move_dates(
    desk: Desk,
) -> None:
    await desk.away(BO, "2026-11-09", "2026-11-20")
    plan_id = await desk.active()
    await desk.away(BO, "2026-11-30", "2026-12-04")
    for day in ("2026-11-30", "2026-12-05"):
        desk.on(day)
        await desk.looks()
    moved = (await desk.plan(plan_id)).ends_on
    assert moved == date(2027, 3, 3)
    await desk.away(BO, "2026-12-08", "2026-12-11")
    desk.on("2026-12-15")
    await desk.looks()
    assert (await desk.plan(plan_id)).ends_on == moved
    assert (await desk.moves(plan_id))[-1] == "resume"
    await desk.does(EVE, service.extend, plan_id, date(2027, 3, 31), "Bo was ill in between")
    await desk.away(BO, "2026-12-14", "2026-12-14")
    desk.on("2026-12-16")
    await desk.looks()
    assert (await desk.plan(plan_id)).ends_on == date(2027, 3, 31), "whoever extended it knew"
