"""Guests and bots never become members: not by Slack's list, page by page, and not by its news."""

from bot.features.people import repository
from bot.sandbox.people import PersonSpec
from bot.slack.client import PAGE_SIZE
from tests.office import ANA, BERLIN, BO, GUS, Office, office

KINDS = ({}, {"is_restricted": True}, {"is_bot": True}, {"deleted": True})
"""In turn: a member, a guest, a bot, somebody who left."""
TEMP = "U0TEMP"


async def active(at: Office) -> set[str]:
    async with at.parts.database.read() as session:
        found = await repository.members(session, at.parts.workspace_id)
    return {member.slack_user for member in found if member.is_active}


async def test_of_a_list_of_many_pages_only_people_become_members(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:
        before = await active(at)
        total = PAGE_SIZE * 2 + 3
        for number in range(total):
            marks = KINDS[number % len(KINDS)]
            at.sandbox.core.workspace.people[f"U0N{number}"] = PersonSpec(
                id=f"U0N{number}", name=f"n{number}", real_name=f"N {number}", email="", tz=BERLIN, **marks
            )
        at.sandbox.call_log.clear()
        assert await at.parts.upkeep.sync_members()
        assert sum(call.method == "users.list" for call in at.sandbox.call_log) == 3
        assert await active(at) - before == {f"U0N{number}" for number in range(0, total, len(KINDS))}
        assert GUS not in await active(at)


async def test_news_of_accounts_make_members_of_people_only(sqlite_url: str) -> None:
    async with office(sqlite_url) as at:

        async def news(**marks: bool) -> bool:
            at.sandbox.change_person(TEMP, **marks)
            await at.sandbox.settle()
            return TEMP in await active(at)

        for marks in ({"is_restricted": True}, {"is_bot": True}):
            joined = PersonSpec(id=TEMP, name="temp", real_name="Temp", email="", tz=BERLIN, **marks)
            at.sandbox.add_person(joined)
            await at.sandbox.settle()
            assert TEMP not in await active(at)
        assert not await news(is_bot=False, is_restricted=True), "a guest"
        assert await news(is_restricted=False), "who becomes a full member"
        assert not await news(is_restricted=True), "and a guest again"
        assert await news(is_restricted=False)
        assert not await news(is_bot=True), "no person after all"
        refused = await at.person(TEMP).command("/perf people")
        assert "not on Evenhand’s list of members" in str(refused)
        assert {ANA, BO} <= await active(at)
