"""Whose Home is published anew after what has changed, and nobody else's."""

from collections.abc import Awaitable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.db.configured import with_settings
from bot.db.engine import Database
from bot.features.feedback import service as feedback
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.talks import service as talks
from bot.features.talks.service import OutcomeWish
from bot.settings import Settings
from tests.features.goals.cast import Team
from tests.features.home.homes import open_homes, refreshed
from tests.features.home.test_board import NOW
from tests.features.people.cast import ACCOUNTS, ANA, BO, CHEN, DEE, EVE, account
from tests.features.scorecards.cast import BRAND_CHANNEL, Firm, founded
from tests.features.talks.cast import MONDAY, Month
from tests.keys import KEYRING

LATE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HEADER = "member,team,manager\n"


@pytest.fixture
async def firm(database: Database) -> Firm:
    """Chen has never opened Home."""
    found = await founded(database)
    await open_homes(found.cast, ANA, BO, DEE, EVE, BO)
    return found


async def test_a_figure_shows_on_the_own_home_and_on_the_manager_s(firm: Firm) -> None:
    for user, expected in ((BO, {BO, ANA}), (CHEN, {ANA}), (DEE, {DEE})):
        async with firm.database.write() as session:
            await metrics.check_in(session, await firm.cast.who(user), "leads 42", now=NOW, today=NOW.date())
        assert await refreshed(firm.cast) == expected
    async with firm.database.write() as session:
        await metrics.check_in(session, await firm.cast.who(BO), "leads 42", now=NOW, today=NOW.date())
    assert await refreshed(firm.cast) == set(), "the same again changes nothing"


async def test_goals_show_to_the_team_and_one_s_own_to_who_manages_one(firm: Firm) -> None:
    team = Team(firm)

    async def seen(act: Awaitable[object]) -> set[str]:
        await act
        return await refreshed(firm.cast)

    assert await seen(team.propose(BO)) == set(), "Home shows what runs"
    (row,) = await team.goals()
    assert await seen(team.press(ANA, "goals.agree", row.key)) == {ANA, BO}
    assert await seen(team.press(ANA, "goals.agree", row.key)) == set(), "a double click"
    assert await seen(team.update(BO, row, "10", seen=0)) == {ANA, BO}
    assert await seen(team.close(ANA, row, "achieved")) == {ANA, BO}
    own = await team.agreed(DEE, EVE, whose="own", title="Own")
    assert await seen(team.update(DEE, own, "10", seen=0)) == {DEE}


async def test_people_who_move_leave_and_come_back(firm: Firm) -> None:
    on = NOW.date()
    for rows, expected in (
        (f"{BO},Brand,{DEE}", {BO, ANA, DEE}),
        (f"{BO},Brand,{DEE}", set()),
        (f"{BO},Growth,{ANA}\n{CHEN},Growth,{DEE}", {BO, ANA, DEE}),
        (f"{CHEN},Growth,{ANA}", {ANA, DEE}),
    ):
        assert (await firm.cast.load(HEADER + rows, on=on)).problems == []
        assert await refreshed(firm.cast) == expected
    for marks, expected in (({"deleted": True}, {ANA}), ({"deleted": True}, set()), ({}, {ANA, BO})):
        await firm.cast.sync(account(BO, "Bo Lindgren", **marks), now=NOW)
        assert await refreshed(firm.cast) == expected
    await firm.cast.sync(*ACCOUNTS, now=NOW)
    assert await refreshed(firm.cast) == set()


async def test_who_comes_back_shows_to_their_manager_too(firm: Firm) -> None:
    for act, typed in ((people.go_away, str(NOW.date())), (people.come_back, "")):
        async with firm.database.write() as session:
            await act(session, await firm.cast.who(BO), typed, now=NOW, today=NOW.date())
        assert await refreshed(firm.cast) == {BO, ANA}


async def test_who_begins_today_is_seen_by_the_new_manager_where_it_is_today_already(sqlite_url: str) -> None:
    """By the workspace's calendar, not by the one of Greenwich."""
    zone = Settings(database_url=sqlite_url, time_zone="Asia/Shanghai", _env_file=None)  # type: ignore[call-arg]  # pydantic's own
    database = Database(zone.effective_database_url, KEYRING, info=with_settings(zone))
    found = await founded(database)
    await open_homes(found.cast, ANA, DEE)
    today = NOW.date()
    assert (await found.cast.load(f"{HEADER}{BO},Brand,{DEE}", on=today)).problems == []
    await refreshed(found.cast)
    night = datetime.combine(today, time(), UTC) - timedelta(hours=1)
    async with database.write() as session:
        await people.refresh_homes(session, found.cast.workspace_id, [await found.key(BO)], now=night, managers=True)
    assert await refreshed(found.cast) == {DEE}
    await database.close()


async def test_kudos_show_to_who_gets_them(firm: Firm) -> None:
    async with firm.database.write() as session:
        wish = feedback.Wish("kudos", DEE, "You saved the launch", "traffic", BRAND_CHANNEL)
        await feedback.give(session, await firm.cast.who(BO), wish, now=NOW)
    assert await refreshed(firm.cast) == {DEE}


async def test_cards_that_come_out_show_at_once_and_a_late_talk_to_who_counts_it(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    assert await refreshed(firm.cast) == {ANA, BO, DEE, EVE}
    month = Month(firm)
    await month.look()
    await refreshed(firm.cast)
    for user, now, expected in ((BO, MONDAY, {ANA, BO}), (CHEN, LATE, {ANA, EVE})):
        talk, who = await month.talk(user), await firm.cast.who(ANA)
        async with firm.database.write() as session:
            wish = OutcomeWish(date(2026, 11, 9), "We talked about the fair", ())
            await talks.note_outcome(session, who, talk.key, wish, now=now)
        assert await refreshed(firm.cast) == expected
