"""What somebody wanted to learn or do by a day comes back in the prompt of that day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.talks.models import TalkItem
from bot.features.talks.repository import items as repository
from bot.turn import Who

LATEST = timedelta(days=14)
"""Whoever was away longer finds it on the sheet of the next talk."""


@dataclass(frozen=True, slots=True)
class OwnItem:
    """Something that the reader took on, with whose capability plan it stands in."""

    item: TalkItem
    member: Member
    is_own: bool


async def items_due(session: AsyncSession, who: Who, on: date, *, asked: Collection[int]) -> list[OwnItem]:
    """Open ones whose day has come, but for those that a prompt has `asked` about already."""
    found = await repository.own_open(session, people.own(who), until=on)
    fresh = [(item, member) for item, member in found if item.due_on > on - LATEST and item.key not in asked]
    return [OwnItem(item, member, member.key == who.member_id) for item, member in fresh]


async def items_named(session: AsyncSession, who: Who, keys: Collection[int]) -> list[OwnItem]:
    """Of those that a prompt has asked about, done or not, what is still the reader's."""
    found = await repository.own_named(session, people.own(who), keys)
    return [OwnItem(item, member, member.key == who.member_id) for item, member in found]


async def owners_outside(session: AsyncSession, workspace_id: int, *, on: date) -> set[int]:
    """Who is in no team on that day and has something to do or learn."""
    return await repository.owners_outside(session, workspace_id, on=on)
