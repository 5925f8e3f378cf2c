"""Promises what people are told: by ids, and at an hour at which they work."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import workspace_day
from bot.delivery.models import UPDATE
from bot.delivery.promises import Promise, promise
from bot.features.goals.models import Goal
from bot.features.goals.rules import keys
from bot.features.goals.service.finding import Place, deciders
from bot.features.people import service as people


async def tell_proposed(session: AsyncSession, row: Goal, *, now: datetime) -> None:
    """Who can agree to it, once."""
    promises = []
    for each in await deciders(session, row, now=now):
        due_at = await people.when_to_tell(session, each, now=now)
        key = keys.proposed_key(row.key, each.key)
        promises.append(Promise(row.workspace_id, key, keys.PROPOSED, each.slack_user, due_at, {"goal": row.key}))
    await promise(session, promises, now=now)


async def tell_edited(session: AsyncSession, row: Goal, *, now: datetime) -> None:
    """In what was said before, in place."""
    told = [
        Promise(
            row.workspace_id,
            keys.edited_key(row.key, each.key, now),
            keys.PROPOSED,
            each.slack_user,
            now,
            {"goal": row.key},
            UPDATE,
            keys.proposed_key(row.key, each.key),
        )
        for each in await deciders(session, row, now=now)
    ]
    await promise(session, told, now=now)


async def tell_decided(session: AsyncSession, row: Goal, *, by: int, now: datetime) -> None:
    """Who has proposed it and who owns it, but for who decided."""
    known = await people.members_by_id(session, row.workspace_id, {row.proposed_by, row.owner_id} - {by})
    promises = []
    for each in known.values():
        if each.is_active:
            due_at = await people.when_to_tell(session, each, now=now)
            key = keys.decided_key(row.key, each.key)
            promises.append(Promise(row.workspace_id, key, keys.DECIDED, each.slack_user, due_at, {"goal": row.key}))
    await promise(session, promises, now=now)


async def refresh_home(session: AsyncSession, place: Place, *, now: datetime) -> None:
    """Who owns it, who leads and, of a team's goal, everybody of the team see on their Home what is true now."""
    row = place.row
    seen = {row.owner_id, *([place.lead.key] if place.lead else ())}
    if row.team_id is not None:
        team = await people.team_members(session, row.workspace_id, row.team_id, on=workspace_day(session, now))
        seen |= {each.key for each in team}
    await people.refresh_homes(session, row.workspace_id, seen, now=now)
