"""What cards read of ratings: released results of colleagues, and nothing of what is still open."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.reviews import repository
from bot.features.reviews.models import ReviewResult
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.rules.results import HIGHEST, LOWEST
from scoring.rows import Corrected

ON_CARDS = (Kind.PEER, Kind.CROSS, Kind.PROJECT)
"""What people say about their manager is on no card."""
SHOWN_DECIMALS = 2
"""Of means and standard errors on cards, so that everything on them follows from what is shown."""
LEAST_ERROR = 10**-SHOWN_DECIMALS


async def released_cycles(session: AsyncSession, workspace_id: int, months: Collection[date]) -> dict[int, str]:
    """Id → month, written 2026-12, of the released cycles of these months (first days) that count on cards."""
    named = [f"{month:%Y-%m}" for month in months]
    found = await repository.released_cycles(session, workspace_id, months=named, kinds=ON_CARDS)
    return {cycle.key: cycle.month for cycle in found}


async def ratings_for_cards(
    session: AsyncSession, workspace_id: int, cycles: Mapping[int, str], *, about: Collection[int] | None = None
) -> list[Corrected]:
    """What these cycles, with their months, came to for members (None: for everybody), rounded as it is shown. For the
    close of a month; to show somebody their results there is `shown_results`."""
    if not cycles:
        return []
    rows = await repository.results_of(session, workspace_id, list(cycles), about=about)
    corrections = await repository.corrections_of(session, workspace_id, list(cycles))
    return [
        _corrected(row, date.fromisoformat(f"{cycles[row.cycle_id]}-01"), corrections[row.cycle_id]) for row in rows
    ]


def _corrected(row: ReviewResult, month: date, corrections: Mapping[str, float | None]) -> Corrected:
    if row.parts is None or row.corrected is None:
        return Corrected(row.metric, row.subject_id, month, row.raters)
    return Corrected(
        row.metric,
        row.subject_id,
        month,
        row.raters,
        _rounded(min(max(row.corrected, LOWEST), HIGHEST)),
        max(_rounded(row.error), LEAST_ERROR) if row.error else 0.0,
        _rounded(row.centre),
        row.parts,
        corrections.get(row.metric),
        row.metric in corrections and corrections[row.metric] is None,
    )


def _rounded(value: float | None) -> float:
    from scoring.rounding import half_up  # here, because it loads numpy, which only a close should pay for

    return float(half_up(value or 0.0, SHOWN_DECIMALS))
