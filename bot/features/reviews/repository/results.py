"""SQL about what is left of released cycles, for cards. Nothing here reads who is to rate whom, or what was said."""

from collections.abc import Collection

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.features.reviews.models import ReviewCycle, ReviewResult
from bot.features.reviews.rules.cycles import State


async def released_cycles(
    session: AsyncSession, workspace_id: int, *, months: Collection[str], kinds: Collection[str]
) -> list[ReviewCycle]:
    """Of these months, written 2026-12, and kinds; tests are left out."""
    query = select(ReviewCycle).where(
        ReviewCycle.workspace_id == workspace_id,
        col(ReviewCycle.month).in_(months),
        col(ReviewCycle.kind).in_(kinds),
        ReviewCycle.state == State.RELEASED.value,
        col(ReviewCycle.is_test).is_(False),
    )
    return list((await session.exec(query.order_by(col(ReviewCycle.id)))).all())


async def corrections_of(
    session: AsyncSession, workspace_id: int, cycle_ids: Collection[int]
) -> dict[int, dict[str, float | None]]:
    """Cycle → metric → `ReviewCycle.corrections`; nothing of a cycle that has none."""
    query = select(ReviewCycle.id, ReviewCycle.corrections).where(
        ReviewCycle.workspace_id == workspace_id, col(ReviewCycle.id).in_(cycle_ids)
    )
    return {key: dict(told or {}) for key, told in (await session.exec(query)).all() if key is not None}


async def results_of(
    session: AsyncSession, workspace_id: int, cycle_ids: Collection[int], *, about: Collection[int] | None = None
) -> list[ReviewResult]:
    """By cycle, member and metric; `about` None: everybody."""
    query = select(ReviewResult).where(
        ReviewResult.workspace_id == workspace_id, col(ReviewResult.cycle_id).in_(cycle_ids)
    )
    ordered = query.order_by(col(ReviewResult.cycle_id), col(ReviewResult.subject_id), col(ReviewResult.metric))
    if about is None:
        return list((await session.exec(ordered)).all())
    listed = ordered.where(is_listed(session.get_bind().dialect.name, col(ReviewResult.subject_id)))
    return list((await session.exec(listed, params=as_ids(about))).all())
