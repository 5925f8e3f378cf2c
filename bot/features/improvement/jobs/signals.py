"""Looks once a day whether somebody's months call for a word, and renders those words for who may read them."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.improvement import service
from bot.features.improvement.rules import signal_keys as keys
from bot.features.improvement.rules.signal_keys import Part
from bot.features.improvement.views import signals as views
from bot.features.people import service as people
from bot.i18n.translator import translator
from bot.scheduling.models import DAILY, WHOLE_WORKSPACE
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.service import Fired, Handler, keep
from bot.settings import Settings
from bot.slack.messages import Message

MIDNIGHT = 0
"""Where the workspace is: what is noticed then is told when people work."""


async def keep_signals(session: AsyncSession, workspace_id: int, settings: Settings, *, now: datetime) -> None:
    wanted = {WHOLE_WORKSPACE: Recurrence(DAILY, MIDNIGHT, settings.time_zone)}
    await keep(session, workspace_id=workspace_id, kind=keys.DAY, wanted=wanted, now=now)


def plan_day(settings: Settings) -> Handler:
    async def plan(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
        for each in fired:
            await service.look(session, each.workspace_id, now=now, settings=settings)

    return plan


async def render(session: AsyncSession, occasion: Occasion) -> Message | None:
    """None for what is not so any more by the time it is sent."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    part, signal_id, t = Part(occasion.payload["part"]), int(occasion.payload["id"]), translator(who.language)
    if part is Part.TALK:
        return views.talk_message(t, await service.who_would_talk(session, who, signal_id, now=occasion.now))
    if part in (Part.WARNING, Part.NOTE):
        warned = await service.warning_to(session, who, signal_id, now=occasion.now)
        shown = views.warning_message if part is Part.WARNING else views.note_message
        return shown(t, warned) if warned else None
    found = await service.proposal(session, who, signal_id, now=occasion.now)
    if part is Part.DOUBT:
        return views.doubt_message(t, found) if found.may_decide_doubt else None
    return views.proposal_message(t, found) if found.signal.state == "open" else None


RENDERERS: Mapping[str, Renderer] = {keys.MESSAGE: render}


def handlers(settings: Settings) -> Mapping[str, Handler]:
    return {keys.DAY: plan_day(settings)}
