"""What people write down while a plan runs: who may, when, in place of what, and who hears or reads of it."""

from datetime import date, timedelta

import pytest

from bot.delivery.models import Delivery
from bot.errors import Denied, Rejected, RejectedFields
from bot.features.improvement import service
from bot.features.improvement.models import PlanNote
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.documents import Reader
from bot.features.improvement.rules.due import What
from bot.features.improvement.views.progress import reader_of
from tests.features.improvement.cast import ANA, BO, CHEN, DEE, EVE, EVERYBODY, HAL, IVY, MAX, OTTER, Desk

MONDAY = date(2026, 11, 23)
"""Of the week in which the plan begins, on a Wednesday."""


async def says(desk: Desk, plan_id: int, text: str = OTTER, mood: str = "unsure", monday: date = MONDAY) -> None:
    await desk.does(BO, service.check_in, plan_id, monday=monday, mood=mood, text=text)


async def notes(desk: Desk, plan_id: int, text: str = OTTER, monday: date = MONDAY, user: str = ANA) -> None:
    await desk.does(user, service.write_note, plan_id, monday=monday, text=text)


async def heard(desk: Desk, what: int) -> list[str]:
    """Whom a question of that kind was promised to."""
    return sorted(user for user, n in await desk.asked() if n == what)


async def reads(desk: Desk, user: str, plan_id: int) -> list[str]:
    opened = await desk.does(user, service.open_plan, plan_id)
    return [each.text for each in opened.read_by(reader_of(opened.by))]


async def due_of(desk: Desk, user: str) -> list[tuple[str, str]]:
    found = await desk.does(user, service.due_of, desk.now.date())
    return [(each.item.what, each.item.ref) for each in found if each.item.is_open]


async def test_bo_says_how_his_week_goes_and_changes_it_until_it_is_over(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    await says(anywhere, plan_id, "first")
    await says(anywhere, plan_id, OTTER, "stuck")
    (row,) = await anywhere.rows(PlanNote)
    assert (row.kind, row.on, row.mood, row.text) == ("checkin", MONDAY, "stuck", OTTER)
    assert (await anywhere.does(BO, service.checkin_form, plan_id)).text == OTTER
    anywhere.on("2026-11-29")
    await says(anywhere, plan_id, "on Sunday")
    anywhere.on("2026-11-30")
    with pytest.raises(Rejected, match="week-over"):
        await says(anywhere, plan_id)
    assert (await anywhere.does(BO, service.checkin_form, plan_id)).text == "", "another week"
    assert [each.text for each in await anywhere.rows(PlanNote)] == ["on Sunday"]


async def test_a_check_in_needs_a_mood_and_words(desk: Desk) -> None:
    plan_id = await desk.active()
    with pytest.raises(RejectedFields, match=r"mood: .*, text: "):
        await desk.does(BO, service.check_in, plan_id, monday=MONDAY, mood="bored", text="  ")
    with pytest.raises(RejectedFields, match="mood: "):
        await desk.does(BO, service.check_in, plan_id, monday=MONDAY, mood=None, text=OTTER)
    with pytest.raises(RejectedFields, match="text: improvement-error-long"):
        await says(desk, plan_id, "x" * 3_001)
    assert await desk.rows(PlanNote) == []


async def test_only_the_person_says_and_only_the_manager_notes(desk: Desk) -> None:
    plan_id = await desk.active()
    desk.on("2026-11-27")
    for user in EVERYBODY:
        attempts = {
            BO: (
                (service.checkin_form, {}),
                (service.check_in, {"monday": MONDAY, "mood": "unsure", "text": OTTER}),
                (service.reach_form, {"ref": "m1"}),
                (service.reach, {"ref": "m1", "text": OTTER}),
                (service.help_form, {}),
                (service.ask_for_help, {"text": OTTER}),
            ),
            ANA: ((service.note_form, {}), (service.write_note, {"monday": MONDAY, "text": OTTER})),
        }
        for who, acts in attempts.items():
            for act, given in acts:
                if user != who:
                    with pytest.raises(Denied):
                        await desk.does(user, act, plan_id, **given)
        if user not in (ANA, EVE, HAL):
            with pytest.raises(Denied):
                await desk.does(user, service.hold_form, plan_id, "t1")
            with pytest.raises(Denied):
                await desk.does(user, service.hold, plan_id, "t1", OTTER, on=desk.now.date())
    assert await desk.rows(PlanNote) == []


@pytest.mark.parametrize(("state", "told"), [("published", "published"), ("acknowledged", "acknowledged")])
async def test_before_it_runs_help_can_be_asked_for_and_nothing_else(desk: Desk, state: str, told: str) -> None:
    plan_id = await desk.published()
    if state == "acknowledged":
        await desk.answer(plan_id)
    for act in (says(desk, plan_id), notes(desk, plan_id), desk.does(BO, service.reach, plan_id, "m1", OTTER)):
        with pytest.raises(Rejected, match="not-while") as refused:
            await act
        assert refused.value.params["state"] == told
    await desk.does(BO, service.ask_for_help, plan_id, OTTER)
    assert await heard(desk, keys.SAID) == [ANA, EVE, HAL]


async def test_in_a_pause_milestones_are_reached_and_no_week_is_told_of(desk: Desk) -> None:
    plan_id = await desk.active()
    desk.on("2026-11-27")
    await says(desk, plan_id)
    desk.on("2026-11-30")
    await desk.does(ANA, service.pause, plan_id, "A launch")
    with pytest.raises(Rejected, match="not-while"):
        await says(desk, plan_id, monday=date(2026, 11, 30))
    await notes(desk, plan_id)
    await desk.does(BO, service.reach, plan_id, "m1", OTTER)
    desk.on("2026-12-04")
    assert await due_of(desk, BO) == []
    await desk.does(EVE, service.withdraw, plan_id, "Not needed")
    for act in (notes(desk, plan_id), desk.does(BO, service.ask_for_help, plan_id, OTTER)):
        with pytest.raises(Rejected, match="not-while"):
            await act


async def test_a_milestone_is_reached_with_what_shows_it(desk: Desk) -> None:
    plan_id = await desk.active()
    await desk.does(BO, service.reach, plan_id, "m1", "first")
    await desk.does(BO, service.reach, plan_id, "m1", OTTER)
    assert await heard(desk, keys.SAID) == [ANA], "once"
    opened = await desk.does(ANA, service.open_plan, plan_id)
    assert dict(opened.course.reached) == {"m1": date(2026, 11, 25)}
    assert opened.course.next_milestone.ref == "m2"
    assert await reads(desk, ANA, plan_id) == [OTTER]
    with pytest.raises(Rejected, match="gone"):
        await desk.does(BO, service.reach, plan_id, "m99", OTTER)
    with pytest.raises(RejectedFields, match="text"):
        await desk.does(BO, service.reach, plan_id, "m2", " ")


async def test_help_is_asked_for_at_once_and_once_a_day(desk: Desk) -> None:
    plan_id = await desk.active()
    for _ in range(2):
        await desk.does(BO, service.ask_for_help, plan_id, OTTER)
    assert await heard(desk, keys.SAID) == [ANA, EVE, HAL]
    desk.on("2026-11-26")
    await desk.does(BO, service.ask_for_help, plan_id, OTTER)
    assert len(await heard(desk, keys.SAID)) == 6
    assert OTTER not in repr(await desk.rows(Delivery))
    (first, second) = await desk.rows(PlanNote)
    assert (first.on, second.on) == (date(2026, 11, 25), date(2026, 11, 26))


async def test_a_call_for_help_is_for_whoever_may_read_it_when_it_is_sent(desk: Desk) -> None:
    plan_id = await desk.active()
    await desk.does(BO, service.ask_for_help, plan_id, OTTER)
    (note,) = await desk.rows(PlanNote)
    found = {user: await desk.does(user, service.said_of, note.key) for user in EVERYBODY}
    assert {user for user, said in found.items() if said} == {ANA, EVE, HAL}
    await desk.cast.report_to(BO, DEE, desk.now.date())
    await desk.looks()
    assert await desk.does(ANA, service.said_of, note.key) is None
    assert await desk.does(DEE, service.said_of, note.key)
    assert await desk.does(EVE, service.said_of, 4711) is None
    await desk.does(EVE, service.withdraw, plan_id, "Not needed")
    assert await desk.does(EVE, service.said_of, note.key) is None


async def test_what_came_out_of_a_talk(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    ref = (await anywhere.terms(plan_id)).meetings[0].ref
    for on in (None, date(2026, 11, 24), date(2026, 11, 26)):
        with pytest.raises(RejectedFields, match="held-on"):
            await anywhere.does(ANA, service.hold, plan_id, ref, OTTER, on=on)
    await anywhere.does(ANA, service.hold, plan_id, ref, "first", on=date(2026, 11, 25))
    anywhere.on("2026-11-27")
    await anywhere.does(ANA, service.hold, plan_id, ref, OTTER, on=date(2026, 11, 26))
    (row,) = await anywhere.rows(PlanNote)
    assert (row.on, row.text) == (date(2026, 11, 26), OTTER)
    assert (await anywhere.does(ANA, service.hold_form, plan_id, ref)).text == OTTER
    await anywhere.does(EVE, service.hold, plan_id, ref, "seen by HR", on=date(2026, 11, 26))
    for user in (BO, ANA, MAX, HAL):
        assert await reads(anywhere, user, plan_id) == ["seen by HR", OTTER]


async def test_who_reads_what(desk: Desk) -> None:
    """The person reads the manager's notes; nobody else knows that there are any."""
    plan_id = await desk.active()
    desk.on("2026-11-27")
    await says(desk, plan_id, "Bo's")
    await notes(desk, plan_id, "Ana's")
    for user in (BO, ANA, MAX, EVE, HAL):
        assert sorted(await reads(desk, user, plan_id)) == ["Ana's", "Bo's"]
    for user in (CHEN, DEE, IVY):
        with pytest.raises(Denied):
            await desk.does(user, service.open_plan, plan_id)
    opened = await desk.does(MAX, service.open_plan, plan_id)
    assert reader_of(opened.by) is Reader.MANAGER


async def test_a_note_can_be_written_until_the_next_is_due(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    with pytest.raises(Rejected, match="no-week"):
        await anywhere.does(ANA, service.note_form, plan_id)
    anywhere.on("2026-12-04")
    await notes(anywhere, plan_id, "first")
    await notes(anywhere, plan_id, OTTER)
    assert (await anywhere.does(ANA, service.note_form, plan_id)).monday == date(2026, 11, 30), "the next one"
    anywhere.on("2026-12-07")
    with pytest.raises(Rejected, match="note-over"):
        await notes(anywhere, plan_id)
    with pytest.raises(Rejected, match="note-over"):
        await notes(anywhere, plan_id, monday=date(2026, 12, 1))
    (row,) = await anywhere.rows(PlanNote)
    assert (row.kind, row.on, row.text) == ("manager", MONDAY, OTTER)


async def test_what_is_due_of_whom(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    terms = await anywhere.terms(plan_id)
    anywhere.on("2026-11-26")
    assert [each for each in await due_of(anywhere, BO) if each[0] == What.CHECKIN] == []
    anywhere.on("2026-11-27")
    assert (What.CHECKIN, str(MONDAY)) in await due_of(anywhere, BO)
    await says(anywhere, plan_id)
    assert (What.CHECKIN, str(MONDAY)) not in await due_of(anywhere, BO)
    assert (What.NOTE, str(MONDAY)) not in await due_of(anywhere, ANA)
    anywhere.on("2026-11-30")
    assert (What.NOTE, str(MONDAY)) in await due_of(anywhere, ANA)
    await notes(anywhere, plan_id)
    assert (What.NOTE, str(MONDAY)) not in await due_of(anywhere, ANA)
    anywhere.on(terms.milestones[0].due_on.isoformat())
    assert (What.MILESTONE, "m1") in await due_of(anywhere, BO)
    review = next(each for each in terms.meetings if each.kind == "mid")
    anywhere.on(review.on.isoformat())
    for user in (BO, ANA):
        assert (What.MEETING, review.ref) in await due_of(anywhere, user)
    for user in (CHEN, DEE, EVE, HAL, MAX, IVY):
        assert await due_of(anywhere, user) == []


async def test_hr_hears_once_of_two_missed_notes(anywhere: Desk) -> None:
    plan_id = await anywhere.active()
    for day in ("2026-12-01", "2026-12-02", "2026-12-08"):
        anywhere.on(day)
        await anywhere.looks()
        assert await heard(anywhere, keys.MISSED) == [], "there are two working days to write it"
    for day in ("2026-12-09", "2026-12-10", "2026-12-16"):
        anywhere.on(day)
        await anywhere.looks()
        assert await heard(anywhere, keys.MISSED) == [EVE, HAL]
    assert (await anywhere.does(EVE, service.asked_of, plan_id, keys.MISSED)).member.slack_user == BO
    for user in (ANA, BO, CHEN):
        assert await anywhere.does(user, service.asked_of, plan_id, keys.MISSED) is None
    line = (await anywhere.does(EVE, service.board)).lines[0]
    assert line.course.missed == 3
    await notes(anywhere, plan_id, monday=date(2026, 12, 7))
    assert await anywhere.does(EVE, service.asked_of, plan_id, keys.MISSED) is None, "she has written again"
    anywhere.on("2026-12-30")
    await anywhere.looks()
    assert await heard(anywhere, keys.MISSED) == [EVE, EVE, HAL, HAL]


async def test_home_tells_nobody_else_and_nothing_of_what_is_prepared(desk: Desk) -> None:
    plan_id = await desk.published()
    for user in (CHEN, DEE, MAX, IVY):
        summary = await desk.does(user, service.summary_of)
        assert summary.own is None
        assert [line.member.slack_user for line in summary.board.lines] == []
    assert (await desk.does(BO, service.summary_of)).own.plan.key == plan_id
    other = await desk.draft(CHEN)
    assert (await desk.does(CHEN, service.summary_of)).own is None
    listed = (await desk.does(ANA, service.summary_of)).board.lines
    assert [(line.plan.key, line.course is None) for line in listed] == [(plan_id, False), (other, True)]


async def test_days_at_risk_are_marked_for_manager_and_hr(desk: Desk) -> None:
    plan_id = await desk.active()
    terms = await desk.terms(plan_id)
    first, second = terms.milestones[:2]

    async def late(day: date) -> date | None:
        desk.on(day.isoformat())
        marked = {(await desk.does(user, service.board)).lines[0].course.late for user in (ANA, EVE)}
        assert len(marked) == 1
        return marked.pop()

    assert await late(date(2026, 11, 26)) is None
    assert await late(first.due_on - timedelta(days=1)) == first.due_on
    assert await late(first.due_on + timedelta(days=8)) == first.due_on, "until it is reached"
    await desk.does(BO, service.reach, plan_id, first.ref, OTTER)
    assert await late(first.due_on + timedelta(days=8)) is None
    for each in terms.milestones[1:]:
        await desk.does(BO, service.reach, plan_id, each.ref, OTTER)
    assert await late(second.due_on) is None
    assert await late(terms.ends_on - timedelta(days=7)) == terms.ends_on
