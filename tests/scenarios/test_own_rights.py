"""Everybody gets a copy of what is stored about them, and of nobody else."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.features.people import service as people
from bot.features.people.models import Member
from bot.sandbox.messages import Message
from tests.office import ANA, BO, CHEN, DEE, EVE, Office
from tests.scenarios.audited import closed_october, log_of, say

OTHERS = ("Dee Walsh", "Finn Berg", "Hana Sato", "U0DEE", "U0CHEN", "chen@example.com", "ana@example.com", "陈琳")
SECRET = 'a <b>note</b> & "quotes"'


@pytest.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with closed_october(database_url) as opened:
        yield opened


def files_sent_to(at: Office, user: str) -> list[Message]:
    return [each for each in at.person(user).messages() if each.files]


def opened(at: Office, message: Message) -> tuple[str, dict[str, Any]]:
    """The page and the JSON of the archive."""
    (file,) = message.files
    stored = at.sandbox.core.files.find(str(file["id"]))
    assert stored
    assert stored.content
    with zipfile.ZipFile(io.BytesIO(stored.content)) as archive:
        page, plain = sorted(archive.namelist())
        return archive.read(page).decode(), json.loads(archive.read(plain))


async def exported(at: Office, user: str, line: str = "/perf export me") -> tuple[str, dict[str, Any]]:
    await say(at, user, line)
    await at.settle()
    return opened(at, files_sent_to(at, user)[-1])


async def test_bo_gets_all_of_his_own_and_nothing_of_others(at: Office) -> None:
    await say(at, BO, f"/checkin leads 44 {SECRET}")
    await say(at, BO, "/checkin fix leads 45 counted twice")
    await say(at, BO, "/perf away 2026-12-01..2026-12-02 sick")
    await say(at, CHEN, "/checkin leads 7 陈的备注")
    await say(at, ANA, f"/scorecard <@{BO}>")
    page, told = await exported(at, BO)
    assert told["profile"][0] | {"name": "Bo Lindgren", "email": "bo@example.com"} == told["profile"][0]
    assert [(each["value"], each["note"], each["reason"]) for each in told["entries"]][-2:] == [
        ("44", SECRET, None),
        ("45", None, "counted twice"),
    ]
    assert [each["manager"] for each in told["managers"]] == ["Ana Costa"]
    assert [(each["kind"], each["last_on"]) for each in told["absences"]] == [("sick", "2026-12-02")]
    (card,) = told["cards"]
    assert {line["metric"] for line in told["card_lines"]} == {line["metric"] for line in card["receipt"]["metrics"]}
    assert ("card.read", "Ana Costa") in [(each["action"], each["by"]) for each in told["audit"]]
    assert "scorecards.card" in {each["kind"] for each in told["deliveries"]}
    assert told["roll_ups"]
    for text in (page, json.dumps(told, ensure_ascii=False)):
        assert not [name for name in OTHERS if name in text]
        assert "陈的备注" not in text
    assert "&lt;b&gt;note&lt;/b&gt; &amp; &#34;quotes&#34;" in page
    assert "<b>" not in page
    assert "Figures, with every correction" in page


async def test_chen_reads_it_in_chinese_and_in_her_own_time(at: Office) -> None:
    await say(at, CHEN, "/checkin leads 7 陈的备注")
    page, told = await exported(at, CHEN, "/perf 导出 本人")
    assert "陈的备注" in page
    assert "填报数据（含所有更正）" in page
    assert "2026年11月18日 17:00" in page, "nine in London, in Shanghai"
    assert told["entries"][-1]["entered_at"].startswith("2026-11-18T09:00")
    assert "Bo Lindgren" not in page
    assert "持平" in files_sent_to(at, CHEN)[-1].files[0]["title"]


async def test_one_copy_a_day_and_the_log_knows_who_asked(at: Office) -> None:
    await exported(at, BO)
    before = [row.action for row in await log_of(at)]
    assert "You can ask for another one tomorrow" in await say(at, BO, "/perf export")
    await at.settle()
    assert len(files_sent_to(at, BO)) == 1
    assert [row.action for row in await log_of(at)] == before
    assert before.count("own_data.exported") == 1
    await exported(at, CHEN)
    await at.move_by(timedelta(days=1))
    await exported(at, BO)
    assert len(files_sent_to(at, BO)) == 2


async def test_what_is_kept_of_an_account_from_before_is_his_too(at: Office) -> None:
    async with at.parts.database.write() as session:
        bo = await people.reader(session, at.parts.workspace_id, BO)
        ids = {"workspace_id": bo.workspace_id, "slack_user": "U0BOOLD", "name": "Bo Before"}
        session.add(Member(**ids, zone="UTC", locale="en", is_active=False, merged_into=bo.member_id))
    page, told = await exported(at, BO)
    assert [each["slack_user"] for each in told["profile"]] == [BO, "U0BOOLD"]
    assert "Bo Before" in page
    assert "Bo Before" not in str(await exported(at, CHEN))


async def test_home_has_a_button_for_it(at: Office) -> None:
    bo = at.person(BO)
    home = await bo.open_home()
    assert home
    await bo.click(home, "privacy.export")
    await at.settle()
    page, _ = opened(at, files_sent_to(at, BO)[-1])
    assert "Bo Lindgren" in page


@pytest.mark.parametrize("user", [ANA, DEE, EVE])
async def test_nobody_gets_a_copy_about_somebody_else(at: Office, user: str) -> None:
    answer = await say(at, user, f"/perf export <@{BO}>")
    assert "your own data only" in answer
    await at.settle()
    assert not files_sent_to(at, user)
    assert "own_data.exported" not in [row.action for row in await log_of(at)]
