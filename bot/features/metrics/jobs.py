"""What nobody asks for: the daily prompt, one reminder, the confirmation that takes the prompt's place, and to leads
who is missing."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion, Promise, Renderer, promise
from bot.errors import Rejected
from bot.features.metrics import repository, service
from bot.features.metrics.rules.keys import DIGEST, DONE, NUDGE, PROMPT, SNOOZED, digest_key, nudge_key, prompt_key
from bot.features.metrics.service import Due, PromptSettings, asked_at
from bot.features.metrics.views.prompts import digest_message, done_message, nudge_message, prompt_message
from bot.features.people.models import Member
from bot.features.people.service import habits_of, leads, members_with_team, reader
from bot.i18n.translator import translator
from bot.scheduling.asking import Habits, is_over, time_to_ask
from bot.scheduling.models import DAILY
from bot.scheduling.recurrence import Occurrence, Recurrence, at_local_time
from bot.scheduling.service import Fired, Handler, keep
from bot.scheduling.working_calendar import Why
from bot.slack.messages import Message
from bot.turn import Who


async def keep_prompts(session: AsyncSession, workspace_id: int, settings: PromptSettings, *, now: datetime) -> None:
    """A prompt and a reminder for every active member of a team, as their zone and minute want it. Who is in a
    team is decided by the day in UTC: schedules are there in time, whatever the zone."""
    today = now.date()
    after = {PROMPT: 0, NUDGE: settings.nudge_after_minutes}
    kept = [
        await repository.are_schedules_kept(
            session,
            workspace_id,
            kind,
            on=today,
            default_minute=settings.default_minute,
            after=minutes,
            working_days=settings.working_days,
        )
        for kind, minutes in after.items()
    ]
    if not all(kept):
        members = [member for member, _ in await members_with_team(session, workspace_id, on=today)]
        for kind, minutes in after.items():
            wanted = {each.key: _daily(each, settings, minutes) for each in members}
            await keep(session, workspace_id=workspace_id, kind=kind, wanted=wanted, now=now)
    digests = {
        lead.key: Recurrence(DAILY, settings.digest_minute, lead.zone, settings.working_days)
        for lead in (await leads(session, workspace_id, on=today)).values()
    }
    await keep(session, workspace_id=workspace_id, kind=DIGEST, wanted=digests, now=now)


def _daily(member: Member, settings: PromptSettings, after: int) -> Recurrence:
    return Recurrence(DAILY, asked_at(member, settings, after=after), member.zone, settings.working_days)


async def plan_prompts(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Promise each member's prompt of the day."""
    await _plan(session, fired, now, kind=PROMPT, key_of=prompt_key)


async def plan_nudges(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Promise each member's reminder of the day; it decides itself whether it is needed."""
    await _plan(session, fired, now, kind=NUDGE, key_of=nudge_key)


async def plan_digests(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Promise each lead's list of the day; who is missing is found out when it is sent."""
    await _plan(session, fired, now, kind=DIGEST, key_of=digest_key)


async def render_prompt(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await _reader(session, occasion)
    due = await _ask(service.due_of, session, who, occasion) if who else None
    return prompt_message(translator(who.language), due) if who and due else None


async def render_snoozed(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await _reader(session, occasion)
    due = await _ask(service.snoozed_due_of, session, who, occasion) if who else None
    return prompt_message(translator(who.language), due) if who and due else None


async def render_nudge(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await _reader(session, occasion)
    due = await service.nudge_of(session, who, _day(occasion), now=occasion.now) if who else None
    return nudge_message(translator(who.language), due) if who and due else None


async def render_done(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await _reader(session, occasion)
    done = await service.done_of(session, who, _day(occasion), now=occasion.now) if who else None
    return done_message(translator(who.language), done) if who and done else None


async def render_digest(session: AsyncSession, occasion: Occasion) -> Message | None:
    who = await _reader(session, occasion)
    if who is None or is_over(_day(occasion), _wanted_at(who, occasion), occasion.now, who.zone):
        return None
    missing = await service.missing_for(session, who, wanted_at=_wanted_at(who, occasion))
    return digest_message(translator(who.language), missing) if missing else None


RENDERERS: dict[str, Renderer] = {
    PROMPT: render_prompt,
    SNOOZED: render_snoozed,
    NUDGE: render_nudge,
    DONE: render_done,
    DIGEST: render_digest,
}
HANDLERS: dict[str, Handler] = {PROMPT: plan_prompts, NUDGE: plan_nudges, DIGEST: plan_digests}


async def _plan(
    session: AsyncSession, fired: list[Fired], now: datetime, *, kind: str, key_of: Callable[[int, date], str]
) -> None:
    alike: dict[tuple[int, str], list[Fired]] = defaultdict(list)
    for each in fired:
        alike[each.workspace_id, each.working_days].append(each)
    for (workspace_id, working_days), some in alike.items():
        ids = [each.subject_id for each in some]
        recipients = await repository.slack_users(session, workspace_id, ids)
        habits = await habits_of(session, workspace_id, ids, working_days=working_days, today=now.date())
        promises = []
        for at, together in _by_moment([each for each in some if each.subject_id in recipients], habits, now):
            payload = {"on": together[0].on.isoformat(), "at": at.isoformat()}
            for each in together:
                key = key_of(each.subject_id, each.on)
                promises.append(Promise(workspace_id, key, kind, recipients[each.subject_id], at, payload))
        await promise(session, promises, now=now)


def _by_moment(
    fired: list[Fired], habits: Mapping[int, Habits], now: datetime
) -> Iterator[tuple[datetime, list[Fired]]]:
    """When to ask, and who is asked then; reckoned once for all of one day whose habits are the same."""
    alike: dict[tuple[int, datetime, date, str], list[Fired]] = defaultdict(list)
    for each in fired:
        alike[id(habits.get(each.subject_id)), each.scheduled_at, each.on, each.zone].append(each)
    for some in alike.values():
        if at := _when(some[0], habits.get(some[0].subject_id), now):
            yield at, some


def _when(fired: Fired, habits: Habits | None, now: datetime) -> datetime | None:
    """None when nobody is to be asked. Who has just moved is asked once their schedule has followed them."""
    if habits is None or habits.zone != fired.zone:
        return None
    found = time_to_ask(habits, Occurrence(fired.on, fired.scheduled_at), now)
    return None if isinstance(found, Why) else found


async def _ask(
    due_of: Callable[..., Awaitable[Due | None]], session: AsyncSession, who: Who, occasion: Occasion
) -> Due | None:
    return await due_of(session, who, _day(occasion), wanted_at=_wanted_at(who, occasion), now=occasion.now)


async def _reader(session: AsyncSession, occasion: Occasion) -> Who | None:
    try:
        return await reader(session, occasion.workspace_id, occasion.recipient)
    except Rejected:
        return None


def _day(occasion: Occasion) -> date:
    return date.fromisoformat(occasion.payload["on"])


def _wanted_at(who: Who, occasion: Occasion) -> datetime:
    """What was promised by a version that did not write the moment down is good for its day."""
    if "at" in occasion.payload:
        return datetime.fromisoformat(occasion.payload["at"])
    return at_local_time(_day(occasion), 0, who.zone) or occasion.now
