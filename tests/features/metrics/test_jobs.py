"""Prompts come once a working day, remind once, and step aside for what has come in."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.delivery.models import SENT
from bot.delivery.promises import Occasion
from bot.features.metrics.jobs import HANDLERS, RENDERERS, keep_prompts
from bot.features.metrics.service import PromptSettings
from bot.scheduling.models import Schedule
from bot.scheduling.service import fire_due
from bot.slack.messages import Message
from tests.features.metrics.cast import TODAY, Cast, Statements

SETTINGS = PromptSettings(default_minute=17 * 60, working_days="1-5", nudge_after_minutes=90)
MORNING = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)
BO_PROMPTED = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)
CHEN_PROMPTED = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
DAILY = ["uv", "leads", "mql", "cost", "sql", "orders", "revenue", "likes", "comments", "shares"]


async def keep(cast: Cast, settings: PromptSettings = SETTINGS) -> dict[tuple[str, int], Schedule]:
    async with cast.database.write() as session:
        await keep_prompts(session, cast.workspace_id, settings, now=MORNING)
        return {(row.kind, row.subject_id): row for row in (await session.exec(select(Schedule))).all()}


async def fire(cast: Cast, now: datetime) -> int:
    async with cast.database.write() as session:
        return await fire_due(session, HANDLERS, now=now, workspace_id=cast.workspace_id)


async def render(
    cast: Cast,
    kind: str,
    now: datetime,
    *,
    on: date = TODAY,
    recipient: str = "U0BO",
    at: datetime = BO_PROMPTED,
) -> Message | None:
    async with cast.database.read() as session:
        payload = {"on": on.isoformat(), "at": at.isoformat()}
        occasion = Occasion(cast.workspace_id, recipient, payload, now)
        shown = await RENDERERS[kind](session, occasion)
    assert shown is None or isinstance(shown, Message)
    return shown


async def keys(cast: Cast) -> set[str]:
    return {each.unique_key for each in await cast.promises()}


async def mark_sent(cast: Cast, at: datetime) -> None:
    async with cast.database.write() as session:
        for row in await cast.promises():
            row.state, row.sent_at, row.channel, row.ts = SENT, at, "D1", "1.0"
            await session.merge(row)


def text_of(message: Message | None) -> str:
    assert message
    return str(message.payload())


async def test_everybody_in_a_team_is_prompted_in_their_own_zone(cast: Cast) -> None:
    await cast.change(cast.chen, prompt_minute=9 * 60 + 30)
    schedules = await keep(cast)
    prompted = {subject for kind, subject in schedules if kind == "metrics.prompt"}
    assert prompted == {cast.ana.member_id, cast.bo.member_id, cast.chen.member_id, cast.dee.member_id}
    assert schedules["metrics.prompt", cast.bo.member_id].next_fire_at == BO_PROMPTED
    chen = schedules["metrics.prompt", cast.chen.member_id]
    assert chen.next_fire_at == datetime(2026, 11, 19, 1, 30, tzinfo=UTC)
    assert schedules["metrics.nudge", cast.chen.member_id].minute == 11 * 60


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"zone": "Asia/Shanghai"}, {"prompt_minute": 600}, {"prompt_minute": 23 * 60}]
)
async def test_schedules_follow_the_people(cast: Cast, change: dict[str, Any]) -> None:
    await keep(cast)
    await cast.change(cast.bo, **change)
    bo = (await keep(cast)).get(("metrics.prompt", cast.bo.member_id))
    assert bo is None if change == {"is_active": False} else bo and bo.next_fire_at != BO_PROMPTED


async def test_nothing_changed_takes_four_statements(cast: Cast) -> None:
    before = await keep(cast)
    statements = Statements(cast.database)
    async with cast.database.write() as session:
        await keep_prompts(session, cast.workspace_id, SETTINGS, now=MORNING)
    assert len([each for each in statements.seen if not each.startswith("BEGIN")]) == 4, (
        "two counts, the leads, their digests"
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
    text = text_of(await render(cast, "metrics.prompt", BO_PROMPTED))
    assert "*Wednesday's figures, Bo* · about 20 seconds" in text
    assert "*Marketing qualified leads* — yesterday 58 · November 2026: 58 of 100, pace 94%" in text
    assert "Working day 13 of 21" in text
    assert "metrics.open_checkin" in text
    assert "2026-11-18" in text


async def test_chen_reads_chinese(cast: Cast) -> None:
    await cast.tell(cast.chen, "mql 58 昨天")
    text = text_of(await render(cast, "metrics.prompt", CHEN_PROMPTED, recipient="U0CHEN", at=CHEN_PROMPTED))
    assert "*星期三数据，陈琳* · 约 20 秒" in text
    assert "昨日 58 · 2026年11月：58 / 100，进度 94%" in text


async def test_no_prompt_for_whoever_is_done_gone_or_without_rules(cast: Cast) -> None:
    await cast.submit(cast.bo, **dict.fromkeys(DAILY, "1"), followers="500")
    assert await render(cast, "metrics.prompt", BO_PROMPTED) is None
    assert await render(cast, "metrics.prompt", BO_PROMPTED, recipient="U0DEE") is None
    await cast.change(cast.ana, is_active=False)
    assert await render(cast, "metrics.prompt", BO_PROMPTED, recipient="U0ANA") is None


async def test_a_prompt_waits_out_an_outage_as_long_as_its_day_lasts(cast: Cast) -> None:
    assert await render(cast, "metrics.prompt", BO_PROMPTED + timedelta(hours=3))
    assert await render(cast, "metrics.prompt", BO_PROMPTED + timedelta(hours=16)) is None, "nine in the morning"
    await keep(cast)
    assert await fire(cast, BO_PROMPTED + timedelta(hours=16)) > 0
    assert f"prompt:{cast.bo.member_id}:2026-11-18" not in await keys(cast)


async def test_a_reminder_only_when_nothing_came_in(cast: Cast) -> None:
    evening = BO_PROMPTED + timedelta(minutes=90)
    await keep(cast)
    assert await render(cast, "metrics.nudge", evening) is None, "there was no prompt"
    await fire(cast, BO_PROMPTED)
    await mark_sent(cast, BO_PROMPTED)
    assert "still open" in text_of(await render(cast, "metrics.nudge", evening))
    assert await render(cast, "metrics.nudge", BO_PROMPTED + timedelta(minutes=1)) is None, "both after an outage"
    assert await render(cast, "metrics.nudge", evening + timedelta(hours=8)) is None, "the day is over"
    await cast.submit(cast.bo, goal="ship")
    assert await render(cast, "metrics.nudge", evening) is None


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
