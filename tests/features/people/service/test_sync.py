from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.audit.reading import Asked, Found, search
from bot.db.engine import Database
from bot.errors import Refused
from bot.features.people import repository, service
from bot.features.people.service import SyncResult
from bot.slack.links import Links
from tests.features.people.cast import (
    ACCOUNTS,
    ANA,
    BERLIN,
    BO,
    CHEN,
    DEE,
    EVE,
    GUS,
    NOW,
    SHANGHAI,
    SLACK_TEAM,
    TODAY,
    Cast,
    account,
)


async def everybody(cast: Cast) -> dict[str, bool]:
    """Slack id → whether they are active."""
    async with cast.database.read() as session:
        return {member.slack_user: member.is_active for member in await repository.members(session, cast.workspace_id)}


@contextmanager
def statements(cast: Cast) -> Iterator[list[str]]:
    """The SQL that is sent meanwhile; one entry for a whole batch."""
    seen: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement.split()[0])

    engines = [engine.sync_engine for engine in cast.database.engines]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield seen
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


async def test_members_are_people_who_are_no_guests(empty: Cast) -> None:
    assert await empty.sync(*ACCOUNTS) == SyncResult(added=5)
    assert await everybody(empty) == dict.fromkeys((ANA, BO, CHEN, DEE, EVE), True)


async def test_a_member_is_taken_over_as_slack_has_them(cast: Cast) -> None:
    chen, ana = await cast.member(CHEN), await cast.member(ANA)
    assert (chen.name, chen.zone, chen.locale, chen.email) == ("陈琳", SHANGHAI, "zh-CN", "chen@example.com")
    assert (ana.is_slack_admin, chen.is_slack_admin) == (True, False)


async def test_a_second_time_changes_nothing_and_writes_no_member(cast: Cast) -> None:
    with statements(cast) as sent:
        assert await cast.sync(*ACCOUNTS, now=NOW) == SyncResult()
    assert "INSERT" not in sent
    assert "UPDATE" not in sent


async def test_changes_are_followed_and_own_settings_kept(cast: Cast) -> None:
    await cast.change(BO, language="zh-CN", prompt_minute=570)
    assert await cast.sync(account(BO, "Bo Berg", tz=SHANGHAI)) == SyncResult(changed=1)
    bo = await cast.member(BO)
    assert (bo.name, bo.zone, bo.language, bo.prompt_minute) == ("Bo Berg", SHANGHAI, "zh-CN", 570)
    assert await cast.manager(BO) == ANA


async def test_what_slack_leaves_out_falls_back_to_the_default_and_later_to_what_is_known(cast: Cast) -> None:
    bare = {"id": "U0NEW", "profile": {"real_name": "Nia New"}}
    await cast.sync(bare)
    nia = await cast.member("U0NEW")
    assert (nia.locale, nia.zone, nia.email) == ("en", BERLIN, None)
    await cast.sync({"id": CHEN, "profile": {"real_name": "陈琳", "email": "chen@example.com"}})
    chen = await cast.member(CHEN)
    assert (chen.locale, chen.zone) == ("zh-CN", SHANGHAI)


async def test_who_leaves_or_becomes_a_guest_is_no_longer_active_but_stays_known(cast: Cast) -> None:
    result = await cast.sync(account(BO, "Bo", deleted=True), account(CHEN, "陈琳", is_ultra_restricted=True))
    assert result == SyncResult(deactivated=2)
    assert await everybody(cast) == {ANA: True, BO: False, CHEN: False, DEE: True, EVE: True}
    assert (await cast.member(BO)).name == "Bo Lindgren"


async def test_who_comes_back_is_active_again(cast: Cast) -> None:
    await cast.sync(account(BO, "Bo Lindgren", deleted=True))
    assert await cast.sync(account(BO, "Bo Lindgren")) == SyncResult(changed=1)
    assert (await everybody(cast))[BO]


@pytest.mark.parametrize("marks", [{"deleted": True}, {"is_restricted": True}])
async def test_who_comes_back_holds_none_of_the_roles_they_had(cast: Cast, marks: dict[str, bool]) -> None:
    """Eve of HR leaves, and comes back to do something else."""
    await cast.sync(account(EVE, "Eve Moreau", **marks), now=NOW + timedelta(days=1))
    await cast.sync(account(EVE, "Eve Moreau"), now=NOW + timedelta(days=90))
    assert await cast.roles(EVE, TODAY + timedelta(days=90)) == set()
    async with cast.database.read() as session:
        (told,) = await search(session, cast.workspace_id, Asked(), limit=1)
    assert isinstance(told, Found)
    assert (told.action, told.by, told.details) == ("member.role_changed", "program", {"from": ["hr"], "to": []})


async def test_a_guest_who_becomes_a_member_is_added(cast: Cast) -> None:
    assert await cast.sync(account(GUS, "Gus Guest")) == SyncResult(added=1)


async def test_whom_a_list_leaves_out_stays(cast: Cast) -> None:
    assert await cast.sync(*ACCOUNTS[:2]) == SyncResult()
    assert (await everybody(cast))[DEE]


async def test_who_turns_up_after_the_first_sync_has_joined_that_day_where_they_are(cast: Cast) -> None:
    late = NOW + timedelta(hours=14)
    await cast.sync(account("U0NEW", "Nia New", tz=SHANGHAI), now=late)
    assert (await cast.member("U0NEW")).joined_on == date(2026, 11, 19)
    assert (await cast.member(BO)).joined_on is None


async def test_ten_thousand_members_take_a_few_statements(empty: Cast) -> None:
    many = [account(f"U{number:05}", f"Member {number}") for number in range(10_000)]
    with statements(empty) as sent:
        assert await empty.sync(*many) == SyncResult(added=10_000)
    assert len(sent) < 30
    many[7]["profile"]["real_name"] = "Somebody else"
    with statements(empty) as sent:
        assert await empty.sync(*many) == SyncResult(changed=1)
    assert sent.count("UPDATE") == 1


async def test_the_workspace_is_opened_once_and_renamed(empty: Cast) -> None:
    async with empty.database.write() as session:
        again = await service.ensure_workspace(session, SLACK_TEAM, "Acme Europe")
    assert (again.id, again.name) == (empty.workspace_id, "Acme Europe")


async def test_what_links_are_made_of_is_remembered_where_slack_does_not_tell_it(empty: Cast) -> None:
    """By a start on which Slack says less, and by the command line; of each workspace its own."""
    async with empty.database.write() as session:
        assert await service.links_into(session, empty.workspace_id) == Links(SLACK_TEAM)
        await service.ensure_workspace(session, SLACK_TEAM, "Acme", url="https://acme.slack.com/", app="A1")
        await service.ensure_workspace(session, SLACK_TEAM, "Acme")
        other = (await service.ensure_workspace(session, "T0OTHER", "Other")).key
        known = await service.links_into(session, empty.workspace_id)
        assert (known, await service.links_into(session, other)) == (
            Links(SLACK_TEAM, "A1", "https://acme.slack.com/"),
            Links("T0OTHER"),
        )


async def test_the_one_workspace_of_a_database(empty: Cast) -> None:
    async with empty.database.write() as session:
        assert await service.only_workspace(session) == empty.workspace_id
        await service.ensure_workspace(session, "T0OTHER", "Other")
        with pytest.raises(Refused, match=f"{SLACK_TEAM} Acme, T0OTHER Other.*EVENHAND_WORKSPACE"):
            await service.only_workspace(session)
        assert await service.only_workspace(session, SLACK_TEAM) == empty.workspace_id
        with pytest.raises(Refused, match=f"no workspace 'T0NOBODY'; there are {SLACK_TEAM} Acme, T0OTHER Other"):
            await service.only_workspace(session, "T0NOBODY")


async def test_a_database_without_a_workspace_says_what_to_do(database: Database) -> None:
    async with database.read() as session:
        with pytest.raises(Refused, match="SLACK_BOT_TOKEN"):
            await service.only_workspace(session)
