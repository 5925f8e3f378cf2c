"""Promises what people are told: by ids, and at an hour at which they work."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.talks.rules import keys
from bot.features.talks.service.finding import Place
from bot.scheduling.asking import Habits
from bot.scheduling.moments import moment_to_tell

AHEAD = timedelta(hours=1)
BETWEEN_DIGESTS = 7
"""Days from one to the next."""


async def tell_managers(
    session: AsyncSession,
    asked: Iterable[Member],
    reminded: Iterable[Member],
    *,
    habits: Mapping[int, Habits],
    today: date,
    now: datetime,
) -> None:
    """One message for all people of each; whom it names is looked up when it is sent."""
    promises = [
        *_promises(asked, keys.ASKED, keys.asked_key, habits, today=today, now=now),
        *_promises(reminded, keys.REMINDED, keys.reminded_key, habits, today=today, now=now),
    ]
    await promise(session, promises, now=now)


async def tell_hr(
    session: AsyncSession,
    hr: Sequence[Member],
    period: str,
    *,
    habits: Mapping[int, Habits],
    today: date,
    now: datetime,
) -> None:
    """How many talks of the month were not held in time, once in seven days."""
    told = [
        Promise(
            each.workspace_id,
            keys.digest_key(each.key, today),
            keys.DIGEST,
            each.slack_user,
            moment_to_tell(on_duty(habits[each.key]), now),
            {"period": period},
        )
        for each in await _untold(session, hr, today=today)
    ]
    await promise(session, told, now=now)


async def _untold(session: AsyncSession, hr: Sequence[Member], *, today: date) -> list[Member]:
    """Who has not heard of late talks on one of the six days before."""
    if not hr:
        return []
    days = [today - timedelta(days=back) for back in range(1, BETWEEN_DIGESTS)]
    keys_of = {each.key: {keys.digest_key(each.key, on) for on in days} for each in hr}
    there = await people.prompts_there(session, hr[0].workspace_id, set().union(*keys_of.values()))
    return [each for each in hr if there.isdisjoint(keys_of[each.key])]


def on_duty(habits: Habits) -> Habits:
    """A pause of prompts is none of a duty that has a last day."""
    return replace(habits, paused_until=None)


async def tell_other(
    session: AsyncSession, place: Place, kind: str, key: str, payload: Mapping[str, int | str], *, now: datetime
) -> None:
    """The one of both who has not done it, while they work; both have a fresh Home."""
    other = place.other
    if other is not None and other.is_active:
        due_at = await people.when_to_tell(session, other, now=now)
        told = Promise(place.row.workspace_id, key, kind, other.slack_user, due_at, payload)
        await promise(session, [told], now=now)
    await refresh(session, place, now=now)


async def tell_both_before(
    session: AsyncSession, place: Place, payload: Mapping[str, int | str], meet_at: datetime, *, now: datetime
) -> None:
    """An hour before they talk, which both have agreed on whatever the hour; not when that is in less than an hour."""
    due_at = meet_at - AHEAD
    if due_at <= now:
        return
    told = [
        Promise(
            place.row.workspace_id,
            keys.soon_key(place.row.key, meet_at, each.slack_user),
            keys.SOON,
            each.slack_user,
            due_at,
            payload,
        )
        for each in (place.member, place.manager)
        if each is not None
    ]
    await promise(session, told, now=now)


async def refresh(session: AsyncSession, place: Place, *, now: datetime) -> None:
    """Both see on their Home what is true now."""
    both = [each for each in (place.member, place.manager) if each is not None and each.is_active]
    await promise(session, [people.home_of(each, now) for each in both], now=now)


def _promises(
    managers: Iterable[Member],
    kind: str,
    key_of: Callable[[int, date], str],
    habits: Mapping[int, Habits],
    *,
    today: date,
    now: datetime,
) -> list[Promise]:
    told: list[Promise] = []
    for each in {manager.key: manager for manager in managers}.values():
        due_at = moment_to_tell(on_duty(habits[each.key]), now)
        place = (each.workspace_id, key_of(each.key, today), kind, each.slack_user)
        told += [Promise(*place, due_at, {"on": today.isoformat()}), people.home_of(each, now)]
    return told
