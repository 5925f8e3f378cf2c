"""Figures in the day's prompt: once a working day, reminded of once, and out of the way once they have come in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.errors import Rejected
from bot.features.prompts.jobs import keep_prompts
from bot.features.prompts.service import PromptSettings
from tests.features.metrics.cast import Cast, Statements
from tests.features.prompts.prompting import (
    BO_PROMPTED,
    CHEN_PROMPTED,
    MORNING,
    SETTINGS,
    fire,
    keep,
    keys,
    mark_sent,
    render,
    text_of,
)

DAILY = ["uv", "leads", "mql", "cost", "sql", "orders", "revenue", "likes", "comments", "shares"]


async def test_everybody_in_a_team_is_prompted_in_their_own_zone(cast: Cast) -> None:
    await cast.change(cast.chen, prompt_minute=9 * 60 + 30)
    schedules = await keep(cast)
    prompted = {subject for kind, subject in schedules if kind == "prompts.prompt"}
    assert prompted == {cast.ana.member_id, cast.bo.member_id, cast.chen.member_id, cast.dee.member_id}
    assert schedules["prompts.prompt", cast.bo.member_id].next_fire_at == BO_PROMPTED
    chen = schedules["prompts.prompt", cast.chen.member_id]
    assert chen.next_fire_at == datetime(2026, 11, 19, 1, 30, tzinfo=UTC)
    assert schedules["prompts.nudge", cast.chen.member_id].minute == 11 * 60


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"zone": "Asia/Shanghai"}, {"prompt_minute": 600}, {"prompt_minute": 23 * 60}]
)
async def test_schedules_follow_the_people(cast: Cast, change: dict[str, Any]) -> None:
    await keep(cast)
    await cast.change(cast.bo, **change)
    bo = (await keep(cast)).get(("prompts.prompt", cast.bo.member_id))
    assert bo is None if change == {"is_active": False} else bo and bo.next_fire_at != BO_PROMPTED


async def test_nothing_changed_takes_nine_statements(cast: Cast) -> None:
    before = await keep(cast)
    statements = Statements(cast.database)
    async with cast.database.write() as session:
        await keep_prompts(session, cast.workspace_id, SETTINGS, now=MORNING)
    assert len([each for each in statements.seen if not each.startswith("BEGIN")]) == 9, (
        "two counts; whom managing, ratings, reports, actions, talks, goals and their own make known outside of teams"
    )
    assert (await keep(cast)).keys() == before.keys()


async def test_new_working_days_reach_everybody(cast: Cast) -> None:
    await keep(cast)
    schedules = await keep(cast, PromptSettings(17 * 60, "1-6", 90))
    assert {row.working_days for row in schedules.values()} == {"1-6"}


async def test_a_prompt_and_a_reminder_are_promised_once(cast: Cast) -> None:
    await keep(cast)
    assert await fire(cast, BO_PROMPTED) == 5, "Ana, Bo and Dee; Chen's prompt and reminder, whose evening it is"
    assert await fire(cast, BO_PROMPTED) == 0
    keys = {each.unique_key: each for each in await cast.promises()}
    prompt = keys[f"prompt:{cast.bo.member_id}:2026-11-18"]
    assert (prompt.recipient, prompt.payload) == ("U0BO", {"on": "2026-11-18", "at": "2026-11-18T16:00:00+00:00"})
    await fire(cast, BO_PROMPTED + timedelta(minutes=90))
    assert f"nudge:{cast.bo.member_id}:2026-11-18" in {each.unique_key for each in await cast.promises()}


async def test_the_prompt_shows_yesterday_and_the_pace(cast: Cast) -> None:
    await cast.tell(cast.bo, "mql 58 yesterday")
    text = text_of(await render(cast, "prompts.prompt", BO_PROMPTED))
    assert "*Wednesday’s figures, Bo* · about 20 seconds" in text
    assert "*Marketing qualified leads* — yesterday 58 · November 2026: 58 of 100, pace 94%" in text
    assert "Working day 13 of 21" in text
    assert "metrics.open_checkin" in text
    assert "2026-11-18" in text


async def test_chen_reads_chinese(cast: Cast) -> None:
    await cast.tell(cast.chen, "mql 58 昨天")
    text = text_of(await render(cast, "prompts.prompt", CHEN_PROMPTED, recipient="U0CHEN", at=CHEN_PROMPTED))
    assert "*星期三数据，陈琳* · 约 20 秒" in text
    assert "昨日 58 · 2026年11月：58 / 100，进度 94%" in text


async def test_no_prompt_for_whoever_is_done_gone_or_without_rules(cast: Cast) -> None:
    await cast.submit(cast.bo, **dict.fromkeys(DAILY, "1"), followers="500")
    assert await render(cast, "prompts.prompt", BO_PROMPTED) is None
    assert await render(cast, "prompts.prompt", BO_PROMPTED, recipient="U0DEE") is None
    await cast.change(cast.ana, is_active=False)
    with pytest.raises(Rejected):
        await render(cast, "prompts.prompt", BO_PROMPTED, recipient="U0ANA")


async def test_a_prompt_waits_out_an_outage_as_long_as_its_day_lasts(cast: Cast) -> None:
    assert await render(cast, "prompts.prompt", BO_PROMPTED + timedelta(hours=3))
    assert await render(cast, "prompts.prompt", BO_PROMPTED + timedelta(hours=16)) is None, "nine in the morning"
    await keep(cast)
    assert await fire(cast, BO_PROMPTED + timedelta(hours=16)) > 0
    assert f"prompt:{cast.bo.member_id}:2026-11-18" not in await keys(cast)


async def test_a_reminder_only_when_nothing_came_in(cast: Cast) -> None:
    evening = BO_PROMPTED + timedelta(minutes=90)
    await keep(cast)
    assert await render(cast, "prompts.nudge", evening) is None, "there was no prompt"
    await fire(cast, BO_PROMPTED)
    await mark_sent(cast, BO_PROMPTED)
    assert "still open" in text_of(await render(cast, "prompts.nudge", evening))
    assert await render(cast, "prompts.nudge", BO_PROMPTED + timedelta(minutes=1)) is None, "both after an outage"
    assert await render(cast, "prompts.nudge", evening + timedelta(hours=8)) is None, "the day is over"
    await cast.submit(cast.bo, goal="ship")
    assert await render(cast, "prompts.nudge", evening) is None
