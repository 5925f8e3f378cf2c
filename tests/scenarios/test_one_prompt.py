"""The last working day of the year: figures, ratings, the own report and an action are due, and everybody gets one
message, at five by their own clock, which follows what they do."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from bot.delivery.models import Delivery
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.retrospectives.models import RetroAction, Retrospective
from bot.sandbox.messages import Message
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, Office
from tests.scenarios.audited import say, words
from tests.scenarios.reviewing import EVERYBODY, close_windows, rate, rating_office, who

NIGHT = datetime(2026, 12, 31, 1, 0, tzinfo=UTC)
FIVE_IN_SHANGHAI, FIVE_IN_BERLIN = datetime(2026, 12, 31, 9, 0, tzinfo=UTC), datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
TO_DO = "Write down <how we brief>"
NAMES = ("Ana", "Bo", "陈琳", "Dee", "Finn", "Hana", "Lindgren", "brief")


@pytest.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with rating_office(database_url) as opened:
        async with opened.parts.database.write() as session:
            ours = col(Member.workspace_id) == opened.parts.workspace_id
            await session.exec(update(Member).where(ours).values(prompt_minute=None))
        for user in (BO, CHEN):
            await give(opened, user)
        await say(opened, DEE, "/perf away 2026-12-31 vacation")
        await say(opened, FINN, "/perf quiet 16:30-8:00")
        await say(opened, HANA, "/perf pause 2027-01-04")
        opened.clock.move_to(NIGHT)
        assert await opened.parts.upkeep.keep_schedules()
        await opened.settle()
        yield opened


async def give(at: Office, user: str) -> None:
    """Something that a retrospective of November has left to do until today."""
    async with at.parts.database.write() as session:
        ids = {"workspace_id": at.parts.workspace_id}
        lead, owner = [await people.find_member(session, at.parts.workspace_id, each) for each in (ANA, user)]
        team = await people.team_of(session, at.parts.workspace_id, lead.key, on=date(2026, 12, 24))
        assert team
        days = {"opened_on": date(2026, 11, 20), "closes_on": date(2026, 11, 27)}
        row = Retrospective(**ids, lead_id=lead.key, team_id=team.key, title="Launch", state="closed", **days)
        session.add(row)
        await session.flush()
        given = {"given_on": date(2026, 11, 30), "due_on": date(2026, 12, 31), "reminders": 1}
        action = {"retrospective_id": row.key, "owner_id": owner.key, "added_by": lead.key, "text": TO_DO}
        session.add(RetroAction(**ids, **action, **given))


def prompts(at: Office, user: str) -> list[Message]:
    """Whatever asks somebody for something today."""
    told = [each for each in at.person(user).messages() if not each.is_ephemeral]
    return [each for each in told if each.metadata and "prompt:" in str(each.metadata["event_payload"]["key"])]


def answered(at: Office, user: str) -> str:
    return [each for each in at.person(user).messages() if each.is_ephemeral][-1].text


def stands(at: Office, user: str) -> str:
    return words(prompts(at, user)[-1].blocks)


async def test_one_message_asks_for_everything_and_follows(at: Office) -> None:
    await at.move_to(FIVE_IN_SHANGHAI)
    chen_reads_hers(at)
    assert [user for user in EVERYBODY if prompts(at, user)] == [CHEN], "five o'clock is later in Berlin"
    await at.move_to(FIVE_IN_BERLIN - timedelta(minutes=45))
    assert [user for user in EVERYBODY if prompts(at, user)] == [CHEN, FINN], "Finn wants quiet from half past four on"
    await at.move_to(FIVE_IN_BERLIN)
    await at.settle()
    assert {user: len(prompts(at, user)) for user in (*EVERYBODY, EVE)} == {
        **dict.fromkeys((ANA, BO, CHEN, FINN), 1),
        **dict.fromkeys((DEE, HANA, EVE), 0),
    }, "Dee is away, Hana has paused, and nobody asks Eve"
    bo_reads_his(at)
    count = len(at.person(BO).messages())
    await bo_does_one_thing_after_the_other(at)
    assert len([each for each in at.person(BO).messages() if not each.is_ephemeral]) == count, "nothing else was sent"
    await the_rows_tell_no_more(at)


def bo_reads_his(at: Office) -> None:
    (prompt,) = prompts(at, BO)
    assert "To do today: 17 figures" in prompt.text
    assert "4 people to rate, your report, one thing to do" in prompt.text
    assert not [name for name in NAMES if name in prompt.text], "a locked phone shows numbers"
    content = str(prompt.blocks)
    opened = ("metrics.open_checkin", "reviews.open_next", "appraisals.open_report", "retrospectives.finish")
    assert [content.count(each) for each in opened] == [1, 1, 1, 1]
    assert content.count("prompts.put_off") == 1, "one menu for all of it"
    told = stands(at, BO)
    assert "Thursday’s figures, Bo" in told
    assert "how we brief" in told
    assert not [name for name in ("Ana Costa", "陈琳", "Finn", "Hana") if name in told], "nobody whom he rates"


def chen_reads_hers(at: Office) -> None:
    (prompt,) = prompts(at, CHEN)
    for part in ("今日待办：17 项数据待填报", "位同事待评价", "1 份自评待撰写", "1 项改进行动待跟进"):
        assert part in prompt.text
    for part in ("星期四数据，陈琳", "请您评价", "您的自评", "提醒：您有 1 项改进行动需要跟进", "开始评价"):
        assert part in words(prompt.blocks)


async def bo_does_one_thing_after_the_other(at: Office) -> None:
    """In the order in which he likes it; each is shown as done in the one message."""
    bo, (prompt,) = at.person(BO), prompts(at, BO)
    await bo.click(prompt, "retrospectives.finish", value=None)
    await at.settle()
    assert "✓ Write down" in stands(at, BO)
    await bo.click(prompts(at, BO)[-1], "reviews.open_next")
    while "reviews.rate" in str(bo.view.content.get("callback_id")):
        assert (await rate(at, BO, "4")).ok
    await close_windows(bo)
    assert "That is everybody" in stands(at, BO)
    await bo.click(prompts(at, BO)[-1], "appraisals.open_report")
    assert (await bo.submit(values={"results": "Launched", "shortcomings": "Late", "plan": "Earlier"})).ok
    await close_windows(bo)
    await at.settle()
    assert "you have written all that was asked" in stands(at, BO)
    assert "To do today: 17 figures" in prompts(at, BO)[-1].text
    await bo.command("/checkin tickets 3")
    await at.settle()
    assert "✓ Done at 17:00" in stands(at, BO)
    await bo.click(prompts(at, BO)[-1], "metrics.open_checkin")
    assert (await bo.submit(values=dict.fromkeys(untold(bo.view.blocks), "1"))).ok
    await at.settle()
    assert prompts(at, BO)[-1].text == "✓ All of this is done."
    assert "prompts.put_off" not in str(prompts(at, BO)[-1].blocks)


def untold(blocks: Any) -> list[str]:
    inputs = [each for each in blocks if str(each.get("block_id")).startswith("figure:")]
    return [each["block_id"] for each in inputs if not each["element"].get("initial_value")]


async def the_rows_tell_no_more(at: Office) -> None:
    """Than that he was asked: which parts there were, and nothing about whom or what."""
    async with at.parts.database.read() as session:
        query = select(Delivery).where(col(Delivery.unique_key).contains(f"prompt:{(await who(at, BO)).member_id}:"))
        rows = (await session.exec(query)).all()
    (first, *fresh) = sorted(rows, key=lambda each: each.key)
    assert [each.partition(":")[0] for each in first.payload["parts"]] == ["figures", "ratings", "reports", "actions"]
    assert set(first.payload) == {"on", "at", "parts"}
    assert {tuple(each.payload) for each in fresh} == {("prompt",)}


async def test_put_off_until_the_next_working_day_all_of_it_comes_again(at: Office) -> None:
    """The round of ratings ends today, so that it asks no more, which Bo is told when he chooses."""
    await at.move_to(FIVE_IN_BERLIN)
    await at.person(BO).click(prompts(at, BO)[-1], "prompts.put_off", value="hour|2026-12-31")
    assert answered(at, BO) == "All right: you are asked again on Thu, Dec 31 at 18:00."
    await at.person(BO).click(prompts(at, BO)[-1], "prompts.put_off", value="tomorrow|2026-12-31")
    assert "Some of it can be given until Thu, Dec 31 only" in answered(at, BO)
    await at.settle()
    assert "Put off until Fri, Jan 1 at 09:00" in stands(at, BO)
    assert len(prompts(at, BO)) == 1
    for _hour in range(1, 41):
        await at.move_by(timedelta(hours=1))
    first, second = prompts(at, BO)
    assert "on Fri" not in words(first.blocks)
    assert "Thursday’s figures" in words(second.blocks)
    assert "Friday’s figures" in words(second.blocks)
    content = str(second.blocks)
    assert "appraisals.open_report" in content
    assert "retrospectives.finish" in content
    assert "reviews." not in content


async def test_a_part_whose_turn_is_over_leaves_the_message(at: Office) -> None:
    """Ana rates nobody; the year ends, and what she does then changes a message that asks for no rating any more."""
    await at.move_to(FIVE_IN_BERLIN)
    assert "reviews.open_next" in str(prompts(at, ANA)[-1].blocks)
    await at.move_to(datetime(2027, 1, 1, 8, 0, tzinfo=UTC))
    await at.person(ANA).click(prompts(at, ANA)[-1], "metrics.open_checkin")
    assert (await at.person(ANA).submit(values=dict.fromkeys(untold(at.person(ANA).view.blocks), "1"))).ok
    await at.settle()
    told = stands(at, ANA)
    assert "✓ Done at 09:00" in told
    assert "This is over: nobody is waiting for a rating of yours" in told
    assert "reviews.open_next" not in str(prompts(at, ANA)[-1].blocks)
