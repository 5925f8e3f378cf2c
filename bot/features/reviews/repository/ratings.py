"""SQL about what was said, and what remains of it. Nothing here reads who is to rate whom.

Keys are drawn by chance and rows are written in an order of chance: neither tells who came when.
"""

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.base import Row
from bot.features.people.rules.visibility import Sight
from bot.features.reviews.models import KeptRating, ReviewComment, ReviewKey, ReviewRating, ReviewResult

CHUNK = 1_000
LARGEST_KEY = 2**63 - 1


async def ratings_given(
    session: AsyncSession, workspace_id: int, cycle_id: int, *, pseudonym: str, subject_id: int
) -> list[ReviewRating]:
    query = select(ReviewRating).where(
        ReviewRating.workspace_id == workspace_id,
        ReviewRating.cycle_id == cycle_id,
        ReviewRating.pseudonym == pseudonym,
        ReviewRating.subject_id == subject_id,
    )
    return list((await session.exec(query)).all())


async def replace_ratings(
    session: AsyncSession,
    workspace_id: int,
    cycle_id: int,
    *,
    pseudonym: str,
    subject_id: int,
    answers: Iterable[dict[str, Any]],
) -> None:
    """All that the pseudonym has said about the subject; `answers` have `metric`, `value` and `case_text`."""
    await session.exec(
        delete(ReviewRating).where(
            col(ReviewRating.workspace_id) == workspace_id,
            col(ReviewRating.cycle_id) == cycle_id,
            col(ReviewRating.pseudonym) == pseudonym,
            col(ReviewRating.subject_id) == subject_id,
        )
    )
    whose = {"workspace_id": workspace_id, "cycle_id": cycle_id, "pseudonym": pseudonym, "subject_id": subject_id}
    await _add(session, ReviewRating, [whose | answer for answer in answers])


async def all_ratings(session: AsyncSession, workspace_id: int, cycle_id: int) -> list[ReviewRating]:
    query = select(ReviewRating).where(ReviewRating.workspace_id == workspace_id, ReviewRating.cycle_id == cycle_id)
    return list((await session.exec(query)).all())


async def forget_ratings(session: AsyncSession, workspace_id: int, cycle_id: int) -> None:
    """With the key to their pseudonyms."""
    for table in (ReviewRating, ReviewKey):
        await session.exec(
            delete(table).where(col(table.workspace_id) == workspace_id, col(table.cycle_id) == cycle_id)
        )


async def add_remains(
    session: AsyncSession,
    *,
    results: Sequence[dict[str, Any]],
    kept: Sequence[dict[str, Any]],
    comments: Sequence[dict[str, Any]],
) -> None:
    await _add(session, ReviewResult, results)
    await _add(session, KeptRating, kept)
    await _add(session, ReviewComment, comments)


async def results_about(session: AsyncSession, sight: Sight, cycle_id: int) -> list[ReviewResult]:
    query = select(ReviewResult).where(
        ReviewResult.workspace_id == sight.workspace_id,
        ReviewResult.subject_id == sight.member_id,
        ReviewResult.cycle_id == cycle_id,
    )
    return list((await session.exec(query.order_by(col(ReviewResult.metric)))).all())


async def comments_about(session: AsyncSession, sight: Sight, cycle_id: int) -> list[ReviewComment]:
    """In the order of their keys, which is one of chance."""
    query = select(ReviewComment).where(
        ReviewComment.workspace_id == sight.workspace_id,
        ReviewComment.subject_id == sight.member_id,
        ReviewComment.cycle_id == cycle_id,
    )
    return list((await session.exec(query.order_by(col(ReviewComment.id)))).all())


async def _add(session: AsyncSession, table: type[Row], rows: Sequence[dict[str, Any]]) -> None:
    keyed = sorted(({"id": secrets.randbelow(LARGEST_KEY) + 1} | row for row in rows), key=lambda row: row["id"])
    for start in range(0, len(keyed), CHUNK):
        await session.exec(insert(table), params=keyed[start : start + CHUNK])
