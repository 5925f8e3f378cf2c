"""Bo asks to be forgotten, Eve agrees, and nothing of him is left but his part of his team's figures."""

import asyncio
from collections.abc import AsyncIterator, Collection
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url, text
from sqlmodel import SQLModel, col, select

from bot.db.sealing.column import Sealed, SealedBytes
from bot.features.people import service as people
from bot.features.people.models import Leadership, Membership, Reporting, RoleGrant
from bot.features.people.service.erased import readmit
from bot.features.privacy import service as privacy
from bot.features.privacy.models import APPROVED, DECLINED, DONE, OPEN, WITHDRAWN, ErasureRequest
from bot.features.scorecards.models import TeamCard
from bot.sandbox.messages import Message
from tests.databases import is_postgres
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, GROWTH_CHANNEL, Office
from tests.scenarios.audited import closed_october, log_of, say, shown, verified, words
from tests.scenarios.test_own_rights import exported

TEXTS = ("NOTE-kiwi", "REASON-kiwi", "GOAL-kiwi", "WHY-kiwi", "ROLE-kiwi")
TRACES = ("Lindgren", "U0BO", "bo@example.com", *TEXTS)


@pytest.fixture(autouse=True)
def beside_twins() -> None:
    """Not here: their Bo has the same name and would be found for ours."""


@pytest.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with closed_october(database_url) as opened:
        await opened.settle()
        yield opened


async def bo_writes(at: Office) -> None:
    await say(at, BO, f"/checkin leads 44 {TEXTS[0]}")
    await say(at, BO, f"/checkin fix leads 45 {TEXTS[1]}")
    await say(at, BO, "/perf away 2026-12-01..2026-12-02 sick")
    await at.person(BO).command("/checkin")
    view = at.person(BO).view
    goal = next(each["block_id"] for each in view.blocks if "goal" in str(each.get("block_id")))
    assert (await at.person(BO).submit(view, {goal: TEXTS[2]})).ok
    eve = at.person(EVE)
    await eve.command("/perf people")
    async with at.parts.database.write() as session:
        who = await people.reader(session, at.parts.workspace_id, EVE)
        wish = people.PersonWish(BO, ANA, frozenset({"lead"}), None, reason=f"{TEXTS[4]} Lindgren")
        await people.save_person(session, who, wish, now=at.clock.now())


async def asked_by(at: Office, user: str, reason: str = TEXTS[3]) -> Message:
    """The message that Eve gets."""
    await say(at, user, "/perf forget me")
    assert (await at.person(user).submit(values={"reason": reason})).ok
    await at.settle()
    return at.person(EVE).messages()[-1]


async def approved(at: Office, message: Message) -> str:
    await at.person(EVE).click(message, "privacy.approve")
    return words(at.person(EVE).messages()[-1].blocks)


async def erased(at: Office) -> None:
    await at.settle()
    await at.move_by(timedelta(minutes=3))
    assert await at.parts.upkeep.erase()


async def found(at: Office, traces: Collection[str] = TRACES) -> set[str]:
    """What of Bo's is anywhere in the database: in the raw files, in any column of any table, or sealed."""
    return in_the_raw(at, traces) | await sealed(at, traces)


async def sealed(at: Office, traces: Collection[str] = TRACES) -> set[str]:
    kinds = (Sealed, SealedBytes)
    columns = [each for table in SQLModel.metadata.sorted_tables for each in table.c if isinstance(each.type, kinds)]
    assert columns
    async with at.parts.database.read() as session:
        texts = [str((await session.exec(select(each))).all()) for each in columns]
    return {each for each in traces if each in "".join(texts)}


def in_the_raw(at: Office, traces: Collection[str] = TRACES) -> set[str]:
    url = at.parts.database.url
    if not is_postgres(url):
        path = str(make_url(url).database)
        raw = b"".join(Path(path + end).read_bytes() for end in ("", "-wal", "-shm") if Path(path + end).exists())
        assert b"Ana Costa" in raw
        return {each for each in traces if each.encode() in raw}
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        rows = [
            str(row)
            for (name,) in names
            for row in connection.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(name))).fetchall()
        ]
    text = "\n".join(rows)
    assert "Ana Costa" in text
    return {each for each in traces if each in text}


async def team_cards(at: Office) -> list[str]:
    async with at.parts.database.read() as session:
        return [
            each.model_dump_json() for each in (await session.exec(select(TeamCard).order_by(col(TeamCard.id)))).all()
        ]


async def test_bo_is_forgotten_and_nothing_of_him_can_be_found(at: Office) -> None:
    await bo_writes(at)
    before, posts = await team_cards(at), at.person(ANA).messages(GROWTH_CHANNEL)
    message = await asked_by(at, BO)
    assert "Bo Lindgren" in words(message.blocks)
    assert TEXTS[3] in words(message.blocks)
    assert await found(at) == set(TRACES)
    assert not in_the_raw(at) & set(TEXTS), "what he wrote is sealed"
    assert "Approved" in await approved(at, message)
    assert "not" in str((await at.person(BO).command("/scorecard")).message), "he is no member any more"
    await erased(at)
    assert "this is the last message" in words(at.person(BO).messages()[-1].blocks)
    assert await found(at) == set()
    assert await team_cards(at) == before
    assert at.person(ANA).messages(GROWTH_CHANNEL) == posts
    assert not (await verified(at)).findings
    assert (await log_of(at))[-1].action == "member.erased"
    assert await at.parts.upkeep.sync_members()
    assert await found(at) == set(), "the next sync does not bring him back"
    async with at.parts.database.read() as session:
        (request,) = (await session.exec(select(ErasureRequest))).all()
    assert request.state == DONE
    assert "Former member" in await say(at, EVE, "/perf admin audit")


async def test_an_operator_lets_him_in_again_as_somebody_new(at: Office) -> None:
    async with at.parts.database.read() as session:
        old = await people.reader(session, at.parts.workspace_id, BO)
    await approved(at, await asked_by(at, BO))
    await erased(at)
    async with at.parts.database.write() as session:
        assert not await readmit(session, at.parts.workspace_id, DEE)
        assert await readmit(session, at.parts.workspace_id, BO)
    assert await at.parts.upkeep.sync_members()
    async with at.parts.database.read() as session:
        new = await people.reader(session, at.parts.workspace_id, BO)
        assert await people.team_of(session, at.parts.workspace_id, new.member_id, on=at.clock.now().date()) is None
    assert new.member_id != old.member_id
    _, told = await exported(at, BO)
    assert told["profile"][0]["name"] == "Bo Lindgren"
    assert not [kind for kind in ("teams", "entries", "cards", "roll_ups", "audit") if told[kind]]


async def test_only_hr_decides_and_only_once(at: Office) -> None:
    message = await asked_by(at, BO)
    for user in (ANA, DEE, CHEN, FINN, BO):
        async with at.parts.database.session() as session:
            who = await people.reader(session, at.parts.workspace_id, user)
            await session.rollback()
        assert not [each for each in at.person(user).messages() if "privacy.approve" in str(each.blocks)]
        await forged(at, who.slack_user)
    await at.settle()
    assert at.person(BO).messages()[-1].ts != message.ts
    denied = [row for row in await log_of(at) if row.action == "access.denied"]
    assert len(denied) == 5
    await at.person(EVE).click(message, "privacy.open_decline")
    window = at.person(EVE).view
    await approved(at, message)
    await at.person(EVE).click(message, "privacy.approve")
    await forged(at, EVE)
    assert "decided or withdrawn already" in str(at.person(EVE).messages())
    await at.person(EVE).submit(window, {"reason": "no"})
    actions = [row.action for row in await log_of(at)]
    assert actions.count("erasure.approved") == 1
    assert "erasure.declined" not in actions


async def forged(at: Office, user: str, *, request: str = "1") -> None:
    """The button under a message that somebody else got, pressed all the same."""
    interactions = at.person(user)._interactions
    element = {"type": "button", "action_id": "privacy.approve", "block_id": "b", "value": request}
    own = at.person(user).messages()[-1]
    await interactions.act_on_message(user, own, element, {})


async def test_several_at_once_decide_once(at: Office) -> None:
    message = await asked_by(at, BO)
    await at.person(EVE).click(message, "privacy.open_decline")
    await say(at, BO, "/perf forget me")
    eve, bo = at.person(EVE), at.person(BO)
    await asyncio.gather(
        eve.click(message, "privacy.approve"),
        forged(at, EVE),
        eve.submit(values={"reason": "no"}),
        bo.click(bo.view, "privacy.withdraw"),
    )
    decided = {"erasure.approved", "erasure.declined", "erasure.withdrawn"}
    assert len([row for row in await log_of(at) if row.action in decided]) == 1
    async with at.parts.database.read() as session:
        (request,) = (await session.exec(select(ErasureRequest))).all()
        (member,) = (await people.members_by_id(session, request.workspace_id, [request.member_id])).values()
    assert request.state in {APPROVED, DECLINED, WITHDRAWN}
    assert member.is_active is (request.state != APPROVED)


async def test_hr_does_not_decide_about_itself(at: Office) -> None:
    await asked_by(at, CHEN)
    await say(at, EVE, "/perf forget me")
    await at.person(EVE).submit(values={"reason": ""})
    await at.settle()
    assert "privacy.approve" in str(at.person(ANA).messages()[-1].blocks), "where nobody else is HR, an administrator"
    await forged(at, EVE, request="2")
    assert [row.action for row in await log_of(at)].count("access.denied") == 1


async def test_chen_is_declined_kindly_withdraws_and_asks_again(at: Office) -> None:
    message = await asked_by(at, CHEN, "我要离职了")
    assert "我要离职了" in words(message.blocks)
    assert "仍在处理中" in await refused(at, CHEN)
    await say(at, CHEN, "/perf 删除 本人")
    await at.person(CHEN).click(at.person(CHEN).view, "privacy.withdraw")
    assert "已撤回" in shown(at.person(CHEN))
    await at.person(EVE).click(message, "privacy.approve")
    assert "decided or withdrawn already" in words(at.person(EVE).messages()[-1].blocks)
    await at.move_by(timedelta(minutes=1))
    message = await asked_by(at, CHEN)
    await at.person(EVE).click(message, "privacy.open_decline")
    assert (await at.person(EVE).submit(values={"reason": "Tax law asks us to keep October"})).ok
    await at.settle()
    told = words(at.person(CHEN).messages()[-1].blocks)
    assert "Tax law asks us to keep October" in told
    assert "HR 决定暂不删除" in told
    await at.move_by(timedelta(minutes=5))
    await at.parts.upkeep.erase()
    assert await say(at, CHEN, "/scorecard")


async def refused(at: Office, user: str) -> str:
    """A second request, by a form that was open already."""
    view = at.person(user)
    await view.command("/perf forget me")
    async with at.parts.database.write() as session:
        from bot.errors import Rejected
        from bot.i18n.translator import translator
        from bot.turn import Turn

        who = await people.reader(session, at.parts.workspace_id, user)
        try:
            await privacy.ask_to_be_forgotten(Turn(who, at.clock.now(), session), "")
        except Rejected as rejected:
            return translator(who.language)(rejected.key)
    return ""


async def test_a_lead_leaves_a_team_that_needs_another(at: Office) -> None:
    message = await asked_by(at, DEE)
    assert "no lead now: Brand" in await approved(at, message)


async def test_what_was_planned_with_bo_does_not_happen(at: Office) -> None:
    later, now = at.clock.now().date() + timedelta(days=10), at.clock.now()
    async with at.parts.database.write() as session:
        eve, bo = [await people.reader(session, at.parts.workspace_id, user) for user in (EVE, BO)]
        for person, manager in ((CHEN, BO), (BO, DEE)):
            wish = people.PersonWish(person, manager, frozenset(), None, first_on=later)
            await people.save_person(session, eve, wish, now=now)
        (brand,) = [each for each in await people.teams(session, eve.workspace_id) if each.name == "Brand"]
        team = people.TeamWish(brand.key, brand.name, brand.channel, None, BO, (DEE, BO), first_on=later)
        await people.save_team(session, eve, team, now=now)
    assert "no lead now: Brand" in await approved(at, await asked_by(at, BO))
    async with at.parts.database.read() as session:
        for table in (Membership, Leadership, Reporting):
            whose = [table.member_id, *([table.manager_id] if table is Reporting else [])]
            for column in whose:
                rows = (await session.exec(select(table).where(column == bo.member_id))).all()
                assert not [row for row in rows if row.last_on is None or row.last_on >= now.date()]


async def test_nobody_brings_his_id_back_into_the_log(at: Office) -> None:
    eve, bo = at.person(EVE), at.person(BO)
    await approved(at, await asked_by(at, BO))
    await erased(at)
    await eve.command("/perf people")
    assert not (await eve.click(eve.view, "people.open_person", value=BO)).error
    await bo.open_home()
    await bo.command("/checkin")
    await say(at, EVE, f"/scorecard <@{BO}>")
    await at.settle()
    assert (await log_of(at))[-1].action == "access.denied"
    assert await found(at, ("U0BO",)) == set()


async def test_whoever_comes_to_decide_hears_of_what_is_still_open(at: Office) -> None:
    """Eve has left since: her button is nobody's."""
    message = await asked_by(at, BO)
    async with at.parts.database.write() as session:
        eve = await people.reader(session, at.parts.workspace_id, EVE)
        for user, role in ((DEE, frozenset({"hr"})), (ANA, frozenset({"admin"}))):
            wish = people.PersonWish(user, None, role, None, reason="new")
            await people.save_person(session, eve, wish, now=at.clock.now())
        (member,) = (await people.members_by_id(session, eve.workspace_id, [eve.member_id])).values()
        member.is_active = False
        session.add(member)
    for _ in range(2):
        await at.parts.upkeep.erase()
        await at.settle()
    told = [each for each in at.person(DEE).messages() if "privacy.approve" in str(each.blocks)]
    assert len(told) == 1
    assert words(told[0].blocks) == words(message.blocks)
    for user in (ANA, CHEN, BO):
        assert "privacy.approve" not in str([each.blocks for each in at.person(user).messages()])
    await at.person(DEE).click(told[0], "privacy.approve")
    assert (await log_of(at))[-1].action == "erasure.approved"


async def test_what_a_decider_wrote_goes_with_them(at: Office) -> None:
    message = await asked_by(at, CHEN)
    await at.person(EVE).click(message, "privacy.open_decline")
    assert (await at.person(EVE).submit(values={"reason": "DECLINED-kiwi"})).ok
    await asked_by_hr(at)
    await at.parts.upkeep.erase()
    await erased(at)
    assert await found(at, ("DECLINED-kiwi", "U0EVE", "Eve Moreau")) == set()


async def asked_by_hr(at: Office) -> None:
    """Nobody else is HR: an administrator decides."""
    await say(at, EVE, "/perf forget me")
    await at.person(EVE).submit(values={"reason": ""})
    await at.settle()
    await at.person(ANA).click(at.person(ANA).messages()[-1], "privacy.approve")


async def test_a_reason_that_nobody_can_read_any_more_keeps_nobody_from_being_forgotten(at: Office) -> None:
    message = await asked_by(at, BO)
    await approved(at, message)
    await asked_by(at, CHEN)
    async with at.parts.database.write() as session:
        lost = text("UPDATE erasure_request SET reason = :lost").bindparams(lost="evenhand1:00000000:lost")
        await (await session.connection()).execute(lost)
    await at.settle()
    await at.move_by(timedelta(minutes=3))
    assert await at.parts.upkeep.erase()
    assert in_the_raw(at, ("Bo Lindgren",)) == set()
    async with at.parts.database.read() as session:
        states = (await session.exec(select(ErasureRequest.state).order_by(col(ErasureRequest.id)))).all()
    assert states == [DONE, OPEN]


async def test_whoever_has_lost_the_right_does_not_hear_why(at: Office) -> None:
    """It was taken between Bo's request and the message about it."""
    await say(at, BO, "/perf forget me")
    assert (await at.person(BO).submit(values={"reason": TEXTS[3]})).ok
    async with at.parts.database.write() as session:
        ana = await people.reader(session, at.parts.workspace_id, ANA)
        held = select(RoleGrant).where(RoleGrant.workspace_id == ana.workspace_id, RoleGrant.role == "hr")
        for grant in (await session.exec(held)).all():
            grant.revoked_at = at.clock.now()
            session.add(grant)
    await at.settle()
    assert TEXTS[3] not in str(at.person(EVE).messages())
