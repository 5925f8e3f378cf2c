"""Files are brought from Slack once a form has been saved, and sent to those who ask for them."""

from collections.abc import Mapping
from functools import partial

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Fetch, Occasion, Renderer
from bot.features.improvement import service
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.files import MOST_BYTES
from bot.features.improvement.views import files as views
from bot.features.people import service as people
from bot.i18n.translator import translator
from bot.slack.files import Upload
from bot.slack.messages import Message


async def render_fetch(session: AsyncSession, occasion: Occasion) -> Fetch | None:
    """None when nobody waits for it any more."""
    file_id = int(occasion.payload["id"])
    row = await service.file_to_fetch(session, occasion.workspace_id, file_id)
    kept = partial(service.keep, workspace_id=occasion.workspace_id, file_id=file_id, now=occasion.now)
    return Fetch(row.slack_id, occasion.recipient, MOST_BYTES + 1, kept) if row else None


async def render_attached(session: AsyncSession, occasion: Occasion) -> Upload | None:
    """None when the reader may not read what it is attached to by now."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    plan_id, file_id = int(occasion.payload["id"]), int(occasion.payload["file"])
    row = await service.file_for(session, who, plan_id, file_id, now=occasion.now)
    return views.handed(translator(who.language), row) if row else None


async def render_refused(session: AsyncSession, occasion: Occasion) -> Message | None:
    """None when its reader may not know of the plan any more."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    refused = await service.refused_of(session, who, int(occasion.payload["id"]), now=occasion.now)
    return views.refused_message(translator(who.language), refused) if refused else None


RENDERERS: Mapping[str, Renderer] = {
    keys.FETCH: render_fetch,
    keys.ATTACHED: render_attached,
    keys.REFUSED: render_refused,
}
