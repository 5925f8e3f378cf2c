"""Renders prompts: gathers what the parts say. A part that breaks down keeps no other from being asked."""

from collections.abc import Awaitable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.delivery.promises import Occasion
from bot.errors import Rejected
from bot.features.metrics import service as metrics
from bot.features.metrics.views.prompts import nudge_message
from bot.features.people import service as people
from bot.features.people.rules.prompts import prompt_key
from bot.features.people.service import Prompted, Prompts
from bot.features.prompts.jobs.part import Asking
from bot.features.prompts.jobs.parts import PARTS
from bot.features.prompts.service import OLDEST_PUT_OFF
from bot.features.prompts.views.prompts import Later, Section, prompt_message
from bot.i18n.translator import translator
from bot.scheduling.asking import Habits, after_quiet, choices_of, is_over
from bot.scheduling.recurrence import at_local_time
from bot.slack.links import led_home
from bot.slack.messages import Message
from bot.turn import Who

log = structlog.get_logger(__name__)

NUDGE_APART = timedelta(minutes=10)
"""After an outage prompt and reminder fall due together; a reminder this soon after the prompt reminds of nothing."""


async def render_prompt(session: AsyncSession, occasion: Occasion) -> Message | None:
    """None when nothing is due, while the member is not to be asked, and once the prompt has become pointless.
    Rejected, and nothing sent, for somebody who has left. Whatever broke down, where nothing else is left to ask."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    asking = await _asking(session, who, occasion)
    if asking is None:
        return None
    asked = [await _carefully(part.name, part.ask(session, asking)) for part in PARTS]
    sections = [each for each in asked if isinstance(each, Section)]
    if not sections:
        _raise_broken(asked)
        return None
    message = prompt_message(asking.t, asking.on, sections, Later(choices_of(asking.habits, asking.now)))
    return replace(message, noted={"parts": [each.part for each in sections]})


async def render_fresh(session: AsyncSession, occasion: Occasion) -> Message | None:
    """A prompt that was sent, as things are now."""
    who = await people.reader(session, occasion.workspace_id, occasion.recipient)
    prompts = await people.prompts_of(session, who, now=occasion.now)
    prompted = prompts.named(occasion.payload["prompt"])
    if prompted is None:
        return None
    habits = await _habits(session, who, occasion.now)
    at = prompted.at or occasion.now
    asking = Asking(who, prompted.on, at, occasion.now, prompted.days, habits, prompts)
    shown = await _sections_again(session, asking, prompted)
    sections = [each for each in shown if isinstance(each, Section)]
    if not sections:
        _raise_broken(shown)
        return None
    message = prompt_message(asking.t, prompted.on, sections, _later(asking, prompted))
    if any(each.is_open for each in sections):
        return message
    return led_home(asking.t, await people.links_into(session, who.workspace_id), message)


async def render_nudge(session: AsyncSession, occasion: Occasion) -> Message | None:
    """None when anything came in for the day, it is over, or the prompt was put off, was not sent or only just."""
    who, on = await people.reader(session, occasion.workspace_id, occasion.recipient), _day(occasion)
    prompts = await people.prompts_of(session, who, now=occasion.now)
    if not _is_to_be_reminded(who, prompts, on, occasion.now) or await metrics.is_told(session, who, on):
        return None
    if not _may_be_asked(await _habits(session, who, occasion.now), on, occasion.now):
        return None
    due = await metrics.due_of(session, who, on)
    if due is None:
        return None
    t = translator(who.language)
    return led_home(t, await people.links_into(session, who.workspace_id), nudge_message(t, due))


async def render_nothing(_session: AsyncSession, _occasion: Occasion) -> None:
    """What was promised by an earlier version and is in the day's prompt."""


async def _asking(session: AsyncSession, who: Who, occasion: Occasion) -> Asking | None:
    on, at, now = _day(occasion), _wanted_at(who, occasion), occasion.now
    if is_over(on, at, now, who.zone):
        return None
    habits = await _habits(session, who, now)
    if not _may_be_asked(habits, max(on, who.day_of(at)), now):
        return None
    prompts = await people.prompts_of(session, who, now=now)
    days = tuple(date.fromisoformat(each) for each in occasion.payload.get("days", ())) or (on,)
    put_off = prompts.named(occasion.payload.get("put_off"))
    return Asking(who, on, at, now, days, habits, prompts, put_off)


async def _sections_again(
    session: AsyncSession, asking: Asking, prompted: Prompted
) -> list[Section | Exception | None]:
    found = []
    for part in PARTS:
        for each in prompted.parts:
            name, _, about = each.partition(":")
            if name == part.name:
                found.append(await _carefully(name, part.again(session, asking, about)))
    return found


def _raise_broken(asked: Iterable[Section | Exception | None]) -> None:
    """For the operator to see, where the one thing to be asked could not be shown."""
    if broken := next((each for each in asked if isinstance(each, Exception)), None):
        raise broken


async def _carefully(name: str, section: Awaitable[Section | None]) -> Section | Exception | None:
    try:
        return await section
    except Rejected:
        return None
    except (SQLAlchemyError, OSError):
        raise
    except Exception as error:
        log.exception("a part of a prompt cannot be shown", part=name)
        return error


def _later(asking: Asking, prompted: Prompted) -> Later:
    """Only the newest can be put off."""
    following, newest = asking.prompts.following(prompted.key), asking.prompts.newest
    is_newest = newest is not None and newest.key == prompted.key
    is_late = (asking.who.day_of(asking.now) - prompted.on).days > OLDEST_PUT_OFF
    choices = choices_of(asking.habits, asking.now) if is_newest and not is_late else ()
    return Later(choices, following.at if following else None, asking.who.zone)


def _is_to_be_reminded(who: Who, prompts: Prompts, on: date, now: datetime) -> bool:
    key = prompt_key(who.member_id, on)
    prompted = prompts.named(key)
    if who.day_of(now) != on or prompted is None or prompted.sent_at is None or now - prompted.sent_at < NUDGE_APART:
        return False
    return not any(each.put_off and each.put_off.startswith(key) for each in prompts.known)


def _may_be_asked(habits: Habits, on: date, now: datetime) -> bool:
    return habits.why_unasked(on) is None and after_quiet(habits, now) == now


async def _habits(session: AsyncSession, who: Who, now: datetime) -> Habits:
    days, today = settings_of(session).working_days, who.day_of(now)
    found = await people.habits_of(session, who.workspace_id, [who.member_id], working_days=days, today=today)
    return found[who.member_id]


def _day(occasion: Occasion) -> date:
    return date.fromisoformat(occasion.payload["on"])


def _wanted_at(who: Who, occasion: Occasion) -> datetime:
    """What was promised by a version that did not write the moment down is good for its day."""
    if "at" in occasion.payload:
        return datetime.fromisoformat(occasion.payload["at"])
    return at_local_time(_day(occasion), 0, who.zone) or occasion.now
