"""Ana opens a campaign with people of two teams: who is told, who sees it, who rates whom because of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import select

from bot.features.campaigns.models import Campaign, CampaignMember
from bot.features.people import service as people
from bot.features.schemes.service import assign
from tests.office import ANA, BO, CHEN, DEE, EVE, FINN, HANA, MEMBERS_CSV, Office, office
from tests.scenarios.audited import log_of, say, shown, words
from tests.scenarios.reviewing import asked, close_windows

START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
OPENING = datetime(2026, 12, 25, 6, 0, tzinfo=UTC)
"""The calendar opens a cycle by itself."""
LAUNCH = "Autumn <!channel> quartz-otter"
SHOWN = "Autumn &lt;!channel&gt; quartz-otter"
REFUSED = "There is nobody here that you may look at"


@asynccontextmanager
async def seated(database_url: str) -> AsyncIterator[Office]:
    """Two teams of three who have nothing in common but their leads' rank."""
    async with office(database_url, start=START) as at:
        async with at.parts.database.write() as session:
            rows, unread = people.read_member_rows(MEMBERS_CSV)
            await people.import_rows(session, at.parts.workspace_id, rows, unread, START.date())
            for team in await people.teams(session, at.parts.workspace_id):
                await assign(session, at.parts.workspace_id, team.key, "integrated_team", now=START)
        assert await at.parts.upkeep.keep_schedules()
        yield at


@pytest.fixture
async def at(sqlite_url: str) -> AsyncIterator[Office]:
    async with seated(sqlite_url) as opened:
        yield opened


async def open_launch(at: Office, *members: str, by: str = ANA, **more: str) -> str:
    """What the lead is shown."""
    person = at.person(by)
    done = await person.command(f"/perf campaign {LAUNCH}")
    assert done.ok, done.error
    sent = await person.submit(values={"members": list(members), "first_on": "2026-12-01", **more})
    assert sent.ok, sent
    await at.settle()
    return shown(person)


def told(at: Office, user: str) -> list[str]:
    return [words(each.blocks) for each in at.person(user).messages() if "quartz-otter" in each.text]


async def open_one(at: Office, user: str) -> str:
    await close_windows(at.person(user))
    await say(at, user, "/perf campaigns")
    await at.person(user).click(at.person(user).view, "campaigns.open_one")
    return shown(at.person(user))


async def rows(at: Office, table: Any) -> list[Any]:
    async with at.parts.database.read() as session:
        return list((await session.exec(select(table).where(table.workspace_id == at.parts.workspace_id))).all())


async def test_people_of_two_teams_are_told_and_rate_each_other(database_url: str) -> None:
    async with seated(database_url) as at:
        assert f"✓ *{SHOWN}* is open for 3 people" in await open_launch(at, BO, CHEN, DEE)
        assert f"*Ana Costa* has put you into the campaign *{SHOWN}*" in told(at, BO)[0]
        assert "may be asked to rate each other" in told(at, BO)[0]
        assert f"把您加入了营销活动 *{SHOWN}*" in told(at, CHEN)[0]
        assert [len(told(at, user)) for user in (BO, CHEN, DEE)] == [1, 1, 1]
        assert [told(at, user) for user in (ANA, EVE, FINN, HANA)] == [[]] * 4

        await at.person(DEE).click(at.person(DEE).messages()[-1], "campaigns.open_one")
        seen = shown(at.person(DEE))
        assert "Who is in it: Bo Lindgren" in seen
        assert "campaigns.leave" in seen
        assert "campaigns.end" not in seen

        await at.move_to(OPENING)
        assert BO in await asked(at, DEE), "whom she knows from the campaign alone"
        assert DEE in await asked(at, BO)
        assert not {BO, CHEN} & {*await asked(at, FINN), *await asked(at, HANA)}, "who were not in it"

        ana = at.person(ANA)
        assert "campaigns.end" in await open_one(at, ANA)
        await ana.click(ana.view, "campaigns.end")
        assert "ended on Dec 25, 2026" in shown(ana)
        await ana.click(ana.view, "retrospectives.open_from")
        assert "quartz-otter" in shown(ana)
        sent = await ana.submit(values={"closes_on": "2026-12-31"})
        assert sent.ok, sent
        assert "is open for 3 people" in shown(ana)

        logged = [row for row in await log_of(at) if row.action.startswith("campaign")]
        assert [row.action for row in logged] == ["campaign.opened", "campaign.ended"]
        assert "quartz-otter" not in str([row.details for row in logged])
        assert "quartz-otter" not in at.watch.log.getvalue()


async def test_a_form_that_is_sent_twice_opens_one(at: Office) -> None:
    ana = at.person(ANA)
    await ana.command(f"/perf campaign {LAUNCH}")
    values = {"members": [BO, DEE], "first_on": "2026-12-01"}
    await asyncio.gather(*(ana.submit(ana.view, values) for _ in range(2)))
    await at.settle()
    assert len(await rows(at, Campaign)) == 1
    assert len(await rows(at, CampaignMember)) == 2
    assert len(told(at, BO)) == 1


async def test_wrong_forms_are_refused_beside_the_field(at: Office) -> None:
    ana, good = at.person(ANA), {"members": [BO, DEE], "first_on": "2026-12-01"}
    await ana.command("/perf campaign")
    await ana.click(ana.view, "campaigns.open_new")
    for wrong, field, said in (
        ({"name": "x", "members": [ANA]}, "members", "for 2 to 40 people; you picked 1"),
        ({"name": "x", "first_on": "2025-12-01"}, "first_on", "at most a month ago"),
        ({"name": "x", "last_on": "2026-11-30"}, "last_on", "not before the first one"),
        ({"name": "x", "kind": "partnership", "last_on": "2026-12-30"}, "last_on", "until it is ended"),
        ({"name": "x", "kind": "partnership", "members": [BO, CHEN]}, "members", "All of these are in one team"),
    ):
        sent = await ana.submit(values=good | {"last_on": None, "kind": "campaign"} | wrong)
        assert said in sent.errors[field]
    assert await rows(at, Campaign) == []


async def test_outsiders_see_nothing_managers_what_their_people_are_in_and_hr_all(at: Office) -> None:
    """Dee opens it with Bo, who reports to Ana; Finn and Hana are in her team, and not in it."""
    await open_launch(at, BO, DEE, by=DEE, kind="partnership")
    for user in (FINN, HANA):
        seen = await say(at, user, "/perf campaigns")
        assert "You are in no campaign" in seen
        assert "quartz-otter" not in seen
        assert REFUSED in await say(at, user, f"/perf campaigns <@{BO}>")
        assert REFUSED in await say(at, user, "/perf campaigns @nobody")
    assert "Leads of teams and HR open campaigns" in await say(at, FINN, "/perf campaign Mine")
    assert "quartz-otter" not in await say(at, ANA, "/perf campaigns")
    await close_windows(at.person(ANA))
    assert SHOWN in await say(at, ANA, f"/perf campaigns <@{BO}>")
    await at.person(ANA).click(at.person(ANA).view, "campaigns.open_one")
    seen = shown(at.person(ANA))
    assert "Who is in it: Bo Lindgren, Dee Walsh" in seen
    assert "campaigns.open_change" not in seen
    assert "campaigns.open_change" in await open_one(at, EVE)
    assert REFUSED in await say(at, HANA, f"/perf campaigns <@{DEE}>"), "nobody asks about their lead"
    home = await at.person(DEE).open_home()
    assert home is not None
    await at.person(DEE).click(home, "campaigns.open_list")
    assert SHOWN in shown(at.person(DEE))


async def test_bo_does_not_work_on_it_and_ana_puts_finn_in_instead(at: Office) -> None:
    await open_launch(at, BO, CHEN, DEE)
    await open_one(at, BO)
    bo, ana = at.person(BO), at.person(ANA)
    await bo.click(bo.view, "campaigns.leave")
    await at.settle()
    assert "You are in no campaign" in shown(bo)
    assert f"*Bo Lindgren* has left *{SHOWN}*" in told(at, ANA)[0]
    assert "said that they do not work on it: Bo Lindgren" in await open_one(at, ANA)
    await ana.click(ana.view, "campaigns.open_change")
    sent = await ana.submit(values={"members": [CHEN, DEE, FINN], "name": f"{LAUNCH} 2"})
    assert sent.ok, sent
    await at.settle()
    assert "Who is in it: Dee Walsh, Finn Berg, 陈琳" in shown(ana)
    assert [len(told(at, user)) for user in (BO, CHEN, DEE, FINN)] == [1, 1, 1, 1], "once each"
    at.sandbox.change_person(FINN, deleted=True)
    await at.sandbox.settle()
    assert "Who is in it: Dee Walsh, 陈琳" in await open_one(at, ANA), "who has left leaves it"
    await at.move_to(OPENING)
    assert BO not in await asked(at, DEE)
