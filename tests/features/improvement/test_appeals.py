"""Bo appeals; Ivy, Dee and Max are on the committee, but Max is above Ana."""

import asyncio
from datetime import date

import pytest
from sqlmodel import select

from bot.audit.models import AuditEntry
from bot.errors import Denied, Rejected, RejectedFields
from bot.features.improvement import service
from bot.features.improvement.models import PlanAppeal, PlanCommittee, PlanMove
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.checklists import Consequence, packaged_checklists
from bot.features.improvement.rules.documents import Reader
from bot.features.improvement.rules.states import Move, State
from tests.features.improvement.cast import ANA, BO, CHEN, DEE, EVE, HAL, IVY, MAX, OTTER, Desk
from tests.features.improvement.test_the_end import WHY, closes, decides, failed, in_the_last_week, told_since

HERON = "silver-heron"


async def appealed(desk: Desk, *, committee: tuple[str, ...] = (DEE, IVY, MAX, EVE)) -> int:
    for user in committee:
        await desk.cast.hold(user, "committee", *(["hr"] if user == EVE else ["auditor"] if user == IVY else []))
    plan_id = await failed(desk)
    desk.on("2027-03-02")
    await desk.does(BO, service.appeal, plan_id, OTTER)
    return plan_id


async def sitting(desk: Desk) -> set[str]:
    found = {each.member_id for each in await desk.rows(PlanCommittee)}
    return {user for user in (ANA, BO, CHEN, DEE, EVE, HAL, IVY, MAX) if await desk.member(user) in found}


async def hears(desk: Desk, move: Move) -> dict[str, str]:
    """Who is told of the newest such move when messages are sent, and as what."""
    row = [each for each in await desk.rows(PlanMove) if each.move == move][-1]
    found = {}
    for user in (ANA, BO, CHEN, DEE, EVE, HAL, IVY, MAX):
        told = await desk.does(user, service.told_of, row.key)
        if told and user in await told_since(desk, move):
            found[user] = told.reader.value
    return found


async def test_those_decide_who_have_nothing_to_do_with_the_case(anywhere: Desk) -> None:
    """Neither Max, above Ana, nor Eve, who has decided."""
    plan_id = await appealed(anywhere)
    assert await sitting(anywhere) == {DEE, IVY}
    assert await hears(anywhere, Move.APPEAL) == {
        ANA: "manager",
        EVE: "hr",
        HAL: "hr",
        DEE: "committee",
        IVY: "committee",
    }
    with pytest.raises(Rejected, match="error-appealed"):
        await closes(anywhere, plan_id)
    await anywhere.does(BO, service.appeal, plan_id, OTTER)
    with pytest.raises(Rejected, match="appealed-already"):
        await anywhere.does(BO, service.appeal, plan_id, "Another")
    assert len(await anywhere.rows(PlanAppeal)) == 1
    for user in (ANA, BO, CHEN, EVE, HAL, MAX):
        with pytest.raises(Denied):
            await anywhere.does(user, service.decide_appeal, plan_id, Move.GRANT, WHY, ends_on=None)
    assert await anywhere.state(plan_id) is State.NOT_PASSED


async def test_only_the_person_appeals_and_only_against_not_passed(desk: Desk) -> None:
    plan_id = await in_the_last_week(desk)
    with pytest.raises(Rejected, match="appeal-over"):
        await desk.does(BO, service.appeal, plan_id, OTTER)
    desk.on("2027-02-26")
    await decides(desk, plan_id, Move.FAIL)
    for user in (ANA, EVE, HAL, MAX, CHEN, DEE):
        with pytest.raises(Denied):
            await desk.does(user, service.appeal, plan_id, OTTER)
    with pytest.raises(RejectedFields, match="empty"):
        await desk.does(BO, service.appeal, plan_id, " ")


async def test_the_committee_reads_the_plan_until_it_is_decided_and_nobody_else_of_it(desk: Desk) -> None:
    plan_id = await appealed(desk, committee=(DEE, MAX))
    await desk.cast.hold(CHEN, "committee")
    opened = await desk.does(DEE, service.open_plan, plan_id)
    assert opened.ending
    assert opened.ending.appeal.text == OTTER
    assert (opened.ending.checklist, opened.ending.done, opened.ending.committee) == (None, None, ())
    assert [each.plan.key for each in (await desk.does(DEE, service.board)).lines] == [plan_id]
    for user in (CHEN, IVY):
        with pytest.raises(Denied):
            await desk.does(user, service.open_plan, plan_id)
    for act, given in ((service.withdraw, (WHY,)), (service.check, ("x", "")), (service.give_words, (WHY,))):
        with pytest.raises(Denied):
            await desk.does(DEE, act, plan_id, *given)
    await desk.does(DEE, service.decide_appeal, plan_id, Move.UPHOLD, HERON, ends_on=None)
    with pytest.raises(Denied):
        await desk.does(DEE, service.open_plan, plan_id)
    assert (await desk.does(DEE, service.board)).lines == []


async def test_the_first_decision_counts_and_everybody_concerned_hears_of_it(anywhere: Desk) -> None:
    plan_id = await appealed(anywhere)
    with pytest.raises(Rejected, match="no-reason"):
        await anywhere.does(IVY, service.decide_appeal, plan_id, Move.GRANT, " ", ends_on=None)
    await anywhere.does(IVY, service.decide_appeal, plan_id, Move.GRANT, HERON, ends_on=None)
    for user, move in ((DEE, Move.UPHOLD), (IVY, Move.GRANT)):
        with pytest.raises(Rejected, match="error-decided"):
            await anywhere.does(user, service.decide_appeal, plan_id, move, WHY, ends_on=None)
    (row,) = await anywhere.rows(PlanAppeal)
    assert (row.decision, row.reason, row.decided_by) == ("passed", HERON, await anywhere.member(IVY))
    assert await anywhere.state(plan_id) is State.PASSED
    everybody = {ANA: "manager", BO: "person", EVE: "hr", HAL: "hr", DEE: "committee"}
    assert await hears(anywhere, Move.GRANT) == everybody
    manager = await anywhere.does(ANA, service.paper_for, plan_id)
    assert manager.reader is Reader.MANAGER
    assert OTTER not in repr(manager)
    assert HERON not in repr(manager)
    assert HERON in repr(await anywhere.does(BO, service.paper_for, plan_id))


async def test_what_is_upheld_can_be_closed_at_once(desk: Desk) -> None:
    plan_id = await appealed(desk)
    await desk.does(DEE, service.decide_appeal, plan_id, Move.UPHOLD, HERON, ends_on=None)
    await closes(desk, plan_id)
    assert await desk.state(plan_id) is State.CLOSED


async def test_more_time_is_as_long_as_the_plan_at_most_and_there_is_no_second_appeal(anywhere: Desk) -> None:
    plan_id = await appealed(anywhere)
    for day, refusal in ((None, "not-later"), (date(2027, 3, 2), "not-later"), (date(2027, 7, 1), "too-late")):
        with pytest.raises(RejectedFields, match=refusal):
            await anywhere.does(DEE, service.decide_appeal, plan_id, Move.GRANT_TIME, HERON, ends_on=day)
    await anywhere.does(DEE, service.decide_appeal, plan_id, Move.GRANT_TIME, HERON, ends_on=date(2027, 4, 3))
    plan = await anywhere.plan(plan_id)
    assert (State(plan.state), plan.ends_on, plan.ended_at) == (State.EXTENDED, date(2027, 4, 5), None)
    anywhere.on("2027-03-31")
    await anywhere.looks()
    anywhere.on("2027-04-09")
    await decides(anywhere, plan_id, Move.FAIL)
    fail = (await anywhere.rows(PlanMove))[-1]
    told = await anywhere.does(BO, service.told_of, fail.key)
    assert told
    assert told.until is None
    with pytest.raises(Rejected, match="appealed-already"):
        await anywhere.does(BO, service.appeal, plan_id, "Once more")


async def test_more_time_is_refused_where_another_plan_has_begun(desk: Desk) -> None:
    plan_id = await appealed(desk)
    await desk.does(ANA, service.begin_coaching, await desk.member(BO))
    with pytest.raises(Rejected, match="error-already"):
        await desk.does(DEE, service.decide_appeal, plan_id, Move.GRANT_TIME, HERON, ends_on=date(2027, 4, 30))


async def test_hr_names_some_where_nobody_can_decide(desk: Desk) -> None:
    plan_id = await appealed(desk, committee=(MAX,))
    assert await sitting(desk) == set()
    assert (HAL, keys.NAME) in await desk.asked()
    for user in (ANA, BO, DEE):
        with pytest.raises(Denied):
            await desk.does(user, service.name_committee, plan_id, [DEE])
    for user in (BO, ANA, MAX, EVE):
        with pytest.raises(RejectedFields, match="not-neutral"):
            await desk.does(HAL, service.name_committee, plan_id, [user])
    with pytest.raises(RejectedFields, match="empty"):
        await desk.does(HAL, service.name_committee, plan_id, [])
    await desk.does(HAL, service.name_committee, plan_id, [DEE])
    assert (await hears(desk, Move.APPEAL))[DEE] == "committee"
    with pytest.raises(Rejected, match="has-committee"):
        await desk.does(EVE, service.name_committee, plan_id, [IVY])
    await desk.cast.change(DEE, is_active=False)
    desk.on("2027-03-09")
    await desk.looks()
    await desk.looks()
    assert [each for each in await desk.asked() if each[1] == keys.NAME].count((EVE, keys.NAME)) == 2
    await desk.does(EVE, service.name_committee, plan_id, [IVY])
    assert await sitting(desk) == {DEE, IVY}


async def test_a_file_is_for_whoever_may_read_and_leaves_an_entry(desk: Desk) -> None:
    plan_id = await appealed(desk)
    readers = {BO: Reader.PERSON, ANA: Reader.MANAGER, MAX: Reader.MANAGER, EVE: Reader.HR, DEE: Reader.COMMITTEE}
    for user, reader in readers.items():
        for _ in range(2):
            await desk.does(user, service.ask_for_paper, plan_id)
        assert (await desk.does(user, service.paper_for, plan_id)).reader is reader
    async with desk.database.read() as session:
        entries = [each for each in (await session.exec(select(AuditEntry))).all() if "document" in str(each.details)]
    assert len(entries) == len(readers), "pressing twice is pressing once"
    for act in (service.ask_for_paper, service.paper_for):
        with pytest.raises(Denied):
            await desk.does(CHEN, act, plan_id)


async def test_whoever_has_come_to_have_to_do_with_the_case_makes_room_for_somebody_else(desk: Desk) -> None:
    """Dee alone decides, and then manages Bo."""
    plan_id = await appealed(desk, committee=(DEE,))
    await desk.cast.report_to(BO, DEE, desk.now.date())
    desk.on("2027-03-09")
    await desk.looks()
    assert (HAL, keys.NAME) in await desk.asked()
    with pytest.raises(Denied):
        await desk.does(DEE, service.decide_appeal, plan_id, Move.GRANT, WHY, ends_on=None)
    assert (await desk.does(HAL, service.open_plan, plan_id)).ending.committee == []
    await desk.does(HAL, service.name_committee, plan_id, [IVY])
    await desk.does(IVY, service.decide_appeal, plan_id, Move.GRANT, WHY, ends_on=None)
    assert await desk.state(plan_id) is State.PASSED


async def test_of_two_who_decide_at_once_one_hears_that_it_is_decided(anywhere: Desk) -> None:
    plan_id = await appealed(anywhere)
    both = await asyncio.gather(
        *(
            anywhere.does(user, service.decide_appeal, plan_id, move, WHY, ends_on=None)
            for user, move in ((DEE, Move.GRANT), (IVY, Move.UPHOLD))
        ),
        return_exceptions=True,
    )
    (refused,) = [each for each in both if isinstance(each, Exception)]
    assert (type(refused), str(refused)) == (Rejected, "improvement-error-decided")


async def test_what_was_checked_before_more_time_was_given_is_checked_again(anywhere: Desk) -> None:
    """Somebody may be ill, or expect a child, by the time that it is decided once more."""
    desk = anywhere
    plan_id = await appealed(desk)
    wanted = packaged_checklists()["neutral"].items_for(Consequence.TERMINATION)
    for each in wanted:
        await desk.does(EVE, service.check, plan_id, each.id, "Seen in March")
    await desk.does(DEE, service.decide_appeal, plan_id, Move.GRANT_TIME, HERON, ends_on=date(2027, 4, 5))
    desk.on("2027-03-31")
    await desk.looks()
    desk.on("2027-04-09")
    await decides(desk, plan_id, Move.FAIL)
    with pytest.raises(RejectedFields, match="error-checklist"):
        await closes(desk, plan_id, "termination")
    assert "Seen in March" not in repr(await desk.does(EVE, service.paper_for, plan_id))
    for each in wanted:
        await desk.does(HAL, service.check, plan_id, each.id, "Seen in April")
    await closes(desk, plan_id, "termination")
    assert (await desk.plan(plan_id)).consequence == "termination"
