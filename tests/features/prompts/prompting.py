"""What stories about prompts share: schedules kept, time passing, and what is then sent to the cast."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import select

from bot.delivery.models import SENT
from bot.delivery.promises import Occasion
from bot.features.catalogue import RENDERERS, handlers
from bot.features.metrics.jobs import keep_digests
from bot.features.people.models import Absence, Workspace
from bot.features.prompts.jobs import keep_prompts
from bot.features.prompts.service import PromptSettings
from bot.scheduling.models import Schedule
from bot.scheduling.service import fire_due
from bot.settings import Settings
from bot.slack.messages import Message
from bot.turn import Who
from tests.features.metrics.cast import TODAY, Cast

SETTINGS = PromptSettings(default_minute=17 * 60, working_days="1-5", nudge_after_minutes=90)
OPERATORS = Settings(_env_file=None)
MORNING = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)
BO_PROMPTED = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)
CHEN_PROMPTED = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


async def keep(cast: Cast, settings: PromptSettings = SETTINGS) -> dict[tuple[str, int], Schedule]:
    async with cast.database.write() as session:
        await keep_prompts(session, cast.workspace_id, settings, now=MORNING)
        await keep_digests(session, cast.workspace_id, OPERATORS, now=MORNING)
        return {(row.kind, row.subject_id): row for row in (await session.exec(select(Schedule))).all()}


async def fire(cast: Cast, now: datetime) -> int:
    async with cast.database.write() as session:
        return await fire_due(session, handlers(OPERATORS), now=now, workspace_id=cast.workspace_id)


async def render(
    cast: Cast,
    kind: str,
    now: datetime,
    *,
    on: date = TODAY,
    recipient: str = "U0BO",
    at: datetime = BO_PROMPTED,
    payload: dict[str, Any] | None = None,
) -> Message | None:
    async with cast.database.read() as session:
        payload = payload or {"on": on.isoformat(), "at": at.isoformat()}
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
