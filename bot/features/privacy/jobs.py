"""The file with everything about a member, made at the moment at which it is sent."""

from collections.abc import Mapping

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.privacy import service
from bot.features.privacy.views.export import export_file
from bot.i18n.translator import translator
from bot.slack.files import Upload


async def _export(session: AsyncSession, occasion: Occasion) -> Upload:
    member_id = occasion.payload["member_id"]
    copy = await service.copy_of(session, occasion.workspace_id, occasion.recipient, member_id, occasion.now)
    return export_file(translator(copy.who.language), copy)


RENDERERS: Mapping[str, Renderer] = {service.EXPORT: _export}
