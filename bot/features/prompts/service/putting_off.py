"""Puts a prompt off: all of it, until a moment at which there is one prompt again."""

from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise, withdraw
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.rules.prompts import PROMPT, again_key, prompt_key
from bot.features.people.service import Prompted
from bot.scheduling.asking import PutOff
from bot.scheduling.asking import put_off as moment_of
from bot.settings import Settings
from bot.turn import Who

OLDEST_PUT_OFF = 7
"""Days after which a prompt is no longer worth being put off."""


async def put_off(
    session: AsyncSession, who: Who, on: date, choice: str, *, now: datetime, settings: Settings
) -> datetime:
    """Ask for all that is left of the newest prompt, of the day `on`, again later; returns when. Put off until another
    day, it is that day's prompt; the last choice counts.

    Rejected when there is a newer one, or it is too old, and when the choice is no `PutOff`, or has passed.
    """
    prompts = await people.prompts_of(session, who, now=now)
    newest, today = prompts.newest, who.day_of(now)
    if newest is None or newest.on != on or not 0 <= (today - on).days <= OLDEST_PUT_OFF:
        raise Rejected("prompts-error-put-off-over", on=on)
    at = await _moment(session, who, choice, now=now, settings=settings)
    await withdraw(session, who.workspace_id, [each.key for each in prompts.known if not each.is_out])
    if not await promise(session, [_promise(who, newest, at, is_first=who.day_of(at) != on)], now=now):
        await promise(session, [_promise(who, newest, at, is_first=False)], now=now)
    await people.refresh_prompt(session, who, now=now)
    return at


async def _moment(session: AsyncSession, who: Who, choice: str, *, now: datetime, settings: Settings) -> datetime:
    today, days = who.day_of(now), settings.working_days
    habits = await people.habits_of(session, who.workspace_id, [who.member_id], working_days=days, today=today)
    at = moment_of(habits[who.member_id], PutOff(choice), now) if choice in list(PutOff) else None
    if at is None:
        raise Rejected("prompts-error-put-off-late")
    return at.replace(second=0, microsecond=0)


def _promise(who: Who, earlier: Prompted, at: datetime, *, is_first: bool) -> Promise:
    """With `is_first` as the prompt of its day."""
    on = who.day_of(at)
    key = prompt_key(who.member_id, on) if is_first else again_key(who.member_id, on, at)
    days = sorted({on, *(each for each in earlier.days if (on - each).days <= OLDEST_PUT_OFF)})
    payload = {
        "on": on.isoformat(),
        "at": at.isoformat(),
        "put_off": earlier.key,
        "days": [each.isoformat() for each in days],
    }
    return Promise(who.workspace_id, key, PROMPT, who.slack_user, at, payload)
