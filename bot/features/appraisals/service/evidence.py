"""What managers' ratings come to on cards."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.appraisals.repository import rounds, written
from scoring.periods import Period
from scoring.rows import Rating

MEANWHILE = timedelta(hours=1)
"""Before the publication: what is sent while cards are computed may be on none of them, and is looked at again."""


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


async def rated_since_published(
    session: AsyncSession, workspace_id: int, months: Collection[str]
) -> dict[str, set[int]]:
    """Month → members about whom something was sent after its ratings were published, or just before that: whose cards
    may have another number than their rating."""
    published = await rounds.published_in(session, workspace_id, months)
    moments = {each.key: each.published_at - MEANWHILE for each in published if each.published_at}
    month_of, found = {each.key: each.month for each in published}, defaultdict(set)
    for round_id, member_id in await written.sent_since(session, workspace_id, moments):
        found[month_of[round_id]].add(member_id)
    return dict(found)
