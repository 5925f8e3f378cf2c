"""Promises what people are told: by ids, and at an hour at which they work."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.features.appraisals.models import AppraisalRound
from bot.features.appraisals.rules import keys
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.scheduling.moments import moment_to_tell
from bot.settings import Settings
from bot.turn import Who


async def tell_published(
    session: AsyncSession, found: AppraisalRound, revisions: Mapping[int, int], *, now: datetime, settings: Settings
) -> None:
    """Everybody who was rated and is still here, once, as soon as they work."""
    members = await people.members_by_id(session, found.workspace_id, revisions.keys())
    present = {key: member for key, member in members.items() if member.is_active}
    habits = await people.habits_now(session, found.workspace_id, present.keys(), now=now)
    told = [
        _about(found, keys.PUBLISHED, member, revisions[key], moment_to_tell(habits[key], now))
        for key, member in present.items()
    ]
    await promise(session, told, now=now)


async def tell_revised(
    session: AsyncSession, found: AppraisalRound, member: Member, revision: int, *, due_at: datetime, now: datetime
) -> None:
    await promise(session, [_about(found, keys.REVISED, member, revision, due_at)], now=now)


async def refresh(session: AsyncSession, who: Who, *, now: datetime) -> None:
    """The person's newest prompt says what is left, and so does an open Home."""
    await people.refresh_prompt(session, who, now=now)
    await people.refresh_home(session, who, now=now)


def _about(found: AppraisalRound, kind: str, member: Member, revision: int, due_at: datetime) -> Promise:
    payload = {"round": found.key, "month": found.month}
    key = keys.published_key(found.key, member.key, revision)
    return Promise(found.workspace_id, key, kind, member.slack_user, due_at, payload, is_private=True)
