"""What members and managers hear of naming raters; looked up when it is sent."""

from collections.abc import Mapping

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.delivery.promises import Occasion, Renderer
from bot.features.people import service as people
from bot.features.reviews import service
from bot.features.reviews.rules.notices import APPROVE_NAMES, NAME_RATERS
from bot.features.reviews.views.nominating import approve_message, name_message
from bot.i18n.translator import translator
from bot.slack.messages import Message


async def render_name_raters(session: AsyncSession, occasion: Occasion) -> Message:
    """Rejected, and nothing sent, once it is too late, and for whoever is not rated in it any more."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    cycle_id, settings = int(occasion.payload["cycle"]), settings_of(session)
    named = await service.own_names(session, who, cycle_id, now=occasion.now, settings=settings)
    return name_message(translator(who.language), named.cycle)


async def render_approve_names(session: AsyncSession, occasion: Occasion) -> Message | None:
    """None when nothing waits any more."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    cycle_id, settings = int(occasion.payload["cycle"]), settings_of(session)
    reports = await service.names_of_reports(session, who, cycle_id, now=occasion.now, settings=settings)
    waiting = [each for each in reports if not each.is_approved]
    return approve_message(translator(who.language), waiting[0].cycle, len(waiting)) if waiting else None


RENDERERS: Mapping[str, Renderer] = {NAME_RATERS: render_name_raters, APPROVE_NAMES: render_approve_names}
