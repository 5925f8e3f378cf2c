"""Days off, moves, put-off prompts and the lead's digest, from the schedules to what is rendered."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.db.engine import Database
from bot.errors import Rejected
from bot.features.metrics import service
from bot.features.metrics.jobs import HANDLERS, keep_prompts
from bot.features.metrics.service import PromptSettings
from bot.features.metrics.slack import listeners
from bot.features.people.models import Absence, CalendarDay, Leadership, Member, Membership, Workspace
from bot.scheduling.asking import PutOff
from bot.scheduling.service import fire_due
from bot.settings import Settings
from bot.slack.forms import ActionForm, Inputs, MessageRef
from bot.slack.outcomes import Tell
from bot.turn import Turn, Who
from tests.features.metrics.cast import Cast
from tests.features.metrics.test_jobs import MORNING, SETTINGS, fire, keep, keys, mark_sent, render, text_of

WEDNESDAY, THURSDAY = date(2026, 11, 18), date(2026, 11, 19)
BO_PROMPTED = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)
DIGEST_ON_THURSDAY = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


async def add(cast: Cast, *rows: Any) -> None:
    async with cast.database.write() as session:
        for row in rows:
            row.workspace_id = cast.workspace_id
            session.add(row)


def absence(who: Who, first: date, last: date) -> Absence:
    return Absence(member_id=who.member_id, kind="sick", first_on=first, last_on=last, created_at=MORNING)


async def in_country(cast: Cast, country: str) -> None:
    async with cast.database.write() as session:
        workspace = await session.get(Workspace, cast.workspace_id)
        assert workspace
        workspace.country = country
        session.add(workspace)


async def live(cast: Cast, start: datetime, days: int) -> set[str]:
    """Tick every three hours; the keys of what was promised."""
    for hour in range(0, 24 * days, 3):
        await fire(cast, start + timedelta(hours=hour))
    return await keys(cast)


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
    assert await render(cast, "metrics.prompt", BO_PROMPTED)
    await add(cast, absence(cast.bo, WEDNESDAY, WEDNESDAY))
    assert await render(cast, "metrics.prompt", BO_PROMPTED) is None


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
    assert rows["metrics.prompt", cast.bo.member_id].minute == 15 * 60 + 45
    assert rows["metrics.prompt", cast.chen.member_id].minute == 17 * 60 + 20
    again = await keep(cast)
    assert {row.id for row in again.values()} == {row.id for row in rows.values()}
    quiet = PromptSettings(5 * 60, "1-5", 90)
    assert (await keep(cast, quiet))["metrics.prompt", cast.bo.member_id].minute == 8 * 60


async def test_two_replicas_plan_a_day_once(cast: Cast, database_url: str) -> None:
    await keep(cast)
    other = Database(Settings(database_url=database_url, _env_file=None).effective_database_url)

    async def tick(database: Database) -> None:
        async with database.write() as session:
            await fire_due(session, HANDLERS, now=BO_PROMPTED, workspace_id=cast.workspace_id)

    await asyncio.gather(*(tick(each) for each in (cast.database, other, cast.database, other)))
    await other.close()
    found = [each.unique_key for each in await cast.promises()]
    assert sorted(found) == sorted(set(found))
    assert f"prompt:{cast.bo.member_id}:2026-11-18" in found


async def snooze(cast: Cast, choice: PutOff, now: datetime, on: date = WEDNESDAY) -> datetime:
    async with cast.database.write() as session:
        return await service.snooze(session, cast.bo, on, choice, now=now)


async def test_a_put_off_prompt_comes_again_and_keeps_the_reminder_away(cast: Cast) -> None:
    await keep(cast)
    await fire(cast, BO_PROMPTED)
    await mark_sent(cast, BO_PROMPTED)
    first = await snooze(cast, PutOff.HOUR, BO_PROMPTED + timedelta(minutes=1, seconds=30))
    assert first == BO_PROMPTED + timedelta(minutes=61)
    assert await snooze(cast, PutOff.HOUR, BO_PROMPTED + timedelta(minutes=1, seconds=40)) == first
    assert len([key for key in await keys(cast) if key.startswith("snooze:")]) == 1, "a double click"
    assert "put_off" in text_of(await render(cast, "metrics.snoozed", first, at=first))
    assert await render(cast, "metrics.nudge", BO_PROMPTED + timedelta(minutes=90)) is None


async def test_only_the_last_put_off_counts_and_only_while_figures_are_missing(cast: Cast) -> None:
    first = await snooze(cast, PutOff.HOUR, BO_PROMPTED)
    second = await snooze(cast, PutOff.TOMORROW, BO_PROMPTED + timedelta(minutes=5))
    assert second == datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
    assert await render(cast, "metrics.snoozed", first, at=first) is None
    assert await render(cast, "metrics.snoozed", second, at=second)
    await add(cast, absence(cast.bo, THURSDAY, THURSDAY))
    assert await render(cast, "metrics.snoozed", second, at=second) is None


async def test_a_figure_of_a_later_day_does_not_answer_the_one_that_was_put_off(cast: Cast) -> None:
    later = await snooze(cast, PutOff.TOMORROW, BO_PROMPTED)
    await cast.tell(cast.bo, "mql 58", now=later, today=THURSDAY)
    assert "*Marketing qualified leads*" in text_of(await render(cast, "metrics.snoozed", later, at=later))


async def test_what_can_no_longer_be_put_off_is_refused(cast: Cast) -> None:
    with pytest.raises(Rejected, match="put-off-late"):
        await snooze(cast, PutOff.AFTERNOON, BO_PROMPTED)
    with pytest.raises(Rejected, match="put-off-over"):
        await snooze(cast, PutOff.TOMORROW, BO_PROMPTED, on=date(2026, 11, 1))


async def test_the_menu_answers_with_the_moment(cast: Cast) -> None:
    chosen = ActionForm("metrics.put_off", "hour|2026-11-18", MessageRef("D1", "1.0"), {}, Inputs({}), in_modal=False)
    async with cast.database.write() as session:
        outcome = await listeners.actions["metrics.put_off"](Turn(cast.bo, BO_PROMPTED, session), chosen)
    assert isinstance(outcome, Tell)
    assert outcome.message.text == "All right: you are asked again on Wed, Nov 18 at 18:00."


async def lead(cast: Cast, who: Who) -> None:
    async with cast.database.write() as session:
        for row in (await session.exec(select(Leadership))).all():
            await session.delete(row)
        seat = (await session.exec(select(Membership).where(Membership.member_id == who.member_id))).one()
        lead = {"team_id": seat.team_id, "member_id": seat.member_id, "first_on": seat.first_on}
        session.add(Leadership(workspace_id=cast.workspace_id, **lead))


async def digest(cast: Cast, at: datetime = DIGEST_ON_THURSDAY, recipient: str = "U0ANA") -> str:
    message = await render(cast, "metrics.digest", at, on=at.date(), recipient=recipient, at=at)
    return text_of(message) if message else ""


async def test_the_lead_reads_names_and_no_figures(cast: Cast) -> None:
    await lead(cast, cast.ana)
    await keep(cast)
    await fire(cast, DIGEST_ON_THURSDAY)
    assert f"digest:{cast.ana.member_id}:2026-11-19" in await keys(cast)
    await cast.tell(cast.bo, "mql 58", now=BO_PROMPTED)
    text = await digest(cast)
    assert "*No figures yet*" in text
    assert "Wed, Nov 18: 陈琳" in text
    assert not {"58", "Bo", "Ana", "Dee"} & set(text.replace(",", " ").replace("'", " ").split())


async def test_a_lead_with_nobody_missing_and_somebody_who_leads_nobody_get_nothing(cast: Cast) -> None:
    await lead(cast, cast.ana)
    await keep(cast)
    for who in (cast.bo, cast.chen):
        await cast.submit(who, WEDNESDAY, goal="ship")
        await cast.submit(who, date(2026, 11, 17), goal="ship")
    assert await digest(cast) == ""
    assert await digest(cast, recipient="U0BO") == ""


async def test_who_was_away_or_had_a_day_off_is_not_missing_and_a_pause_hides_nobody(cast: Cast) -> None:
    await lead(cast, cast.ana)
    await keep(cast)
    await add(cast, absence(cast.bo, WEDNESDAY, THURSDAY))
    await cast.change(cast.chen, paused_until=date(2026, 12, 1))
    text = await digest(cast)
    assert "陈琳" in text
    assert "Bo" not in text
    await add(cast, CalendarDay(on=WEDNESDAY, is_worked=False, name="Retreat"))
    assert "Wed, Nov 18" not in await digest(cast)


async def test_who_told_something_today_is_still_missing_yesterday(cast: Cast) -> None:
    await lead(cast, cast.ana)
    await keep(cast)
    await cast.tell(cast.bo, "mql 58", now=DIGEST_ON_THURSDAY, today=THURSDAY)
    assert "Wed, Nov 18: Bo, 陈琳" in await digest(cast)


async def test_the_day_of_coming_into_a_team_does_not_count(cast: Cast) -> None:
    await lead(cast, cast.ana)
    await keep(cast)
    async with cast.database.write() as session:
        row = (await session.exec(select(Membership).where(Membership.member_id == cast.bo.member_id))).one()
        row.first_on = WEDNESDAY
        session.add(row)
    assert "Bo" not in await digest(cast)
    assert "Thu, Nov 19: Bo, 陈琳" in await digest(cast, DIGEST_ON_THURSDAY + timedelta(days=1))


async def test_a_digest_tells_a_day_once_and_none_on_a_day_off_of_the_lead(cast: Cast) -> None:
    await lead(cast, cast.ana)
    await add(cast, absence(cast.ana, THURSDAY, THURSDAY))
    await keep(cast)
    found = await live(cast, MORNING, 4)
    digests = sorted(key[-2:] for key in found if key.startswith("digest:"))
    assert digests == ["18", "20"]
    friday = await digest(cast, DIGEST_ON_THURSDAY + timedelta(days=1))
    assert "Wed, Nov 18: Bo, 陈琳" in friday
    assert "Thu, Nov 19: Bo, 陈琳" in friday
    monday = await digest(cast, DIGEST_ON_THURSDAY + timedelta(days=4))
    assert "Nov 19" not in monday
    assert "Fri, Nov 20: Bo, 陈琳" in monday


async def test_a_lead_who_changes_gets_a_schedule_and_the_former_one_loses_it(cast: Cast) -> None:
    await lead(cast, cast.ana)
    assert ("metrics.digest", cast.ana.member_id) in await keep(cast)
    await lead(cast, cast.dee)
    kept = [subject for kind, subject in await keep(cast) if kind == "metrics.digest"]
    assert kept == [cast.dee.member_id]


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
