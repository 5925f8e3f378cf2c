"""Prompts that people were promised, and what has become of them."""

from collections.abc import Sequence

from sqlmodel import select

from bot.clock import SystemClock
from bot.delivery.models import Delivery
from bot.delivery.promises import Promise, promise
from bot.features.people.models import Member
from bot.features.people.rules.prompts import PROMPT, prompt_key
from tests.chaos.crowd import today
from tests.chaos.record import keys_seen
from tests.chaos.victim import Place


async def promise_prompts(at: Place, users: Sequence[str]) -> list[str]:
    """Today's prompt to each of them, now; returns the keys."""
    now, on = SystemClock().now(), today()
    async with at.database.write() as session:
        members = (await session.exec(select(Member).where(Member.slack_user.in_(users)))).all()
        payload = {"on": on.isoformat(), "at": now.isoformat()}
        promises = [
            Promise(each.workspace_id, prompt_key(each.key, on), PROMPT, each.slack_user, now, payload)
            for each in members
        ]
        assert await promise(session, promises, now=now) == len(users)
    return [each.key for each in promises]


async def row(at: Place, key: str) -> Delivery:
    async with at.database.read() as session:
        return (await session.exec(select(Delivery).where(Delivery.unique_key == key))).one()


def are_there(at: Place, keys: Sequence[str]) -> bool:
    seen = keys_seen(at)
    return all(seen[key] for key in keys)
