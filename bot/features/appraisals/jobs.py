"""What nobody asks for: rounds open, are published when no cards are, and people are told what is out."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.appraisals import service
from bot.features.appraisals.rules import keys
from bot.features.appraisals.views import messages
from bot.features.people import service as people
from bot.i18n.translator import translator
from bot.scheduling.models import DAILY, WHOLE_WORKSPACE
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.service import Fired, Handler, keep
from bot.settings import Settings
from bot.slack.messages import Message
from bot.turn import Who

MIDNIGHT = 0
"""Where the workspace is: a round is open before most people's mornings."""


async def keep_rounds(session: AsyncSession, workspace_id: int, settings: Settings, *, now: datetime) -> None:
    """Look once a day what is due."""
    wanted = {WHOLE_WORKSPACE: Recurrence(DAILY, MIDNIGHT, settings.time_zone)}
    await keep(session, workspace_id=workspace_id, kind=keys.DAY, wanted=wanted, now=now)


def plan_day(settings: Settings) -> Handler:
    """Open what is due, publish what is late; doing it again changes nothing."""

    async def plan(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
        for each in fired:
            await service.open_due(session, each.workspace_id, settings, on=each.on, now=now)
            await service.publish_late(session, each.workspace_id, on=each.on, now=now, settings=settings)

    return plan


async def render_published(session: AsyncSession, occasion: Occasion) -> Message:
    who = await _reader(session, occasion)
    return messages.published_message(translator(who.language), occasion.payload["month"])


async def render_revised(session: AsyncSession, occasion: Occasion) -> Message:
    who = await _reader(session, occasion)
    return messages.revised_message(translator(who.language), occasion.payload["month"])


RENDERERS: Mapping[str, Renderer] = {
    keys.PUBLISHED: render_published,
    keys.REVISED: render_revised,
}


def handlers(settings: Settings) -> Mapping[str, Handler]:
    return {keys.DAY: plan_day(settings)}


async def _reader(session: AsyncSession, occasion: Occasion) -> Who:
    """Rejected, and nothing sent, for somebody who has left."""
    return await people.reader(session, occasion.workspace_id, occasion.recipient)
