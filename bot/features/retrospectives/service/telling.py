"""Promises what people are told: by ids, and at an hour at which they work."""

from collections.abc import Callable, Collection
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import UPDATE
from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service.lookup import who_is
from bot.features.retrospectives.models import RetroAction, Retrospective
from bot.features.retrospectives.rules import keys
from bot.scheduling.moments import moment_to_tell


async def tell_all(
    session: AsyncSession,
    row: Retrospective,
    member_ids: Collection[int],
    kind: str,
    key_of: Callable[[int, int], str],
    *,
    now: datetime,
) -> None:
    """Each of these once, as far as they are here, while they work; with a fresh Home at once."""
    found = await people.members_by_id(session, row.workspace_id, member_ids)
    there = [found[key] for key in sorted(found) if found[key].is_active]
    habits = await people.habits_now(session, row.workspace_id, [each.key for each in there], now=now)
    told = [
        Promise(
            row.workspace_id,
            key_of(row.key, each.key),
            kind,
            each.slack_user,
            moment_to_tell(habits[each.key], now),
            {"retrospective": row.key},
        )
        for each in there
    ]
    await promise(session, [*told, *(people.home_of(each, now) for each in there)], now=now)


async def tell_given(session: AsyncSession, action: RetroAction, owner: Member, *, now: datetime) -> None:
    """To the owner; what they are given later on the same day comes into the same message."""
    key, payload = keys.given_key(owner.key, action.given_on), {"on": action.given_on.isoformat()}
    due_at = await people.when_to_tell(session, owner, now=now)
    told = Promise(action.workspace_id, key, keys.GIVEN, owner.slack_user, due_at, payload)
    is_first = await promise(session, [told], now=now)
    more = [] if is_first else [_fresh(key, owner, action.given_on, due_at=due_at, now=now)]
    await promise(session, [*more, people.home_of(owner, now)], now=now)


async def refresh_told(session: AsyncSession, owner: Member, *, given_on: date, now: datetime) -> None:
    """The messages that show an action show what it is now."""
    key = keys.given_key(owner.key, given_on)
    await promise(session, [_fresh(key, owner, given_on, due_at=now, now=now), people.home_of(owner, now)], now=now)
    await people.refresh_prompt(session, who_is(owner), now=now)


def _fresh(key: str, owner: Member, on: date, *, due_at: datetime, now: datetime) -> Promise:
    """Not before the message itself is due, which shows by itself what is true then."""
    again = {"on": on.isoformat(), "again": True}
    its_key = f"{key}:{now:%Y%m%dT%H%M%S%f}"
    return Promise(
        owner.workspace_id, its_key, keys.GIVEN, owner.slack_user, due_at, again, operation=UPDATE, updates_key=key
    )
