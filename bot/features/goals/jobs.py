"""What is said about goals when it is sent."""

from collections.abc import Mapping

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.goals import service
from bot.features.goals.models import PROPOSED
from bot.features.goals.rules import keys
from bot.features.goals.views import messages
from bot.features.people import service as people
from bot.i18n.translator import translator
from bot.slack.messages import Message


async def render_proposed(session: AsyncSession, occasion: Occasion) -> Message | None:
    """Nothing once it is decided, and to who may not agree any more."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    found = await service.told(session, who, int(occasion.payload["goal"]), now=occasion.now)
    return messages.proposed_message(translator(who.language), found) if found and found.may_agree else None


async def render_decided(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    found = await service.told(session, who, int(occasion.payload["goal"]), now=occasion.now)
    if found is None or found.row.state == PROPOSED:
        return None
    return messages.decided_message(translator(who.language), found)


RENDERERS: Mapping[str, Renderer] = {keys.PROPOSED: render_proposed, keys.DECIDED: render_decided}
