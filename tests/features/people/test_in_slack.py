"""Eve from HR looks after people in Slack's own windows, by signed requests; Dee, who may not, forges them."""

from datetime import date

import pytest

from bot.features.people import repository, service
from bot.features.people.models import Member
from bot.sandbox.people import PersonSpec
from bot.sandbox.person import Person
from tests.office import ANA, BERLIN, BO, DEE, EVE, MEMBERS_CSV, Office, office

BO2, DECEMBER = "U0BO2", "2026-12-01"
NEW = PersonSpec(id=BO2, name="bo2", real_name="Bo Lindgren", email="bo@example.com", tz=BERLIN)


async def seated(at: Office) -> Person:
    async with at.parts.database.write() as session:
        rows, unread = service.read_member_rows(MEMBERS_CSV)
        report = await service.import_rows(session, at.parts.workspace_id, rows, unread, at.clock.now().date())
        assert report.problems == []
    return at.person(EVE)


async def member(at: Office, user: str) -> Member:
    async with at.parts.database.read() as session:
        found = await repository.member_by_slack_user(session, at.parts.workspace_id, user)
    assert found
    return found


async def manager_in_december(at: Office, user: str) -> str | None:
    async with at.parts.database.read() as session:
        workspace_id = at.parts.workspace_id
        found = await service.find_member(session, workspace_id, user)
        key = await repository.manager_of(session, workspace_id, found.key, on=date(2026, 12, 1))
        return (await service.member(session, workspace_id, key)).slack_user if key else None


@pytest.mark.parametrize("language", ["en", "zh-CN"])
async def test_hr_plans_enters_leave_and_merges(sqlite_url: str, language: str) -> None:
    async with office(sqlite_url) as at:
        eve = await seated(at)
        assert (await eve.command(f"/perf language {language}")).ok
        assert (await eve.command("/perf people")).ok
        assert (await eve.click(eve.view, "people.open_person", value=BO)).ok
        saved = await eve.submit(values={"manager": DEE, "from": DECEMBER})
        assert not saved.errors
        assert (await manager_in_december(at, BO), await manager_in_december(at, ANA)) == (DEE, None)
        assert (await eve.click(eve.view, "people.call_off")).ok
        assert await manager_in_december(at, BO) == ANA

        assert (await eve.click(eve.view, "people.open_days_away")).ok
        assert not (await eve.submit(values={"first": "2026-12-07", "last": "2026-12-11", "kind": "leave"})).errors
        assert (await at.person(BO).command("/perf away")).ok
        at.sandbox.change_person(BO, deleted=True)
        at.sandbox.add_person(NEW)
        await at.sandbox.settle()

        assert (await eve.click(eve.view, "people.turn_page")).ok
        assert (await eve.click(eve.view, "people.open_arrivals")).ok
        assert "Bo Lindgren" in str(eve.view.blocks)
        assert (await eve.click(eve.view, "people.open_arrivals:other")).ok
        assert (await eve.click(eve.view, "people.open_merge")).ok
        assert not (await eve.submit(values={"new": BO2, "reason": "SSO", "keep": "ask"})).errors
        merged = await member(at, BO)
        assert (merged.merged_into, merged.is_active) == ((await member(at, BO2)).key, False)
        assert (await at.person(BO2).command("/perf away")).ok
        assert "7" in str(at.person(BO2).messages()[-1])


async def test_whoever_may_not_gets_nowhere_with_windows_that_were_open_before(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        eve = await seated(at)
        assert (await eve.command("/perf people")).ok
        assert (await eve.click(eve.view, "people.open_person", value=BO)).ok
        assert (await eve.click(eve.view, "people.open_days_away")).ok
        async with at.parts.database.write() as session:
            await service.import_rows(
                session,
                at.parts.workspace_id,
                service.read_member_rows(f"member,role\n{EVE},member\n")[0],
                [],
                at.clock.now().date(),
                now=at.clock.now(),
            )
        refused = await eve.submit(values={"first": "2026-12-07", "kind": "sick"})
        assert refused.errors, "she was HR when the window opened"
        async with at.parts.database.read() as session:
            away = await repository.absences(session, at.parts.workspace_id, since=at.clock.now().date())
        assert away == []
