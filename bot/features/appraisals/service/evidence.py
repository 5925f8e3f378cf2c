"""What managers' ratings come to on cards."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.appraisals.repository import written
from scoring.periods import Period
from scoring.rows import Rating


async def ratings_for(
    session: AsyncSession, workspace_id: int, member_ids: Collection[int] | None, months: Iterable[date]
) -> list[Rating]:
    """Rows for `Evidence.from_rows(ratings=…)` of these months (first days) and members, None for everybody: of each
    member and metric the one rating that counts, with its author as the rater, published or not.

    “Cannot judge” is no rating. Nobody's severity is taken out: a single person rates, and signs it. Shows nobody
    anything: whoever shows what is computed from it asks `people.service.require` first.
    """
    names = sorted({f"{month:%Y-%m}" for month in months})
    found = await written.scored(session, workspace_id, names, member_ids)
    return [
        Rating(metric, member, author, Period.parse(month).start, float(value))
        for month, member, author, metric, value in found
    ]
