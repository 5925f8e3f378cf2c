"""What nobody asks for: rounds open, are published when no cards are, and people are told what is left to write."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Renderer
from bot.features.appraisals import service
from bot.features.appraisals.rules import keys
from bot.features.appraisals.views import messages
from bot.features.feedback.service import may_disturb_now
from bot.features.people import service as people
from bot.i18n.translator import translator
from bot.scheduling.asking import is_over
from bot.scheduling.models import DAILY, WHOLE_WORKSPACE
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.service import Fired, Handler, keep
from bot.settings import Settings
from bot.slack.messages import Message
from bot.turn import Who

MIDNIGHT = 0
"""Where the workspace is: the day's messages are planned before most people's mornings, and sent in these."""


async def keep_rounds(session: AsyncSession, workspace_id: int, settings: Settings, *, now: datetime) -> None:
    """Look once a day what is due."""
    wanted = {WHOLE_WORKSPACE: Recurrence(DAILY, MIDNIGHT, settings.time_zone)}
    await keep(session, workspace_id=workspace_id, kind=keys.DAY, wanted=wanted, now=now)


def plan_day(settings: Settings) -> Handler:
    """Open what is due, publish what is late, promise the day's prompts; doing it again changes nothing."""

    async def plan(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
        for each in fired:
            await service.open_due(session, each.workspace_id, settings, on=each.on)
            await service.publish_late(session, each.workspace_id, on=each.on, now=now, settings=settings)
            await service.plan_prompts(session, each.workspace_id, settings, on=each.on, now=now)

    return plan


async def render_prompt(session: AsyncSession, occasion: Occasion) -> Message | None:
    """None when nothing is left, on a day or at an hour that turned out to be free, and once its day is over: another
    day has a prompt of its own."""
    who = await _reader(session, occasion)
    on, at = date.fromisoformat(occasion.payload["on"]), datetime.fromisoformat(occasion.payload["at"])
    if is_over(on, at, occasion.now, who.zone):
        return None
    todo = await service.todo_of(session, who, now=occasion.now)
    if not _is_of(todo, occasion) or todo.is_done:
        return None
    if not await may_disturb_now(session, who, now=occasion.now):
        return None
    return messages.prompt_message(translator(who.language), todo)


async def render_done(session: AsyncSession, occasion: Occasion) -> Message | None:
    """In the prompt's place: what is left now."""
    who = await _reader(session, occasion)
    todo = await service.todo_of(session, who, now=occasion.now)
    return messages.prompt_message(translator(who.language), todo) if _is_of(todo, occasion) else None


async def render_published(session: AsyncSession, occasion: Occasion) -> Message:
    who = await _reader(session, occasion)
    return messages.published_message(translator(who.language), occasion.payload["month"])


async def render_revised(session: AsyncSession, occasion: Occasion) -> Message:
    who = await _reader(session, occasion)
    return messages.revised_message(translator(who.language), occasion.payload["month"])


RENDERERS: Mapping[str, Renderer] = {
    keys.PROMPT: render_prompt,
    keys.DONE: render_done,
    keys.PUBLISHED: render_published,
    keys.REVISED: render_revised,
}


def handlers(settings: Settings) -> Mapping[str, Handler]:
    return {keys.DAY: plan_day(settings)}


async def _reader(session: AsyncSession, occasion: Occasion) -> Who:
    """Rejected, and nothing sent, for somebody who has left."""
    return await people.reader(session, occasion.workspace_id, occasion.recipient)


def _is_of(todo: service.Todo, occasion: Occasion) -> bool:
    return todo.round is not None and todo.round.key == occasion.payload["round"]
