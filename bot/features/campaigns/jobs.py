"""What is said about campaigns when it is sent."""

from collections.abc import Mapping

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.campaigns import service
from bot.features.campaigns.rules import keys
from bot.features.campaigns.views import messages
from bot.features.people import service as people
from bot.i18n.translator import translator
from bot.slack.messages import Message


async def render_opened(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To who is in it."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    told = await service.told_opened(session, who, *_place(occasion), now=occasion.now)
    return messages.opened_message(translator(who.language), told) if told else None


async def render_left(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To who runs it."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    told = await service.told_left(session, who, *_place(occasion), now=occasion.now)
    return messages.left_message(translator(who.language), told) if told else None


RENDERERS: Mapping[str, Renderer] = {keys.OPENED: render_opened, keys.LEFT: render_left}


def _place(occasion: Occasion) -> tuple[int, int]:
    return int(occasion.payload["campaign"]), int(occasion.payload["place"])
