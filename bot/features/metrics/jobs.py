"""What nobody asks for: the daily prompt, one reminder, and the confirmation that takes the prompt's place."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Promise, Renderer, promise
from bot.errors import Rejected
from bot.features.metrics import repository, service
from bot.features.metrics.rules.keys import DONE, NUDGE, PROMPT, nudge_key, prompt_key
from bot.features.metrics.views.prompts import done_message, nudge_message, prompt_message
from bot.features.people.service import members_with_team, reader
from bot.i18n.translator import translator
from bot.scheduling.models import WORKDAYS
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.service import Fired, Handler, keep
from bot.slack.messages import Message
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class PromptSettings:
    """`default_minute` from local midnight for members without their own; `working_days` as ISO weekdays `1-5`."""

    default_minute: int
    working_days: str
    nudge_after_minutes: int


async def keep_prompts(session: AsyncSession, workspace_id: int, settings: PromptSettings, *, now: datetime) -> None:
    """A prompt and a reminder for every active member of a team, as their zone and minute want it."""
    after = {PROMPT: 0, NUDGE: settings.nudge_after_minutes}
    kept = [
        await repository.are_schedules_kept(
            session,
            workspace_id,
            kind,
            default_minute=settings.default_minute,
            after=minutes,
            working_days=settings.working_days,
        )
        for kind, minutes in after.items()
    ]
    if all(kept):
        return
    members = [member for member, _ in await members_with_team(session, workspace_id)]
    for kind, minutes in after.items():
        wanted = {}
        for member in members:
            minute = settings.default_minute if member.prompt_minute is None else member.prompt_minute
            at = min(minute + minutes, repository.LAST_MINUTE)
            wanted[member.key] = Recurrence(WORKDAYS, at, member.zone, settings.working_days)
        await keep(session, workspace_id=workspace_id, kind=kind, wanted=wanted, now=now)


async def plan_prompts(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Promise each member's prompt of the day."""
    await _plan(session, fired, now, kind=PROMPT, key_of=prompt_key)


async def plan_nudges(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Promise each member's reminder of the day; it decides itself whether it is needed."""
    await _plan(session, fired, now, kind=NUDGE, key_of=nudge_key)


async def render_prompt(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await _reader(session, occasion)
    due = await service.due_of(session, who, _day(occasion), now=occasion.now) if who else None
    return prompt_message(translator(who.language), due) if who and due else None


async def render_nudge(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await _reader(session, occasion)
    due = await service.nudge_of(session, who, _day(occasion), now=occasion.now) if who else None
    return nudge_message(translator(who.language), due) if who and due else None


async def render_done(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await _reader(session, occasion)
    done = await service.done_of(session, who, _day(occasion)) if who else None
    return done_message(translator(who.language), done) if who and done else None


RENDERERS: dict[str, Renderer] = {PROMPT: render_prompt, NUDGE: render_nudge, DONE: render_done}
HANDLERS: dict[str, Handler] = {PROMPT: plan_prompts, NUDGE: plan_nudges}


async def _plan(
    session: AsyncSession, fired: list[Fired], now: datetime, *, kind: str, key_of: Callable[[int, date], str]
) -> None:
    by_workspace: dict[int, list[Fired]] = defaultdict(list)
    for each in fired:
        by_workspace[each.workspace_id].append(each)
    for workspace_id, some in by_workspace.items():
        recipients = await repository.slack_users(session, workspace_id, [each.subject_id for each in some])
        promises = []
        for each in some:
            on = each.scheduled_at.astimezone(ZoneInfo(each.zone)).date()
            recipient = recipients.get(each.subject_id)
            if recipient:
                key = key_of(each.subject_id, on)
                payload = {"on": on.isoformat()}
                promises.append(Promise(workspace_id, key, kind, recipient, each.scheduled_at, payload))
        await promise(session, promises, now=now)


async def _reader(session: AsyncSession, occasion: Occasion) -> Who | None:
    try:
        return await reader(session, occasion.workspace_id, occasion.recipient)
    except Rejected:
        return None


def _day(occasion: Occasion) -> date:
    return date.fromisoformat(occasion.payload["on"])
