"""Two members who are one person: what figures have to do with it."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import By
from bot.features.metrics.service.evidence import recount
from bot.features.people import service as people


async def merge_members(
    session: AsyncSession, workspace_id: int, wish: people.MergeWish, *, by: int | By, now: datetime
) -> people.Merged:
    """`people.merge`, with the roll-ups that follow from it. Cards that are out stay as they are."""
    merged = await people.merge(session, workspace_id, wish, by=by, now=now)
    if merged.is_done:
        await recount(session, workspace_id, merged.new.key)
        await people.refresh_homes(session, workspace_id, [merged.new.key], now=now, managers=True, hr=True)
    return merged
