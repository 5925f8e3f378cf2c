"""The prompt for ratings: one a day, for all cycles together, and what takes its place."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.delivery.promises import Occasion, Promise, Renderer, promise
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.reviews import service
from bot.features.reviews.repository import prompting
from bot.features.reviews.rules.keys import DONE, PROMPT, prompt_key
from bot.features.reviews.rules.reminders import PROMPT_MINUTE, minutes_later
from bot.features.reviews.views.prompts import done_message, prompt_message
from bot.i18n.translator import translator
from bot.scheduling.asking import Habits, time_to_ask
from bot.scheduling.models import DAILY
from bot.scheduling.recurrence import Occurrence, Recurrence
from bot.scheduling.service import Fired, Handler, keep
from bot.scheduling.working_calendar import Why
from bot.settings import Settings
from bot.slack.messages import Message

DAY = timedelta(days=1)


async def keep_rating_prompts(session: AsyncSession, workspace_id: int, settings: Settings, *, now: datetime) -> None:
    """A schedule in their own zone for everybody with something to rate today or, somewhere, tomorrow; none for
    anybody while no cycle is open."""
    today = now.date()
    first, last = today - DAY, today + DAY
    if await prompting.are_schedules_kept(session, workspace_id, PROMPT, first=first, last=last):
        return
    raters = await prompting.raters_to_ask(session, workspace_id, first=first, last=last)
    wanted = {
        key: Recurrence(DAILY, PROMPT_MINUTE, member.zone, settings.working_days) for key, member in raters.items()
    }
    await keep(session, workspace_id=workspace_id, kind=PROMPT, wanted=wanted, now=now)


async def plan_prompts(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Promise the day's prompt to everybody who has something to rate; whether it is their turn is found out when it is
    sent."""
    alike: dict[tuple[int, str], list[Fired]] = defaultdict(list)
    for each in fired:
        alike[each.workspace_id, each.working_days].append(each)
    figures_minute = settings_of(session).prompt_hour * 60
    for (workspace_id, working_days), some in alike.items():
        ids = [each.subject_id for each in some]
        first, last = min(each.on for each in some), max(each.on for each in some)
        raters = await prompting.raters_to_ask(session, workspace_id, first=first - DAY, last=last + DAY, among=ids)
        habits = await people.habits_of(session, workspace_id, ids, working_days=working_days, today=now.date())
        promises = [
            _promise(each, raters[each.subject_id], at)
            for each in some
            if each.subject_id in raters
            and (at := _when(each, raters[each.subject_id], habits[each.subject_id], figures_minute, now))
        ]
        await promise(session, promises, now=now)


async def render_prompt(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    key = occasion.payload.get("put_off")
    if key and not await service.is_newest(session, who, key):
        return None
    due = await service.due_on(
        session,
        who,
        date.fromisoformat(occasion.payload["on"]),
        wanted_at=datetime.fromisoformat(occasion.payload["at"]),
        is_put_off=key is not None,
        now=occasion.now,
        settings=settings_of(session),
    )
    return prompt_message(translator(who.language), due) if due else None


async def render_done(session: AsyncSession, occasion: Occasion) -> Message | None:
    """What is left, in place of the prompt."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    due = await service.due_now(session, who, now=occasion.now, settings=settings_of(session))
    return done_message(translator(who.language), due)


RENDERERS: Mapping[str, Renderer] = {PROMPT: render_prompt, DONE: render_done}
HANDLERS: Mapping[str, Handler] = {PROMPT: plan_prompts}


def _promise(fired: Fired, rater: Member, at: datetime) -> Promise:
    payload = {"on": fired.on.isoformat(), "at": at.isoformat()}
    return Promise(fired.workspace_id, prompt_key(rater.key, fired.on), PROMPT, rater.slack_user, at, payload)


def _when(fired: Fired, rater: Member, habits: Habits, figures_minute: int, now: datetime) -> datetime | None:
    """None when they are not to be asked. Who has just moved is asked once their schedule has followed them."""
    if habits.zone != fired.zone:
        return None
    own = figures_minute if rater.prompt_minute is None else rater.prompt_minute
    at = fired.scheduled_at + timedelta(minutes=minutes_later(own))
    found = time_to_ask(habits, Occurrence(fired.on, at), now)
    return None if isinstance(found, Why) else found
