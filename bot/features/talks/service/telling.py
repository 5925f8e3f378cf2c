"""Promises what people are told: by ids, and at an hour at which they work."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.talks.rules import keys
from bot.scheduling.asking import Habits
from bot.scheduling.moments import moment_to_tell


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
    """How many talks of the month were not held in time, once a week."""
    told = [
        Promise(
            each.workspace_id,
            keys.digest_key(each.key, today),
            keys.DIGEST,
            each.slack_user,
            moment_to_tell(habits[each.key], now),
            {"period": period},
        )
        for each in hr
    ]
    await promise(session, told, now=now)


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
        due_at = moment_to_tell(habits[each.key], now)
        place = (each.workspace_id, key_of(each.key, today), kind, each.slack_user)
        told += [Promise(*place, due_at, {"on": today.isoformat()}), people.home_of(each, now)]
    return told
