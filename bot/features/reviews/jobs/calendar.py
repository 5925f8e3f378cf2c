"""The day's step of every cycle, and what HR, leads and the committee hear of it."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.people import service as people
from bot.features.reviews import service
from bot.features.reviews.rules.notices import NOTICE, PATTERNS, TEAM_NOTICE
from bot.features.reviews.views import notices
from bot.i18n.translator import translator
from bot.scheduling.models import DAILY, WHOLE_WORKSPACE
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.service import Fired, Handler, keep
from bot.settings import Settings
from bot.slack.messages import Message

CALENDAR = "reviews.calendar"
MINUTE = 5
"""After midnight in the workspace's zone: a day of rating is a whole day."""


async def keep_reviews(session: AsyncSession, workspace_id: int, settings: Settings, *, now: datetime) -> None:
    wanted = {WHOLE_WORKSPACE: Recurrence(DAILY, MINUTE, settings.time_zone)}
    await keep(session, workspace_id=workspace_id, kind=CALENDAR, wanted=wanted, now=now)


def step(settings: Settings) -> Handler:
    """Goes by the day that it is, so that one step after an outage makes up for the days that were missed."""

    async def keep_cycles(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
        for each in fired:
            await service.keep_cycles(session, each.workspace_id, now=now, settings=settings)

    return keep_cycles


async def render_notice(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To HR."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    status = await service.notice_of(session, who, occasion.payload, now=occasion.now)
    if status is None:
        return None
    return notices.notice_message(translator(who.language), str(occasion.payload["notice"]), status)


async def render_team_notice(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To the team's lead."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    cycle_id, team_id = int(occasion.payload["cycle"]), int(occasion.payload["team"])
    missing = await service.missing_in_team(session, who, cycle_id, team_id, now=occasion.now)
    if missing is None:
        return None
    team = await people.team(session, occasion.workspace_id, team_id)
    return notices.team_message(translator(who.language), team, *missing)


async def render_patterns(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To the committee."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    cycle = await service.cycle_with_patterns(session, who, int(occasion.payload["cycle"]), now=occasion.now)
    return notices.patterns_message(translator(who.language), cycle) if cycle else None


RENDERERS: Mapping[str, Renderer] = {
    NOTICE: render_notice,
    TEAM_NOTICE: render_team_notice,
    PATTERNS: render_patterns,
}


def handlers(settings: Settings) -> Mapping[str, Handler]:
    return {CALENDAR: step(settings)}
