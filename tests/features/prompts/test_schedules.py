"""Days off, moves and quiet hours: from the schedules to what is promised."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.db.engine import Database
from bot.features.catalogue import handlers
from bot.features.people.models import CalendarDay, Member
from bot.features.prompts import service
from bot.features.prompts.jobs import keep_prompts
from bot.features.prompts.service import PromptSettings
from bot.scheduling.service import fire_due
from bot.settings import Settings
from tests.features.metrics.cast import Cast
from tests.features.prompts.prompting import (
    BO_PROMPTED,
    MORNING,
    OPERATORS,
    SETTINGS,
    absence,
    add,
    fire,
    in_country,
    keep,
    live,
    render,
)

WEDNESDAY, THURSDAY = date(2026, 11, 18), date(2026, 11, 19)


async def test_only_working_days_of_the_members_own_country_are_asked_about(cast: Cast) -> None:
    await in_country(cast, "DE")
    await cast.change(cast.chen, country="CN")
    async with cast.database.write() as session:
        await keep_prompts(session, cast.workspace_id, SETTINGS, now=datetime(2026, 10, 1, tzinfo=UTC))
    found = await live(cast, datetime(2026, 10, 1, tzinfo=UTC), 12)
    bo = [key[-2:] for key in sorted(found) if key.startswith(f"prompt:{cast.bo.member_id}:")]
    chen = [key[-2:] for key in sorted(found) if key.startswith(f"prompt:{cast.chen.member_id}:")]
    assert bo == ["01", "02", "05", "06", "07", "08", "09", "12"]
    assert chen == ["08", "09", "10", "12"], "a week off, and the Saturday that is worked for it"


async def test_nobody_away_paused_or_off_is_asked_or_reminded(cast: Cast) -> None:
    await add(cast, absence(cast.bo, WEDNESDAY, WEDNESDAY), CalendarDay(on=THURSDAY, is_worked=False, name="Retreat"))
    await cast.change(cast.ana, paused_until=date(2026, 11, 20))
    await keep(cast)
    found = {key for key in await live(cast, MORNING, 3) if not key.startswith("digest")}
    asked = {(key.split(":")[1], key[-2:]) for key in found}
    bo, ana, dee = (str(who.member_id) for who in (cast.bo, cast.ana, cast.dee))
    assert {day for who, day in asked if who == bo} == {"20"}
    assert {day for who, day in asked if who == ana} == {"20"}
    assert {day for who, day in asked if who == dee} == {"18", "20"}


async def test_a_saturday_that_the_workspace_works_is_asked_about(cast: Cast) -> None:
    await add(cast, CalendarDay(on=date(2026, 11, 21), is_worked=True))
    await keep(cast)
    assert f"prompt:{cast.bo.member_id}:2026-11-21" in await live(cast, MORNING, 5)


async def test_who_goes_away_after_the_prompt_was_planned_is_left_in_peace(cast: Cast) -> None:
    await keep(cast)
    await fire(cast, BO_PROMPTED)
    assert await render(cast, "prompts.prompt", BO_PROMPTED)
    await add(cast, absence(cast.bo, WEDNESDAY, WEDNESDAY))
    assert await render(cast, "prompts.prompt", BO_PROMPTED) is None


@pytest.mark.parametrize(
    ("zones", "days"),
    [
        (("Pacific/Honolulu", "Pacific/Kiritimati"), ["18", "20"]),
        (("Pacific/Kiritimati", "Pacific/Honolulu"), ["18", "19", "20"]),
        (("Europe/Berlin", "Asia/Shanghai"), ["18", "19", "20"]),
    ],
    ids=["east over the date line: Thursday's hour never came", "west: Thursday comes twice", "far east"],
)
async def test_a_move_over_the_date_line_asks_once_for_each_day(
    cast: Cast, zones: tuple[str, str], days: list[str]
) -> None:
    await cast.change(cast.bo, zone=zones[0])
    async with cast.database.write() as session:
        await keep_prompts(session, cast.workspace_id, SETTINGS, now=datetime(2026, 11, 18, 0, tzinfo=UTC))
    moved_at = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
    await live(cast, datetime(2026, 11, 18, 0, tzinfo=UTC), 1)
    for hour in range(24, 36, 3):
        await fire(cast, datetime(2026, 11, 18, 0, tzinfo=UTC) + timedelta(hours=hour))
    await cast.change(cast.bo, zone=zones[1])
    await fire(cast, moved_at)
    async with cast.database.write() as session:
        await keep_prompts(session, cast.workspace_id, SETTINGS, now=moved_at)
    found = await live(cast, moved_at, 2)
    prompts = sorted(key[-2:] for key in found if key.startswith(f"prompt:{cast.bo.member_id}:"))
    assert [day for day in prompts if day in ("18", "19", "20")] == days


async def test_a_prompt_in_quiet_hours_moves_and_the_rows_stay_kept(cast: Cast) -> None:
    await cast.change(cast.bo, quiet_start=16 * 60, quiet_end=8 * 60)
    await cast.change(cast.chen, quiet_start=16 * 60, quiet_end=17 * 60 + 20)
    rows = await keep(cast)
    assert rows["prompts.prompt", cast.bo.member_id].minute == 15 * 60 + 45
    assert rows["prompts.prompt", cast.chen.member_id].minute == 17 * 60 + 20
    again = await keep(cast)
    assert {row.id for row in again.values()} == {row.id for row in rows.values()}
    quiet = PromptSettings(5 * 60, "1-5", 90)
    assert (await keep(cast, quiet))["prompts.prompt", cast.bo.member_id].minute == 8 * 60


async def test_two_replicas_plan_a_day_once(cast: Cast, database_url: str) -> None:
    await keep(cast)
    other = Database(Settings(database_url=database_url, _env_file=None).effective_database_url)

    async def tick(database: Database) -> None:
        async with database.write() as session:
            await fire_due(session, handlers(OPERATORS), now=BO_PROMPTED, workspace_id=cast.workspace_id)

    await asyncio.gather(*(tick(each) for each in (cast.database, other, cast.database, other)))
    await other.close()
    found = [each.unique_key for each in await cast.promises()]
    assert sorted(found) == sorted(set(found))
    assert f"prompt:{cast.bo.member_id}:2026-11-18" in found


async def test_what_comes_next_is_told_with_reasons(cast: Cast) -> None:
    await in_country(cast, "DE")
    await add(cast, absence(cast.bo, THURSDAY, THURSDAY))
    await keep(cast)
    async with cast.database.read() as session:
        bo, eve = [await session.get(Member, who.member_id) for who in (cast.bo, cast.eve)]
        assert bo
        assert eve
        coming = await service.upcoming(session, cast.workspace_id, bo, SETTINGS, now=MORNING, days=4)
        nothing = await service.upcoming(session, cast.workspace_id, eve, SETTINGS, now=MORNING, days=4)
    assert coming
    assert [(run.on.day, run.why) for run in coming.runs] == [(18, None), (19, "away"), (20, None), (21, "weekend")]
    assert coming.calendar.country == "DE"
    assert coming.reminders[WEDNESDAY] == BO_PROMPTED + timedelta(minutes=90)
    assert nothing is None
