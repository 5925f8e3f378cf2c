"""How what is about a member is forgotten, and what those who decide about it and the log may ask."""

from collections.abc import Collection, Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement.repository import personal
from bot.features.improvement.repository.expiry import old_plans
from bot.features.improvement.rules.states import State

__all__ = ["forget_plans", "has_records", "old_plans", "signals_about"]

NEVER_PUBLISHED = frozenset({State.DROPPED.value})


async def forget_plans(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """All that is about them. What they wrote in plans of others is those others' and stays, signed by a number."""
    await personal.remove_about(session, workspace_id, member_id)


async def has_records(session: AsyncSession, workspace_id: int, member_id: int) -> bool:
    """Whether there is something about the member that somebody may have a duty to keep: a plan without an outcome, or
    one that is over and still kept. Drafts that came to nothing are none."""
    return await personal.has_records(session, workspace_id, member_id, but=NEVER_PUBLISHED)


async def signals_about(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> Sequence[int]:
    """Numbers of everything that was noticed about these accounts."""
    return await personal.signals_about(session, workspace_id, member_ids)
