"""Keeps an open Home fresh after something on it has changed."""

from collections.abc import Mapping

from slack_sdk.models.views import View
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Ahead, Occasion, Renderer
from bot.features.home import service
from bot.features.home.views import home_view
from bot.features.scorecards.views.strip import card_strip
from bot.i18n.translator import translator


async def _refresh(session: AsyncSession, occasion: Occasion) -> View:
    who, board = await service.board_to_show(session, occasion.workspace_id, occasion.recipient, occasion.now)
    return home_view(translator(who.language), board)


async def _strip(session: AsyncSession, occasion: Occasion) -> Ahead | None:
    who, published = await service.strip_to_bring(session, occasion.workspace_id, occasion.recipient)
    if published is None:
        return None
    then = await service.then_refreshed(session, who, now=occasion.now)
    return Ahead(card_strip(translator(who.language), published), then)


RENDERERS: Mapping[str, Renderer] = {"home.refresh": _refresh, service.STRIP: _strip}
