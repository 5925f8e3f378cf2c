"""What nobody asks for: the close, results, and what is said about them when it is sent."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.people import service as people
from bot.features.retrospectives import service
from bot.features.retrospectives.rules import keys
from bot.features.retrospectives.service import Line
from bot.features.retrospectives.views import messages
from bot.i18n.translator import Translator, translator
from bot.scheduling.models import DAILY, WHOLE_WORKSPACE
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.service import Handler, keep
from bot.slack.messages import Message
from bot.turn import Who

EARLY = 7 * 60
"""Before anybody's morning, so that what has ended is told in it."""


async def keep_retrospectives(
    session: AsyncSession, workspace_id: int, *, zone: str, working_days: str, now: datetime
) -> None:
    """A look every day."""
    wanted = {WHOLE_WORKSPACE: Recurrence(DAILY, EARLY, zone, working_days)}
    await keep(session, workspace_id=workspace_id, kind=keys.UPKEEP, wanted=wanted, now=now)


async def render_opened(session: AsyncSession, occasion: Occasion) -> Message | None:
    return await _about(session, occasion, messages.opened_message)


async def render_closed(session: AsyncSession, occasion: Occasion) -> Message | None:
    return await _about(session, occasion, messages.closed_message)


async def render_results(session: AsyncSession, occasion: Occasion) -> Message | None:
    return await _about(session, occasion, messages.results_message)


async def render_given(session: AsyncSession, occasion: Occasion) -> Message | None:
    """Nothing new about what is done already, nor on a day off that was not known of before; what was sent is kept
    up to date."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    items = await service.told_actions(session, who, [_day(occasion)], is_reminder=False)
    is_again = bool(occasion.payload.get("again"))
    if not is_again and not await _is_wanted(session, who, items, occasion.now):
        return None
    return messages.given_message(translator(who.language), items, today=who.day_of(occasion.now))


RENDERERS: Mapping[str, Renderer] = {
    keys.OPENED: render_opened,
    keys.CLOSED: render_closed,
    keys.RESULTS: render_results,
    keys.GIVEN: render_given,
}
HANDLERS: Mapping[str, Handler] = {keys.UPKEEP: service.look_after}


async def _about(
    session: AsyncSession, occasion: Occasion, message: Callable[[Translator, Line], Message]
) -> Message | None:
    """To somebody of it; Rejected, and nothing sent, for somebody who has left."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    line = await service.headline(session, who, int(occasion.payload["retrospective"]))
    return message(translator(who.language), line) if line else None


async def _is_wanted(session: AsyncSession, who: Who, items: list[service.Item], now: datetime) -> bool:
    has_open = any(each.action.is_open for each in items)
    return has_open and await people.may_disturb_now(session, who, now=now)


def _day(occasion: Occasion) -> date:
    return date.fromisoformat(occasion.payload["on"])
