"""The file with everything about a member, and the messages about requests to be forgotten."""

from collections.abc import Mapping

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.people.service import reader
from bot.features.privacy import service
from bot.features.privacy.models import DECLINED
from bot.features.privacy.views.export import export_file
from bot.features.privacy.views.requests import asked_message, declined_message, erased_message
from bot.i18n.translator import translator
from bot.slack.files import Upload
from bot.slack.messages import Message


async def _export(session: AsyncSession, occasion: Occasion) -> Upload:
    member_id = occasion.payload["member_id"]
    copy = await service.copy_of(session, occasion.workspace_id, occasion.recipient, member_id, occasion.now)
    return export_file(translator(copy.who.language), copy)


async def _asked(session: AsyncSession, occasion: Occasion) -> Message | None:
    """To who decides; nothing when it has been decided or withdrawn meanwhile, or is not theirs to decide any more."""
    who = await reader(session, occasion.workspace_id, occasion.recipient)
    asked = await service.open_for(session, who, occasion.payload["request"], now=occasion.now)
    return asked_message(translator(who.language), asked) if asked else None


async def _declined(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await reader(session, occasion.workspace_id, occasion.recipient)
    asked = await service.asked_of(session, occasion.workspace_id, occasion.payload["request"])
    if asked is None or asked.request.state != DECLINED or asked.member.key != who.member_id:
        return None
    return declined_message(translator(who.language), asked.request.decision_reason)


async def _erased(_session: AsyncSession, occasion: Occasion) -> Message:
    """To somebody who is no member any more."""
    return erased_message(translator(occasion.payload["language"]))


RENDERERS: Mapping[str, Renderer] = {
    service.EXPORT: _export,
    service.ASKED: _asked,
    service.DECLINED_TOLD: _declined,
    service.ERASED_TOLD: _erased,
}
