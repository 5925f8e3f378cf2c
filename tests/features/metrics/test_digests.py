"""The lead's list of who is missing, and the confirmation of a day's form."""

from datetime import UTC, date, datetime, timedelta

from sqlmodel import select

from bot.features.people.models import CalendarDay, Leadership, Membership
from bot.turn import Who
from tests.features.metrics.cast import Cast
from tests.features.prompts.prompting import BO_PROMPTED, MORNING, absence, add, fire, keep, keys, live, render, text_of

WEDNESDAY, THURSDAY = date(2026, 11, 18), date(2026, 11, 19)
DIGEST_ON_THURSDAY = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


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


async def test_the_confirmation_is_about_the_day_and_its_reader(cast: Cast) -> None:
    at = datetime(2026, 11, 18, 16, 4, tzinfo=UTC)
    await cast.submit(cast.bo, mql="41", leads="7", now=at)
    text = text_of(await render(cast, "metrics.done", at))
    assert "✓ Done at 17:04" in text
    assert "*Marketing qualified leads* 41 → November 2026: 41 of 100, pace 66%" in text
    assert "Still open: Unique visitors" in text
    assert "metrics.open_fix" in text
    assert await render(cast, "metrics.done", at, recipient="U0CHEN") is None, "Chen told nothing"
    assert await render(cast, "metrics.done", at, recipient="U0DEE") is None
