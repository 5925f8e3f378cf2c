"""What is said about steps of workflows when it is sent: to people, and to Slack."""

from collections.abc import Mapping
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.delivery.promises import Completion, Occasion, Renderer
from bot.features.people import service as people
from bot.features.workflows import rules, service
from bot.features.workflows.views import checkin_message, done_message, failure_text, rating_message
from bot.i18n.translator import translator
from bot.slack.messages import Message


async def render_checkin(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    on, is_done = date.fromisoformat(occasion.payload["on"]), bool(occasion.payload.get("is_done"))
    if not await service.checkin_asked(session, who, on, is_done=is_done):
        return None
    return (done_message if is_done else checkin_message)(translator(who.language), on)


async def render_rating(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    due = await service.rating_asked(session, who, int(occasion.payload["step"]), now=occasion.now)
    return rating_message(translator(who.language), due) if due else None


async def render_end(session: AsyncSession, occasion: Occasion) -> Completion:
    """In the workspace's language: it is nobody's own."""
    about = occasion.payload
    if "error" in about:
        words = failure_text(translator(settings_of(session).language), about)
        return Completion(occasion.recipient, error=words)
    return Completion(occasion.recipient, outputs=about)


RENDERERS: Mapping[str, Renderer] = {
    rules.ASKED_CHECKIN: render_checkin,
    rules.ASKED_RATING: render_rating,
    rules.END: render_end,
}
