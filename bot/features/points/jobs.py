"""What is said about special points when it is sent."""

from collections.abc import Mapping

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.people import service as people
from bot.features.points import service
from bot.features.points.rules import keys
from bot.features.points.views import messages
from bot.i18n.translator import translator
from bot.slack.messages import Message


async def render_asked(session: AsyncSession, occasion: Occasion) -> Message | None:
    """Nothing once it is not theirs to decide any more."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    found = await service.told(session, who, int(occasion.payload["points"]), now=occasion.now)
    return messages.asked_message(translator(who.language), found) if found and found.place.party else None


async def render_ended(session: AsyncSession, occasion: Occasion) -> Message | None:
    """Nothing once something else has come of it: that is told by a message of its own."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    found = await service.told(session, who, int(occasion.payload["points"]), now=occasion.now)
    if found is None or found.row.state != occasion.payload["state"]:
        return None
    return messages.ended_message(translator(who.language), found)


RENDERERS: Mapping[str, Renderer] = {keys.ASKED: render_asked, keys.ENDED: render_ended}
