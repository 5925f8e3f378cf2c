"""Once a day plans follow their dates and people; messages about moves are rendered for whoever reads them."""

import asyncio
from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.errors import Denied
from bot.features.improvement import service
from bot.features.improvement.rules import keys
from bot.features.improvement.views import messages
from bot.features.people import service as people
from bot.i18n.translator import translator
from bot.scheduling.models import DAILY, WHOLE_WORKSPACE
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.service import Fired, Handler, keep
from bot.settings import Settings
from bot.slack.files import Upload
from bot.slack.messages import Message

MIDNIGHT = 0
"""Where the workspace is."""


async def keep_plans(session: AsyncSession, workspace_id: int, settings: Settings, *, now: datetime) -> None:
    """Look after them once a day, whether or not there are any."""
    wanted = {WHOLE_WORKSPACE: Recurrence(DAILY, MIDNIGHT, settings.time_zone)}
    await keep(session, workspace_id=workspace_id, kind=keys.DAY, wanted=wanted, now=now)


def plan_day(settings: Settings) -> Handler:
    """Doing it again changes nothing."""

    async def plan(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
        for each in fired:
            await service.look_after(session, each.workspace_id, each.on, now=now, settings=settings)

    return plan


async def render_step(session: AsyncSession, occasion: Occasion) -> Message | None:
    """None when the reader may not know of it by now, or it has been overtaken."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    told = await service.told_of(session, who, occasion.payload["id"], now=occasion.now)
    return messages.step_message(translator(who.language), told) if told else None


async def render_question(session: AsyncSession, occasion: Occasion) -> Message | None:
    """None when it has answered itself."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    if occasion.payload["n"] == keys.SAID:
        said = await service.said_of(session, who, occasion.payload["id"], now=occasion.now)
        return messages.said_message(translator(who.language), said) if said else None
    asked = await service.asked_of(session, who, occasion.payload["id"], occasion.payload["n"], now=occasion.now)
    return messages.question_message(translator(who.language), asked) if asked else None


async def render_paper(session: AsyncSession, occasion: Occasion) -> Upload | None:
    """None when the reader may not know of the plan by now."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    try:
        document = await service.paper_for(session, who, occasion.payload["id"], now=occasion.now)
    except Denied:
        return None
    # Here, for whatever sets pages is needed by few, and seldom.
    from bot.features.improvement.views.documents import upload

    return await asyncio.to_thread(upload, document, who.language)


RENDERERS: Mapping[str, Renderer] = {keys.STEP: render_step, keys.ASK: render_question, keys.PAPER: render_paper}


def handlers(settings: Settings) -> Mapping[str, Handler]:
    return {keys.DAY: plan_day(settings)}
