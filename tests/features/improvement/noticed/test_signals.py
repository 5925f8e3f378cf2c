"""Who hears of a low month and of two of them, and who does not. On both databases."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot.audit.models import AuditEntry
from bot.features.improvement import service
from bot.features.improvement.models import Plan
from bot.features.improvement.rules.runs import Run, Said
from bot.features.improvement.rules.signal_keys import Part
from bot.features.people import service as people
from bot.features.people.models import Absence
from bot.features.schemes import service as schemes
from tests.features.improvement.noticed.cast import Desk, after
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE

WARNED = {("WARNING", BO), ("NOTE", ANA)}
PROPOSED = {("PROPOSAL", ANA), ("PROPOSAL", EVE)}
AUGUST, SEPTEMBER, OCTOBER = "2026-08", "2026-09", "2026-10"


async def evidence(desk: Desk, user: str) -> Run:
    return Run.model_validate_json((await desk.signals(user))[-1].evidence)


async def test_a_low_month_and_another_one(any_desk: Desk) -> None:
    desk = any_desk
    assert await desk.month(AUGUST) == set()
    assert await desk.month(SEPTEMBER, BO) == WARNED
    assert await desk.month(OCTOBER, BO) == PROPOSED
    assert await desk.month("2026-11", BO) == set()  # it stays proposed
    assert await desk.month("2026-12") == set()
    assert await desk.month("2027-01", BO) == WARNED  # a good month has broken the run
    assert await desk.signals(CHEN) == await desk.signals(DEE) == await desk.signals(ANA) == []


async def test_looking_again_changes_nothing(desk: Desk) -> None:
    await desk.month(SEPTEMBER, BO, CHEN)
    signals = [(each.kind, each.month) for each in await desk.signals(BO)]
    for now in (after(SEPTEMBER, 8), after(SEPTEMBER, 9), after(SEPTEMBER, 30)):
        assert await desk.look(now) == set()
    assert [(each.kind, each.month) for each in await desk.signals(BO)] == signals == [("warning", SEPTEMBER)]


async def test_two_looks_at_once_warn_once(any_desk: Desk) -> None:
    desk = any_desk
    await desk.firm.tell_all()
    await desk.firm.close(OCTOBER)

    async def look() -> int:
        async with desk.database.write() as session:
            return await service.look(session, desk.workspace_id, now=after(OCTOBER, 8), settings=desk.settings)

    made = await asyncio.gather(look(), look())
    assert sorted(made)[0] == 0
    assert sorted(made)[1] > 0
    assert len(await desk.signals(BO)) == 1


async def test_what_an_outage_kept_from_being_seen_is_seen_after_it(desk: Desk) -> None:
    """Nobody looked after September; after October there is a proposal, which says that no warning came."""
    for month in (SEPTEMBER, OCTOBER):
        await desk.firm.tell(BO, date.fromisoformat(f"{month}-01"), uv=1_007, leads=11, mql=3, cost=9_000)
        await desk.firm.tell(BO, date.fromisoformat(f"{month}-01").replace(year=2025), uv=40_000)
        await desk.firm.close(month, now=after(month, 7))
    assert await desk.look(after(OCTOBER, 20)) == PROPOSED
    assert not (await desk.proposal(EVE, BO, after(OCTOBER, 20))).was_warned


async def test_old_months_are_let_be(desk: Desk) -> None:
    await desk.firm.tell_all()
    await desk.firm.close(OCTOBER)
    assert await desk.look(after("2027-02", 8)) == set()
    assert await desk.look(after("2027-01", 8)) != set()


async def test_a_month_of_leave_neither_counts_nor_breaks_a_run(desk: Desk) -> None:
    assert await desk.month(AUGUST, BO) == WARNED
    async with desk.database.write() as session:
        days = {"first_on": date(2026, 9, 1), "last_on": date(2026, 9, 20), "kind": "sick"}
        session.add(
            Absence(
                workspace_id=desk.workspace_id,
                member_id=await desk.firm.key(BO),
                created_at=after("2026-07", 8),
                **days,
            )
        )
    assert await desk.month(SEPTEMBER, BO) == set()
    assert await desk.month(OCTOBER, BO) == PROPOSED
    said = [(each.month, each.said) for each in (await evidence(desk, BO)).months]
    assert said == [(AUGUST, Said.LOW), (SEPTEMBER, Said.ON_LEAVE), (OCTOBER, Said.LOW)]


async def test_an_incomplete_card_neither_counts_nor_breaks_a_run(desk: Desk) -> None:
    assert await desk.month(AUGUST, BO) == WARNED
    assert await desk.month(SEPTEMBER, but=(BO,)) == set()
    assert await desk.month(OCTOBER, BO) == PROPOSED
    assert [each.said for each in (await evidence(desk, BO)).months] == ["low", "incomplete", "low"]


async def test_a_month_under_question_does_not_count_until_it_is_answered(any_desk: Desk) -> None:
    desk = any_desk
    assert await desk.month(SEPTEMBER, BO) == WARNED
    question = await desk.ask(BO, SEPTEMBER, after(SEPTEMBER, 9))
    assert await desk.month(OCTOBER, BO) == WARNED  # the first low month that counts
    await desk.answer(EVE, question, after(OCTOBER, 9))
    assert await desk.look(after(OCTOBER, 10)) == PROPOSED
    proposal = await desk.proposal(ANA, BO, after(OCTOBER, 10))
    assert [each.said for each in proposal.run.months] == ["low", "low"]
    assert proposal.was_warned


async def test_a_month_that_hr_sets_aside_never_counts(desk: Desk) -> None:
    assert await desk.month(SEPTEMBER, BO) == WARNED
    question = await desk.ask(BO, SEPTEMBER, after(SEPTEMBER, 9))
    await desk.answer(ANA, question, after(SEPTEMBER, 10), sets_aside=True)  # a manager cannot
    again = await desk.ask(BO, SEPTEMBER, after(SEPTEMBER, 11))
    await desk.answer(EVE, again, after(SEPTEMBER, 12), sets_aside=True)
    assert await desk.month(OCTOBER, BO) == WARNED
    assert await desk.month("2026-11", BO) == PROPOSED
    assert [each.said for each in (await evidence(desk, BO)).months] == ["low", "low"]


async def test_months_on_trial_do_not_count(desk: Desk) -> None:
    desk.settings = desk.settings.model_copy(update={"plans_since": OCTOBER})
    assert await desk.month(SEPTEMBER, BO) == set()
    assert await desk.month(OCTOBER, BO) == WARNED
    assert await desk.month("2026-11", BO) == PROPOSED


async def test_who_has_come_in_the_middle_of_a_month(desk: Desk) -> None:
    await desk.firm.cast.change(BO, joined_on=date(2026, 9, 21))
    assert await desk.month(SEPTEMBER, BO) == set()
    assert await desk.month(OCTOBER, BO) == WARNED


async def test_another_scheme_starts_anew(desk: Desk) -> None:
    assert await desk.month(SEPTEMBER, BO) == WARNED
    async with desk.database.write() as session:
        await schemes.assign(session, desk.workspace_id, desk.firm.growth, "integrated_team", now=after(SEPTEMBER, 20))
    told = await desk.month(OCTOBER, BO)
    assert not told & {("PROPOSAL", EVE), ("PROPOSAL", ANA)}


async def test_another_team_with_the_same_scheme_does_not(desk: Desk) -> None:
    """Dee leads Brand and is told of October; Ana, who was told of September, hears nothing more."""
    assert await desk.month(SEPTEMBER, BO) == WARNED
    await desk.firm.cast.load(f"member,team,manager,role,channel,lead\n{BO},Brand,{DEE},,,\n", on=date(2026, 10, 1))
    assert await desk.month(OCTOBER, BO) == {("PROPOSAL", DEE), ("PROPOSAL", EVE)}


async def test_a_late_month_counts_where_it_belongs(desk: Desk) -> None:
    """August is closed by hand after September."""
    assert await desk.month(SEPTEMBER, BO) == WARNED
    assert await desk.month(AUGUST, BO) == PROPOSED
    assert [each.month for each in (await evidence(desk, BO)).months] == [AUGUST, SEPTEMBER]


async def test_who_is_hr_hears_nothing_about_themselves_from_hr(desk: Desk) -> None:
    await desk.firm.cast.hold(BO, "hr")
    assert await desk.month(SEPTEMBER, BO) == WARNED
    assert await desk.month(OCTOBER, BO) == PROPOSED


async def test_without_a_manager_hr_alone_is_asked(desk: Desk) -> None:
    await desk.firm.cast.report_to(BO, None, on=date(2026, 9, 1))
    assert await desk.month(SEPTEMBER, BO) == {("WARNING", BO)}
    assert await desk.month(OCTOBER, BO) == {("PROPOSAL", EVE)}


async def test_a_manager_who_is_hr_is_told_once(desk: Desk) -> None:
    await desk.firm.cast.hold(ANA, "hr")
    await desk.month(SEPTEMBER, BO)
    assert await desk.month(OCTOBER, BO) == PROPOSED
    proposals = [row for row in (await desk.promised()).values() if row.payload["part"] == Part.PROPOSAL.value]
    assert sorted(row.recipient for row in proposals) == [ANA, EVE]


async def test_nothing_about_who_has_left(desk: Desk) -> None:
    assert await desk.month(SEPTEMBER, BO) == WARNED
    await desk.firm.cast.change(BO, is_active=False)
    assert await desk.month(OCTOBER, BO) == set()


@pytest.mark.parametrize(("state", "told"), [("active", set()), ("draft", set()), ("dropped", PROPOSED)])
async def test_nothing_follows_while_there_is_a_plan(desk: Desk, state: str, told: set[tuple[str, str]]) -> None:
    assert await desk.month(SEPTEMBER, BO) == WARNED
    await add_plan(desk, state)
    assert await desk.month(OCTOBER, BO) == told


async def test_after_a_plan_a_run_starts_anew(desk: Desk) -> None:
    """It ended on 8 October: October is not counted, and November is the first low month."""
    assert await desk.month(SEPTEMBER, BO) == WARNED
    await add_plan(desk, "closed")
    assert await desk.month(OCTOBER, BO) == set()
    assert await desk.month("2026-11", BO) == WARNED


async def go_away(desk: Desk, first_on: date, last_on: date) -> None:
    whose = {"workspace_id": desk.workspace_id, "member_id": await desk.firm.key(BO)}
    async with desk.database.write() as session:
        session.add(Absence(**whose, kind="sick", first_on=first_on, last_on=last_on, created_at=after("2026-07", 8)))


async def add_plan(desk: Desk, state: str) -> None:
    member_id, manager_id = await desk.firm.key(BO), await desk.firm.key(ANA)
    version = (await desk.signals(BO))[0].scheme_version_id
    days = {"starts_on": date(2026, 10, 8), "ends_on": date(2027, 1, 8), "made_at": after(SEPTEMBER, 8)}
    ended = {"ended_at": after(SEPTEMBER, 8)} if state in ("closed", "dropped") else {}
    row = Plan(
        workspace_id=desk.workspace_id,
        member_id=member_id,
        owner_id=manager_id,
        scheme_version_id=version,
        kind="improvement",
        state=state,
        **days,
        **ended,
    )
    async with desk.database.write() as session:
        session.add(row)


async def test_messages_come_while_their_readers_work(desk: Desk) -> None:
    """Looked at on a Thursday at ten in Berlin: for Chen in Shanghai it is four in the afternoon. Bo is away."""
    async with desk.database.write() as session:
        days = {"first_on": date(2026, 10, 5), "last_on": date(2026, 10, 9), "kind": "vacation"}
        session.add(
            Absence(
                workspace_id=desk.workspace_id,
                member_id=await desk.firm.key(BO),
                created_at=after("2026-07", 8),
                **days,
            )
        )
    await desk.month(SEPTEMBER, BO, CHEN)
    now = after(SEPTEMBER, 8)
    due = {(row.payload["part"], row.recipient): row.due_at for row in (await desk.promised()).values()}
    assert (due[1, CHEN], due[2, ANA]) == (now, now)
    assert due[1, BO] == now + timedelta(days=4, hours=-1)  # on Monday at nine


async def test_the_log_says_neither_whose_it_is_nor_what(desk: Desk) -> None:
    await desk.month(SEPTEMBER, BO)
    await desk.month(OCTOBER, BO)
    async with desk.database.read() as session:
        entries = (await session.exec(select(AuditEntry).where(AuditEntry.action == "signal.made"))).all()
        who = await people.find_member(session, desk.workspace_id, BO)
    assert [(each.subject_kind, each.details, each.actor_id) for each in entries] == [("signal", "{}", None)] * 2
    assert {each.subject_id for each in entries} == {str(each.key) for each in await desk.signals(BO)}
    assert str(who.key) not in {each.details for each in entries}
