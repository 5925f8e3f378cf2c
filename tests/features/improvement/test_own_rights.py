"""What of a plan is in whose copy, what is forgotten with whom, how long it is kept, and two accounts of one person."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import By
from bot.clock import MovableClock
from bot.errors import Rejected
from bot.features.improvement import service
from bot.features.improvement.models import (
    RUNNING,
    Plan,
    PlanAppeal,
    PlanCheck,
    PlanCommittee,
    PlanMove,
    PlanNote,
    PlanSignal,
    PlanTerms,
)
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.service.copied import stored_about
from bot.features.improvement.service.personal import forget_plans, has_records
from bot.features.metrics import service as metrics
from bot.features.people.repository.merging import WITHOUT_OUTCOME
from bot.features.people.service import Merged, MergeWish
from bot.features.privacy.models import ErasureRequest
from bot.features.privacy.service import open_for
from bot.features.privacy.views.requests import asked_message
from bot.i18n.translator import translator
from bot.retention.nightly import Nightly
from bot.turn import Who
from tests.features.improvement.cast import ANA, BO, CHEN, DEE, EVE, HAL, IVY, MAX, OTTER, SETTINGS, Desk
from tests.features.people.cast import account

TABLES = (PlanSignal, Plan, PlanTerms, PlanMove, PlanNote, PlanCheck, PlanAppeal, PlanCommittee)
RAVEN, MOLE, WHALE, HERON = "ink-raven", "grey-mole", "blue-whale", "amber-heron"
BO2 = "U0BO2"


async def copy(desk: Desk, user: str) -> dict[str, list[dict[str, Any]]]:
    member_id = await desk.member(user)
    async with desk.database.read() as session:
        return await stored_about(session, desk.workspace_id, member_id, now=desk.now)


async def forget(desk: Desk, user: str) -> None:
    member_id = await desk.member(user)
    async with desk.database.write() as session:
        await forget_plans(session, desk.workspace_id, member_id)


async def counts(desk: Desk) -> list[int]:
    async with desk.database.read() as session:
        return [(await session.exec(select(func.count()).select_from(table))).one() for table in TABLES]


async def noted(desk: Desk, plan_id: int, user: str, kind: Kind, text: str) -> None:
    note = {"kind": kind.value, "on": desk.now.date(), "text": text, "written_at": desk.now}
    author = await desk.member(user)
    async with desk.database.write() as session:
        session.add(PlanNote(workspace_id=desk.workspace_id, plan_id=plan_id, author_id=author, **note))


async def lived(desk: Desk, user: str = BO) -> int:
    """A plan with something of everything in it, which was not passed and is closed today."""
    signal_id = await desk.proposal(user)
    plan_id = (await desk.does(ANA, service.begin, signal_id=signal_id)).key
    await desk.does(ANA, service.put, plan_id, "reasons", "", service.Typed(text=OTTER))
    await desk.does(ANA, service.submit, plan_id)
    await desk.does(EVE, service.send_back, plan_id, HERON)
    await desk.does(ANA, service.submit, plan_id)
    await desk.does(EVE, service.publish, plan_id)
    await desk.answer(plan_id, user, "refuse", RAVEN)
    await noted(desk, plan_id, user, Kind.CHECKIN, "swift-lynx")
    await noted(desk, plan_id, ANA, Kind.VIEW, MOLE)
    w, eve, max_ = desk.workspace_id, await desk.member(EVE), await desk.member(MAX)
    async with desk.database.write() as session:
        session.add(PlanCheck(workspace_id=w, plan_id=plan_id, item="heard", by_id=eve, at=desk.now, note=WHALE))
        appeal = PlanAppeal(workspace_id=w, plan_id=plan_id, text="so small", made_at=desk.now)
        session.add(appeal)
        await session.flush()
        session.add(PlanCommittee(workspace_id=w, appeal_id=appeal.key, member_id=max_))
        plan = await session.get(Plan, plan_id)
        assert plan
        plan.state, plan.ended_at = "closed", desk.now
        session.add(plan)
    return int(plan_id)


async def test_bos_copy_has_what_he_may_see_and_no_more(anywhere: Desk) -> None:
    await lived(anywhere)
    told = await copy(anywhere, BO)
    assert [(each["state"], each["manager"]) for each in told["plans"]] == [("closed", "Ana Costa")]
    (terms,) = told["plan_terms"]
    assert OTTER in terms["content"]
    assert (terms["answer"], terms["comment"]) == ("refused", RAVEN)
    assert [each["move"] for each in told["plan_history"]] == ["publish", "refuse"]
    assert "swift-lynx" in [each["text"] for each in told["plan_notes"]]
    assert [each["text"] for each in told["plan_appeals"]] == ["so small"]
    assert not [word for word in (MOLE, WHALE, HERON, "Max Weber") if word in repr(told)]
    assert told["plan_words_given"] == told["plan_warnings"] == [], "a proposal is none of his"


async def test_a_draft_is_in_nobodys_copy_but_its_writers(desk: Desk) -> None:
    plan_id = await desk.draft()
    await desk.does(ANA, service.put, plan_id, "reasons", "", service.Typed(text=OTTER))
    assert await copy(desk, BO) == await copy(desk, DEE), "as if there were nothing"
    (given,) = (await copy(desk, ANA))["plan_words_given"]
    assert (given["about"], given["kind"]) == ("Bo Lindgren", "terms")
    assert OTTER in given["text"]


async def test_others_copies_have_their_own_words_only(desk: Desk) -> None:
    await lived(desk)
    assert {each["kind"] for each in (await copy(desk, ANA))["plan_words_given"]} == {"terms", "view"}
    assert [(each["kind"], each["text"]) for each in (await copy(desk, EVE))["plan_words_given"]] == [("return", HERON)]
    nothing = {name: [] for name in await copy(desk, CHEN)}
    assert [await copy(desk, user) for user in (CHEN, DEE, HAL, IVY, MAX)] == [nothing] * 5


async def test_an_early_warning_is_in_the_copy_of_whom_it_warns(desk: Desk) -> None:
    bo = await desk.member(BO)
    await desk.proposal()
    async with desk.database.write() as session:
        signal = (await session.exec(select(PlanSignal))).one()
        values = signal.model_dump(exclude={"id"}) | {"kind": "warning", "month": "2026-09", "member_id": bo}
        session.add(PlanSignal(**values))
    assert [each["month"] for each in (await copy(desk, BO))["plan_warnings"]] == ["2026-09"]


async def test_with_bo_all_rows_about_him_go_and_nobody_elses(anywhere: Desk) -> None:
    await lived(anywhere)
    kept = await counts(anywhere)
    await lived(anywhere, CHEN)
    await forget(anywhere, BO)
    assert await counts(anywhere) == kept, "Chen's are as many"
    assert OTTER in repr(await copy(anywhere, CHEN))
    assert {each.member_id for each in await anywhere.rows(Plan)} == {await anywhere.member(CHEN)}


async def test_what_ana_and_eve_wrote_stays_with_bo(desk: Desk) -> None:
    await lived(desk)
    before = await counts(desk)
    for user in (ANA, EVE, MAX):
        await forget(desk, user)
    assert await counts(desk) == before


async def test_there_are_records_from_the_draft_on_until_they_are_removed(desk: Desk) -> None:
    async def kept(user: str) -> bool:
        async with desk.database.read() as session:
            return await has_records(session, desk.workspace_id, await desk.member(user))

    first = await desk.draft(CHEN)
    assert await kept(CHEN)
    await desk.does(ANA, service.drop, first, "A mistake")
    assert not await kept(CHEN), "what came to nothing before he knew of it"
    await lived(desk)
    assert await kept(BO)
    assert not await kept(DEE)


async def test_hr_reads_that_there_are_records_before_they_forget_somebody(desk: Desk) -> None:
    await desk.published()
    for user, is_told in ((BO, True), (CHEN, False)):
        member_id = await desk.member(user)
        async with desk.database.write() as session:
            asked = ErasureRequest(workspace_id=desk.workspace_id, member_id=member_id, asked_at=desk.now)
            session.add(asked)
            await session.flush()
            found = await open_for(session, await desk.cast.who(EVE), asked.key, now=desk.now)
        assert found
        assert found.has_records is is_told
        for language, words in (("en", "There are records of an improvement"), ("zh-CN", "绩效改进计划*的记录")):
            message = asked_message(translator(language), found)
            assert (words.replace("*", "") in str(message.payload()).replace("*", "")) is is_told
            assert "plan" not in message.text
    assert await desk.does(HAL, may_read_about_himself) is None


async def may_read_about_himself(session: AsyncSession, who: Who, *, now: datetime) -> object:
    """Nobody decides about themselves, so nobody learns from that message of a plan about themselves."""
    asked = ErasureRequest(workspace_id=who.workspace_id, member_id=who.member_id, asked_at=now)
    session.add(asked)
    await session.flush()
    return await open_for(session, who, asked.key, now=now)


async def night(desk: Desk, now: datetime, **settings: Any) -> Any:
    given = SETTINGS.model_copy(update=settings)
    clock = MovableClock(now)
    return await Nightly(settings=given, database=desk.database, clock=clock, workspace_id=desk.workspace_id).run()


async def test_plans_go_24_months_after_their_end_and_signals_with_them(anywhere: Desk) -> None:
    await lived(anywhere)
    running = await anywhere.published(CHEN)
    assert anywhere.now.date() == date(2026, 11, 18)
    assert "plans" not in await night(anywhere, datetime(2028, 11, 18, 3, tzinfo=UTC))
    last = datetime(2028, 11, 19, 3, tzinfo=UTC)
    assert "plans" not in await night(anywhere, last, keep_plans_months=0)
    before = sum(await counts(anywhere))
    gone = await night(anywhere, last + timedelta(days=1))
    assert before - sum(await counts(anywhere)) == gone["plans"]
    assert [each.key for each in await anywhere.rows(Plan)] == [running], "one without an end stays"
    assert {each.plan_id for table in (PlanTerms, PlanMove) for each in await anywhere.rows(table)} == {running}
    assert [each.member_id for each in await anywhere.rows(PlanSignal)] == [await anywhere.member(CHEN)]
    assert sum([len(await anywhere.rows(table)) for table in (PlanNote, PlanCheck, PlanAppeal, PlanCommittee)]) == 0


async def merged(desk: Desk) -> Merged:
    """Bo's account was made anew."""
    await desk.cast.sync(account(BO, "Bo Lindgren", deleted=True), now=desk.now)
    async with desk.database.write() as session:
        wish = MergeWish(BO, BO2, "SSO moved")
        return await metrics.merge_members(session, desk.workspace_id, wish, by=By.OPERATOR, now=desk.now)


async def test_a_plan_follows_its_person_to_another_account(anywhere: Desk) -> None:
    plan_id = await anywhere.published()
    await noted(anywhere, plan_id, BO, Kind.CHECKIN, "swift-lynx")
    await anywhere.cast.sync(account(BO2, "Bo Lindgren"), now=anywhere.now)
    done = await merged(anywhere)
    assert done.is_done
    assert not [each for each in done.rows if each.startswith("plan")], "whoever merges does not learn of it"
    told = await copy(anywhere, BO2)
    assert len(told["plans"]) == 1
    assert "swift-lynx" in repr(told["plan_notes"])
    assert (await anywhere.does(BO2, service.own_plan)).plan.key == plan_id


async def test_two_plans_that_run_do_not_become_one(anywhere: Desk) -> None:
    await anywhere.published()
    await anywhere.cast.sync(account(BO2, "Bo Lindgren"), now=anywhere.now)
    await anywhere.cast.report_to(BO2, ANA)
    assert (await anywhere.cast.load(f"member,team,manager,role,channel,lead\n{BO2},Growth,{ANA},,,\n")).problems == []
    second = await anywhere.draft(BO2)
    with pytest.raises(Rejected, match="people-merge-two-open"):
        await merged(anywhere)
    await anywhere.does(ANA, service.drop, second, "Both are one")
    assert (await anywhere.cast.member(BO)).merged_into is None


def test_states_of_plans_that_cannot_be_two_are_the_same_everywhere() -> None:
    assert WITHOUT_OUTCOME == RUNNING
