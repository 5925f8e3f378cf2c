"""`/perf away`, `back`, `pause`, `quiet`, `country` and `calendar`, in both languages."""

from collections.abc import Mapping
from datetime import date

import pytest
from sqlmodel import select

from bot.errors import Rejected
from bot.features.people import service
from bot.features.people.models import Absence
from bot.i18n.translator import translator
from bot.scheduling.asking import Habits, QuietHours
from bot.slack.outcomes import Tell
from bot.slack.refusals import refusal_text
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, TODAY, Cast
from tests.features.people.test_slack import ask

FIRST, FIFTH = date(2026, 12, 1), date(2026, 12, 5)


async def told(cast: Cast, user: str, topic: str, text: str = "") -> str:
    outcome = await ask(cast, user, topic, text)
    assert isinstance(outcome, Tell)
    assert outcome.message.payload()["blocks"]
    return outcome.message.text


async def refused(cast: Cast, user: str, topic: str, text: str) -> str:
    with pytest.raises(Rejected) as rejected:
        await ask(cast, user, topic, text)
    return refusal_text(translator((await cast.who(user)).language), rejected.value)


async def absences(cast: Cast) -> list[tuple[date, date, str]]:
    async with cast.database.read() as session:
        rows = (await session.exec(select(Absence))).all()
    return sorted((row.first_on, row.last_on, row.kind) for row in rows)


async def habits(cast: Cast) -> Mapping[str, Habits]:
    ids = {user: (await cast.who(user)).member_id for user in (BO, CHEN)}
    async with cast.database.read() as session:
        found = await service.habits_of(session, cast.workspace_id, ids.values(), working_days="1-5", today=TODAY)
    return {user: found[member_id] for user, member_id in ids.items()}


async def test_bo_goes_on_vacation(cast: Cast) -> None:
    assert "no days away" in await told(cast, BO, "away")
    text = await told(cast, BO, "away", "2026-12-01..2026-12-05")
    assert "Dec 1, 2026 – Dec 5, 2026 · vacation" in text
    assert await told(cast, BO, "away", "2026-12-01..2026-12-05") == text, "once more changes nothing"
    assert await told(cast, BO, "away") == text
    assert await absences(cast) == [(FIRST, FIFTH, "vacation")]
    assert (await habits(cast))[BO].away == ((FIRST, FIFTH),)
    assert (await habits(cast))[CHEN].away == ()
    assert "no days away" in await told(cast, DEE, "away")


async def test_who_has_set_nothing_of_their_own_shares_the_days_of_others(cast: Cast) -> None:
    await told(cast, CHEN, "country", "auto")
    async with cast.database.read() as session:
        own = [(await cast.who(user)).member_id for user in (ANA, BO, DEE)]
        found = await service.habits_of(session, cast.workspace_id, own, working_days="1-5", today=TODAY)
    assert len({each.zone for each in found.values()}) == len({id(each) for each in found.values()})
    await told(cast, BO, "away", "2026-12-01..2026-12-05")
    async with cast.database.read() as session:
        found = await service.habits_of(session, cast.workspace_id, own, working_days="1-5", today=TODAY)
    assert [found[each].away for each in own] == [(), ((FIRST, FIFTH),), ()]


async def test_chen_is_ill_today_in_chinese(cast: Cast) -> None:
    assert "2026年11月18日 · 病假" in await told(cast, CHEN, "away", "今天 病假")
    assert await told(cast, CHEN, "back") == "欢迎回来，提醒已恢复。"
    assert await absences(cast) == []


async def test_days_away_do_not_overlap(cast: Cast) -> None:
    await told(cast, BO, "away", "2026-12-01..2026-12-05")
    text = await refused(cast, BO, "away", "2026-12-05..2026-12-09")
    assert "`/perf back 2026-12-01`" in text
    assert await told(cast, BO, "back", "2026-12-03") == "Called off: you are asked on these days as usual."
    await told(cast, BO, "away", "2026-12-05..2026-12-09")
    assert await absences(cast) == [(FIFTH, date(2026, 12, 9), "vacation")]


async def test_who_comes_back_early_was_away_until_yesterday(cast: Cast) -> None:
    await told(cast, BO, "away", "2026-11-16..2026-11-27")
    assert "Welcome back" in await told(cast, BO, "back")
    assert await absences(cast) == [(date(2026, 11, 16), date(2026, 11, 17), "vacation")]
    assert "You are not away" in await refused(cast, BO, "back", "")


async def test_a_pause_ends_by_itself_by_word_or_by_coming_back(cast: Cast) -> None:
    assert "as usual" in await told(cast, BO, "pause")
    assert "no prompts before Dec 1, 2026" in await told(cast, BO, "pause", "12-01")
    assert (await habits(cast))[BO].paused_until == FIRST
    assert "no prompts before" in await told(cast, BO, "away")
    assert "Welcome back" in await told(cast, BO, "back")
    await told(cast, BO, "pause", "12-01")
    assert "as usual" in await told(cast, BO, "pause", "off")
    assert "2026年12月1日之前不再提醒您" in await told(cast, CHEN, "pause", "12月1日")


async def test_quiet_hours_are_kept_and_ended(cast: Cast) -> None:
    assert "no quiet hours" in await told(cast, BO, "quiet")
    assert "between 20:00 and 08:00 (Europe/Berlin)" in await told(cast, BO, "quiet", "20:00-8:00")
    assert (await habits(cast))[BO].quiet == QuietHours(1200, 480)
    assert "no quiet hours" in await told(cast, BO, "quiet", "off")
    assert "免打扰" in await refused(cast, CHEN, "quiet", "8:00-7:00")


async def test_members_may_have_holidays_of_their_own(cast: Cast) -> None:
    await told(cast, ANA, "calendar", "country DE")
    assert "`/perf country auto`" in await told(cast, CHEN, "country", "cn")
    found = await habits(cast)
    assert (found[BO].calendar.country, found[CHEN].calendar.country) == ("DE", "CN")
    await told(cast, CHEN, "country", "auto")
    assert (await habits(cast))[CHEN].calendar.country == "DE"
    assert "“Atlantis”" in await refused(cast, BO, "country", "Atlantis")


async def test_administrators_and_hr_keep_the_workspaces_calendar(cast: Cast) -> None:
    assert "Public holidays: none" in await told(cast, BO, "calendar")
    assert "DE-BY" in await told(cast, ANA, "calendar", "country de-by")
    assert "Dec 24, 2026 · day off Company day" in await told(cast, EVE, "calendar", "off 2026-12-24 Company day")
    shown = await told(cast, ANA, "calendar", "work 2026-12-19")
    assert "Dec 19, 2026 · working day" in shown
    assert await told(cast, BO, "calendar") == shown
    calendar = (await habits(cast))[BO].calendar
    assert (calendar.days_off, set(calendar.extra_days)) == ({date(2026, 12, 24): "Company day"}, {date(2026, 12, 19)})
    assert "Dec 24" not in await told(cast, ANA, "calendar", "clear 2026-12-24")
    assert "none" in await told(cast, ANA, "calendar", "country off")
    assert "Company day" not in await told(cast, BO, "calendar")


async def test_a_day_is_off_or_worked_whatever_was_said_last(cast: Cast) -> None:
    await told(cast, ANA, "calendar", "off 2026-12-19 Party")
    assert "working day" in await told(cast, ANA, "calendar", "work 2026-12-19")
    assert (await habits(cast))[BO].calendar.days_off == {}


async def test_others_only_look_at_the_calendar(cast: Cast) -> None:
    assert "Only an administrator" in await refused(cast, BO, "calendar", "country CN")
    assert "法定节假日：未设置" in await told(cast, CHEN, "calendar")
    assert "“party”" in await refused(cast, ANA, "calendar", "party")
    assert "not among" in await refused(cast, ANA, "calendar", "clear 2026-12-24")
    assert "“soon”" in await refused(cast, ANA, "calendar", "off soon")
