"""Who asks what there is to do gets their own answer first, and costs the database nothing the second time."""

from collections.abc import AsyncIterator

import pytest
from sqlmodel import col, select

from bot.features.people import service as people
from bot.slack.seen.models import SeenRequest
from tests.office import ANA, BO, CHEN, EVE, MEMBERS_CSV, Office, office


@pytest.fixture
async def growth(database_url: str) -> AsyncIterator[Office]:
    async with office(database_url) as at:
        async with at.parts.database.write() as session:
            rows, unread = people.read_member_rows(MEMBERS_CSV)
            day = at.clock.now().date()
            assert not (await people.import_rows(session, at.parts.workspace_id, rows, unread, day)).problems
        yield at


async def said(at: Office, user: str, line: str) -> str:
    done = await at.person(user).command(line)
    assert done.message, line
    return str([block.get("text") for block in done.message.blocks])


async def test_help_begins_with_what_somebody_has_to_do(growth: Office) -> None:
    assert "*Your people*" in await said(growth, ANA, "/perf help")
    bo, hr, chinese = [await said(growth, each, "/perf") for each in (BO, EVE, CHEN)]
    assert "*The month, for HR*" in hr
    assert "*Every day*" in bo
    assert "*每天*" in chinese
    for others in ("Your people", "for HR", "Setting up", "Auditing"):
        assert others not in bo
    async with growth.parts.database.read() as session:
        kept = (
            await session.exec(select(SeenRequest.unique_key).where(col(SeenRequest.unique_key).startswith("trigger:")))
        ).all()
        assert not kept, "nothing is kept for it"


async def test_help_about_one_thing_and_typos(growth: Office) -> None:
    assert "/scorecard why" in await said(growth, BO, "/perf help card")
    assert await said(growth, BO, "/perf card help") == await said(growth, BO, "/scorecard help")
    assert await said(growth, CHEN, "/perf help 绩效卡") == await said(growth, CHEN, "/scorecard help")
    assert "campaign" in await said(growth, BO, "/perf help all")
    assert "Did you mean `talk`" in await said(growth, BO, "/perf help tallk")
    assert "topic" in await said(growth, BO, "/perf help qqqqqqq")
