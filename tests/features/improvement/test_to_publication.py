"""From a draft to a plan that its person knows of: who does what, and who hears of it."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.errors import Denied, Rejected, RejectedFields
from bot.features.improvement import service
from bot.features.improvement.models import Plan, PlanSignal
from bot.features.improvement.rules.states import State
from bot.features.improvement.service import Typed
from tests.features.improvement.cast import ANA, BO, CHEN, DEE, EVE, HAL, IVY, MAX, OTTER, STARTS, Desk


async def test_ana_drafts_eve_returns_ana_mends_and_eve_publishes(anywhere: Desk) -> None:
    plan_id = await anywhere.draft()
    await anywhere.does(ANA, service.submit, plan_id)
    await anywhere.does(EVE, service.send_back, plan_id, "Which tool?")
    await anywhere.does(ANA, service.put, plan_id, "reasons", "", Typed(text=OTTER))
    await anywhere.does(ANA, service.submit, plan_id)
    await anywhere.does(EVE, service.approve, plan_id)
    assert await anywhere.does(BO, service.own_plan) is None, "he does not know of it yet"
    await anywhere.does(HAL, service.publish, plan_id)
    assert OTTER in repr((await anywhere.does(BO, service.own_plan)).terms)
    assert await anywhere.moves(plan_id) == ["begin", "submit", "return", "submit", "approve", "publish"]
    assert await anywhere.told() == [
        (EVE, "submit"),
        (HAL, "submit"),
        (ANA, "return"),
        (EVE, "submit"),
        (HAL, "submit"),
        (ANA, "approve"),
        (BO, "publish"),
        (ANA, "publish"),
    ]
    (signal,) = await anywhere.rows(PlanSignal)
    assert signal.state == "drafted"


async def test_approving_and_publishing_in_one_tap_are_both_written_down(desk: Desk) -> None:
    plan_id = await desk.published()
    assert (await desk.moves(plan_id))[-2:] == ["approve", "publish"]
    assert (ANA, "approve") not in await desk.told(), "she hears of the publication only"


async def test_a_proposal_is_drafted_once(desk: Desk) -> None:
    signal_id = await desk.proposal()
    first = await desk.does(ANA, service.begin, signal_id=signal_id)
    again = await desk.does(ANA, service.begin, signal_id=signal_id)
    assert first.key == again.key
    await desk.does(ANA, service.drop, first.key, "A mistake")
    with pytest.raises(Rejected, match="no-proposal"):
        await desk.does(ANA, service.begin, signal_id=signal_id)


async def test_nobody_has_two_plans(anywhere: Desk) -> None:
    await anywhere.published()
    other = await anywhere.proposal(month="2026-11")
    with pytest.raises(Rejected, match="improvement-error-already"):
        await anywhere.does(ANA, service.begin, signal_id=other)
    with pytest.raises(Rejected, match="improvement-error-already"):
        await anywhere.does(ANA, service.begin_coaching, await anywhere.member(BO))
    assert len(await anywhere.rows(Plan)) == 1


async def test_coaching_needs_no_bad_run_but_hr(desk: Desk) -> None:
    plan = await desk.does(ANA, service.begin_coaching, await desk.member(CHEN))
    assert plan.kind == "coaching"
    assert (await desk.does(ANA, service.begin_coaching, await desk.member(CHEN))).key == plan.key, "pressed twice"
    assert (await desk.terms(plan.key)).milestones[0].what == "能力：看懂每周数据并得出结论", "in his language"
    with pytest.raises(RejectedFields, match="no-reasons"):
        await desk.does(ANA, service.submit, plan.key)
    await desk.does(ANA, service.put, plan.key, "reasons", "", Typed(text="希望加强数据分析"))
    await desk.does(ANA, service.submit, plan.key)
    with pytest.raises(Denied):
        await desk.does(ANA, service.publish, plan.key)


@pytest.mark.parametrize("user", [BO, CHEN, DEE, MAX, EVE, IVY])
async def test_nobody_but_the_manager_begins_or_writes(desk: Desk, user: str) -> None:
    signal_id = await desk.proposal()
    with pytest.raises(Denied):
        await desk.does(user, service.begin, signal_id=signal_id)
    with pytest.raises(Denied):
        await desk.does(user, service.begin_coaching, await desk.member(BO))
    plan = await desk.does(ANA, service.begin, signal_id=signal_id)
    for act, given in (
        (service.put, ("reasons", "", Typed(text=OTTER))),
        (service.take_out, ("milestones", "m1")),
        (service.put_resources, (OTTER,)),
        (service.draft_of, ()),
        (service.submit, ()),
    ):
        with pytest.raises(Denied):
            await desk.does(user, act, plan.key, *given)
    assert OTTER not in repr(await desk.terms(plan.key))


@pytest.mark.parametrize("user", [BO, CHEN, DEE, IVY])
async def test_a_draft_reads_like_one_that_there_is_not(desk: Desk, user: str) -> None:
    plan_id = await desk.draft()
    refusals = []
    for key in (plan_id, 4711):
        with pytest.raises(Denied) as denied:
            await desk.does(user, service.open_plan, key)
        refusals.append((denied.value.key, denied.value.params))
    assert refusals[0] == refusals[1]
    for reader in (ANA, MAX, EVE, HAL):
        assert (await desk.does(reader, service.open_plan, plan_id)).plan.key == plan_id


async def test_what_was_approved_is_what_was_seen(desk: Desk) -> None:
    plan_id = await desk.draft()
    await desk.does(ANA, service.submit, plan_id)
    seen = (await desk.does(EVE, service.open_plan, plan_id)).seen
    await desk.does(HAL, service.send_back, plan_id, "Too soft")
    await desk.does(ANA, service.put, plan_id, "reasons", "", Typed(text=OTTER))
    await desk.does(ANA, service.submit, plan_id)
    for act in (service.approve, service.publish):
        with pytest.raises(Rejected, match="changed-meanwhile"):
            await desk.does(EVE, act, plan_id, seen=seen)
    assert await desk.state(plan_id) is State.SUBMITTED


async def test_pressing_twice_is_pressing_once(anywhere: Desk) -> None:
    plan_id = await anywhere.draft()
    for _ in range(2):
        await anywhere.does(ANA, service.submit, plan_id)
    seen = (await anywhere.does(EVE, service.open_plan, plan_id)).seen
    for _ in range(2):
        await anywhere.does(EVE, service.publish, plan_id, seen=seen)
    for _ in range(2):
        await anywhere.answer(plan_id, comment=OTTER)
    assert await anywhere.moves(plan_id) == ["begin", "submit", "approve", "publish", "acknowledge"]


async def test_of_two_at_once_one_hears_that_it_is_done(anywhere: Desk) -> None:
    plan_id = await anywhere.draft()
    await anywhere.does(ANA, service.submit, plan_id)
    seen = (await anywhere.does(EVE, service.open_plan, plan_id)).seen
    both = await asyncio.gather(
        *(anywhere.does(user, service.publish, plan_id, seen=seen) for user in (EVE, HAL)), return_exceptions=True
    )
    (refused,) = [each for each in both if isinstance(each, Exception)]
    assert isinstance(refused, Rejected)
    assert refused.key == "improvement-error-done-already"
    assert refused.params["name"] in ("Eve Moreau", "Hal Ito")
    assert await anywhere.moves(plan_id) == ["begin", "submit", "approve", "publish"]


async def test_hr_decides_nothing_about_itself(desk: Desk) -> None:
    plan_id = await desk.draft(HAL)
    await desk.does(ANA, service.submit, plan_id)
    for act in (service.approve, service.publish, service.open_plan):
        with pytest.raises(Denied):
            await desk.does(HAL, act, plan_id)
    assert [line.member.slack_user for line in (await desk.does(EVE, service.board)).lines] == [HAL]
    assert (await desk.does(HAL, service.board)).lines == []
    await desk.does(EVE, service.publish, plan_id)
    assert [user for user, move in await desk.told() if move == "submit"] == [EVE]
    assert (await desk.does(HAL, service.own_plan)).is_own


async def test_dates_are_kept_on_working_days_and_within_the_plan(desk: Desk) -> None:
    plan_id = await desk.draft()
    terms = await desk.terms(plan_id)
    outside = Typed(text="x", seen="y", on=terms.ends_on.replace(year=2028))
    with pytest.raises(RejectedFields, match="due_on: improvement-error-outside"):
        await desk.does(ANA, service.put, plan_id, "milestones", "m1", outside)
    saturday = Typed(text="x", seen="y", on=terms.starts_on.replace(day=28))
    saved = await desk.does(ANA, service.put, plan_id, "milestones", "m1", saturday)
    assert [(each.what, each.on.isoformat()) for each in saved.shifted] == [("m1", "2026-11-30")]
    moved = await desk.does(
        ANA, service.put_period, plan_id, terms.starts_on.replace(month=12, day=2), terms.ends_on.replace(month=1)
    )
    days = [each.due_on for each in moved.terms.milestones] + [each.on for each in moved.terms.meetings]
    assert all(moved.terms.starts_on <= day <= moved.terms.ends_on and day.weekday() < 5 for day in days)


async def test_what_is_wrong_stands_beside_its_field(desk: Desk) -> None:
    plan_id = await desk.draft()
    for part, typed, fields in (
        ("reasons", Typed(text="  "), {"text"}),
        ("reasons", Typed(text="x" * 501), {"text"}),
        ("reasons", Typed(text="x", metric="nothing"), {"metric"}),
        ("milestones", Typed(), {"what", "seen", "due_on"}),
        ("criteria", Typed(at_least="many", months="0"), {"at_least", "months"}),
        ("criteria", Typed(at_least="nan", months="1"), {"at_least"}),
        ("meetings", Typed(kind="party"), {"kind", "on"}),
    ):
        with pytest.raises(RejectedFields) as refused:
            await desk.does(ANA, service.put, plan_id, part, "", typed)
        assert set(refused.value.fields) == fields
    with pytest.raises(Rejected, match="gone"):
        await desk.does(ANA, service.take_out, plan_id, "milestones", "m9")


async def test_a_name_is_never_used_twice(desk: Desk) -> None:
    plan_id = await desk.draft()
    await desk.does(ANA, service.take_out, plan_id, "milestones", "m2")
    on = (await desk.terms(plan_id)).ends_on
    saved = await desk.does(ANA, service.put, plan_id, "milestones", "", Typed(text="x", seen="y", on=on))
    assert [each.ref for each in saved.terms.milestones] == ["m1", "m3", "m4"]


@pytest.mark.parametrize("first", [date(26, 11, 25), date(2126, 11, 25), date(9999, 12, 30), date(1, 1, 1)])
async def test_a_year_that_was_mistyped_is_refused(desk: Desk, first: date) -> None:
    plan_id = await desk.draft()
    with pytest.raises(RejectedFields, match="error-far"):
        await desk.does(ANA, service.put_period, plan_id, first, min(first, date(9999, 12, 1)) + timedelta(days=20))
    assert (await desk.plan(plan_id)).starts_on == STARTS


async def test_a_draft_that_nobody_could_decide_about_says_so(desk: Desk) -> None:
    """Hal is the only one from HR."""
    await desk.cast.hold(EVE)
    plan_id = await desk.draft(HAL)
    with pytest.raises(Rejected, match="no-hr"):
        await desk.does(ANA, service.submit, plan_id)
    assert await desk.state(plan_id) is State.DRAFT
    await desk.cast.hold(EVE, "hr")
    await desk.does(ANA, service.submit, plan_id)
    assert await desk.state(plan_id) is State.SUBMITTED
