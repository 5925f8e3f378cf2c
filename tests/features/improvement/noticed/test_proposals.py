"""Who reads a proposal, what HR decides about it, and what happens when a card is corrected afterwards."""

import pytest
from sqlmodel import col, select

from bot.audit.entries import Entry
from bot.audit.models import AuditEntry
from bot.errors import Denied, Rejected
from bot.features.improvement import service
from bot.features.people import service as people
from bot.turn import Turn
from tests.features.improvement.noticed.cast import Desk, after
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE

SEPTEMBER, OCTOBER = "2026-09", "2026-10"
NOW, LATER = after(OCTOBER, 9), after(OCTOBER, 12)
DOUBTED = {("DOUBT", EVE)}


async def proposed(desk: Desk, *low: str) -> None:
    await desk.month(SEPTEMBER, *low)
    await desk.month(OCTOBER, *low)


async def test_managers_and_hr_read_it_and_nobody_else(desk: Desk) -> None:
    """For everybody else it is like one that does not exist, also for HR about themselves."""
    await desk.firm.cast.hold(CHEN, "hr")
    await desk.firm.cast.hold(DEE, "auditor")
    await proposed(desk, BO, CHEN)
    about_bo, about_chen = await desk.proposal_about(BO), await desk.proposal_about(CHEN)
    allowed = {(ANA, about_bo), (EVE, about_bo), (CHEN, about_bo), (ANA, about_chen), (EVE, about_chen)}
    for viewer in (ANA, BO, CHEN, DEE, EVE):
        listed = {each.signal.key for each in await waiting_for(desk, viewer)}
        assert listed == {key for who, key in allowed if who == viewer}
        for key in (about_bo, about_chen, 999):
            assert await reads(desk, viewer, key) is ((viewer, key) in allowed)
    warning = (await desk.signals(BO))[0]
    assert not await reads(desk, EVE, warning.key)  # a warning is no proposal


async def waiting_for(desk: Desk, viewer: str) -> list[service.Proposal]:
    async with desk.database.read() as session:
        found, count = await service.open_proposals(session, await desk.firm.cast.who(viewer), now=NOW)
        assert count == len(found)
        return found


async def reads(desk: Desk, viewer: str, signal_id: int) -> bool:
    """A refusal names nobody: whom it would have been about reads the log."""
    who, refusal = await desk.firm.cast.who(viewer), None
    async with desk.database.write() as session:
        try:
            await service.open_proposal(Turn(who, NOW, session), signal_id)
        except Denied as refused:
            refusal = refused
    entry = refusal.entry if refusal else None
    assert not isinstance(entry, Entry) or entry.subject is None
    assert refusal is None or refusal.key == "people-error-not-visible"
    return refusal is None


async def test_what_each_may_do(desk: Desk) -> None:
    await proposed(desk, BO)
    ana, eve = await desk.proposal(ANA, BO, NOW), await desk.proposal(EVE, BO, NOW)
    assert (ana.may_draft, ana.may_dismiss, ana.may_decide_doubt) == (True, False, False)
    assert (eve.may_draft, eve.may_dismiss, eve.may_decide_doubt) == (False, True, False)
    assert (eve.was_warned, eve.rule.id, [each.month for each in eve.run.low]) == (True, "pip", [SEPTEMBER, OCTOBER])


async def test_hr_dismisses_it_with_a_reason_and_it_is_not_proposed_again(any_desk: Desk) -> None:
    desk = any_desk
    await proposed(desk, BO)
    signal_id = await desk.proposal_about(BO)
    for viewer in (ANA, BO, DEE):
        with pytest.raises(Denied):
            await dismiss(desk, viewer, signal_id, "No need")
    with pytest.raises(Rejected, match="improvement-error-no-reason"):
        await dismiss(desk, EVE, signal_id, "  ")
    found = await dismiss(desk, EVE, signal_id, "The campaign was stopped by us.")
    assert (found.signal.state, found.may_dismiss, found.decided_by and found.decided_by.name) == (
        "dismissed",
        False,
        "Eve Moreau",
    )
    with pytest.raises(Rejected, match="improvement-error-decided"):
        await dismiss(desk, EVE, signal_id, "Again")
    with pytest.raises(Rejected, match="improvement-error-no-proposal"):
        await begin(desk, ANA, signal_id)
    assert not (await desk.proposal(ANA, BO, NOW)).may_draft
    assert await waiting_for(desk, EVE) == []
    assert await desk.month("2026-11", BO) == set()
    async with desk.database.read() as session:
        theirs = await session.exec(select(AuditEntry).where(col(AuditEntry.action) == "signal.decided"))
        assert [(each.subject_kind, each.subject_id, each.reason) for each in theirs] == [
            ("signal", str(signal_id), None)
        ]


async def dismiss(desk: Desk, viewer: str, signal_id: int, reason: str) -> service.Proposal:
    who = await desk.firm.cast.who(viewer)
    async with desk.database.write() as session:
        return await service.dismiss(session, who, signal_id, reason=reason, now=NOW)


async def begin(desk: Desk, viewer: str, signal_id: int) -> int:
    who = await desk.firm.cast.who(viewer)
    async with desk.database.write() as session:
        return (await service.begin(session, who, signal_id=signal_id, now=NOW)).key


async def decide(desk: Desk, viewer: str, signal_id: int, *, keeps: bool) -> service.Proposal:
    who = await desk.firm.cast.who(viewer)
    async with desk.database.write() as session:
        return await service.decide_doubt(session, who, signal_id, keeps=keeps, reason="We looked.", now=LATER)


async def test_only_the_direct_manager_begins_a_plan_from_it_once(desk: Desk) -> None:
    await proposed(desk, BO)
    signal_id = await desk.proposal_about(BO)
    for viewer in (BO, DEE, EVE):
        with pytest.raises(Denied):
            await begin(desk, viewer, signal_id)
    plan = await begin(desk, ANA, signal_id)
    assert await begin(desk, ANA, signal_id) == plan
    assert [each.state for each in await desk.signals(BO) if each.kind == "proposal"] == ["drafted"]


@pytest.mark.parametrize("is_drafted", [False, True])
async def test_a_corrected_card_puts_a_proposal_in_doubt_and_hr_decides(desk: Desk, is_drafted: bool) -> None:
    await proposed(desk, BO)
    signal_id = await desk.proposal_about(BO)
    if is_drafted:
        await begin(desk, ANA, signal_id)
    await desk.correct(BO, SEPTEMBER, 104.0)
    assert await desk.look(NOW) == DOUBTED
    assert await desk.look(LATER) == set()  # told once
    found = await desk.proposal(EVE, BO, LATER)
    assert found.doubt
    assert (found.signal.state, found.doubt.run.why) == ("drafted" if is_drafted else "open", "low")
    assert [(each.said, each.revision) for each in found.doubt.run.months] == [("fine", 2), ("low", 1)]
    assert [each.said for each in found.run.months] == ["low", "low"]  # what was noticed stays as it was
    with pytest.raises(Denied):
        await decide(desk, ANA, signal_id, keeps=True)
    kept = await decide(desk, EVE, signal_id, keeps=True)
    assert (kept.signal.state, kept.may_decide_doubt) == (found.signal.state, False)
    assert await desk.look(LATER) == set()
    await desk.correct(BO, OCTOBER, 101.0)
    assert await desk.look(after(OCTOBER, 20)) == DOUBTED  # something else, and new
    void = await decide(desk, EVE, signal_id, keeps=False)
    assert void.signal.state == "void"
    with pytest.raises(Rejected, match="improvement-error-decided"):
        await decide(desk, EVE, signal_id, keeps=True)
    assert await desk.look(after(OCTOBER, 21)) == set()


async def test_a_doubt_that_goes_away_needs_no_decision(desk: Desk) -> None:
    """Bo asks about September after it was proposed; Eve finds that his figures are right."""
    await proposed(desk, BO)
    question = await desk.ask(BO, SEPTEMBER, NOW)
    assert await desk.look(LATER) == DOUBTED
    await desk.answer(EVE, question, LATER)
    assert await desk.look(after(OCTOBER, 20)) == set()
    found = await desk.proposal(EVE, BO, LATER)
    assert (found.doubt, found.signal.state) == (None, "open")


async def test_after_a_void_proposal_the_next_low_month_counts_anew(desk: Desk) -> None:
    await proposed(desk, BO)
    await desk.correct(BO, SEPTEMBER, 104.0)
    await desk.look(NOW)
    await decide(desk, EVE, await desk.proposal_about(BO), keeps=False)
    assert await desk.look(LATER) == {("WARNING", BO), ("NOTE", ANA)}  # October is the first low month now
    assert await desk.month("2026-11", BO) == {("PROPOSAL", ANA), ("PROPOSAL", EVE)}


async def test_a_warning_is_not_sent_about_what_is_not_so_any_more(desk: Desk) -> None:
    await desk.month(SEPTEMBER, BO)
    (warning,) = await desk.signals(BO)
    bo, now = await desk.firm.cast.who(BO), after(SEPTEMBER, 8)
    async with desk.database.read() as session:
        warned = await service.warning_to(session, bo, warning.key, now=now)
    assert warned
    assert (warned.left, warned.lead and warned.lead.name, len(warned.weak)) == (1, "Ana Costa", 2)
    for viewer in (CHEN, DEE):
        async with desk.database.read() as session:
            who = await desk.firm.cast.who(viewer)
            with pytest.raises(Denied):
                await service.warning_to(session, who, warning.key, now=now)
    await desk.correct(BO, SEPTEMBER, 102.0)
    async with desk.database.read() as session:
        assert await service.warning_to(session, bo, warning.key, now=now) is None


async def test_what_bo_finds_in_the_log_about_himself(desk: Desk) -> None:
    """Nothing: not that there is a proposal, not that Eve read it, not that Dee tried to."""
    await proposed(desk, BO)
    signal_id = await desk.proposal_about(BO)
    assert await reads(desk, EVE, signal_id)
    assert not await reads(desk, DEE, signal_id)
    await dismiss(desk, EVE, signal_id, "No need")
    async with desk.database.read() as session:
        bo = await people.find_member(session, desk.workspace_id, BO)
        entries = (await session.exec(select(AuditEntry).where(AuditEntry.subject_kind == "member"))).all()
    actions = {each.action for each in entries if each.subject_id == str(bo.key)}
    assert actions == {"member.manager_changed", "member.team_changed"}  # from when he came


async def test_nobody_is_asked_about_a_plan_that_is_over(any_desk: Desk) -> None:
    desk = any_desk
    await proposed(desk, BO)
    plan_id = await begin(desk, ANA, await desk.proposal_about(BO))
    async with desk.database.write() as session:
        who = await desk.firm.cast.who(ANA)
        await service.drop(session, who, plan_id, "We have talked", now=NOW)
    await desk.correct(BO, SEPTEMBER, 104.0)
    assert await desk.look(LATER) == set()
    assert await waiting_for(desk, EVE) == []
