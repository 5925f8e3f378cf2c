"""Keeps an open Home fresh after something on it has changed."""

from collections.abc import Mapping

from slack_sdk.models.views import View
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.home import service
from bot.features.home.views import home_view
from bot.i18n.translator import translator


async def _refresh(session: AsyncSession, occasion: Occasion) -> View:
    who, board = await service.board_to_show(session, occasion.workspace_id, occasion.recipient, occasion.now)
    return home_view(translator(who.language), board)


RENDERERS: Mapping[str, Renderer] = {"home.refresh": _refresh}
