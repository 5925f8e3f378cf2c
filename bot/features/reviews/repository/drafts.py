"""SQL of drafts, which are read by their writer's pseudonym alone, and of everybody's own leaning.

Keys are drawn by chance: they do not tell who came when.
"""

import secrets
from collections.abc import Mapping

from sqlalchemy import delete, insert
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.rules.visibility import Sight
from bot.features.reviews.models import ReviewCycle, ReviewDraft, ReviewLeniency
from bot.features.reviews.repository.ratings import LARGEST_KEY

CHUNK = 1_000


async def drafts_of_rater(session: AsyncSession, workspace_id: int, cycle_id: int, pseudonym: str) -> dict[int, str]:
    """By subject."""
    query = select(ReviewDraft).where(
        ReviewDraft.workspace_id == workspace_id,
        ReviewDraft.cycle_id == cycle_id,
        ReviewDraft.pseudonym == pseudonym,
    )
    query = query.execution_options(populate_existing=True)
    return {row.subject_id: row.answers for row in (await session.exec(query)).all()}


async def put_draft(
    session: AsyncSession, workspace_id: int, cycle_id: int, *, pseudonym: str, subject_id: int, answers: str
) -> None:
    """Insert, or replace what was there."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    row = {
        "id": secrets.randbelow(LARGEST_KEY) + 1,
        "workspace_id": workspace_id,
        "cycle_id": cycle_id,
        "pseudonym": pseudonym,
        "subject_id": subject_id,
        "answers": answers,
    }
    statement = (insert_sqlite if is_sqlite else insert_postgresql)(ReviewDraft).values(row)
    elements = ["workspace_id", "cycle_id", "pseudonym", "subject_id"]
    await session.exec(
        statement.on_conflict_do_update(index_elements=elements, set_={"answers": statement.excluded.answers})
    )


async def remove_draft(
    session: AsyncSession, workspace_id: int, cycle_id: int, *, pseudonym: str, subject_id: int | None = None
) -> None:
    """Without a subject, all of this pseudonym's."""
    statement = delete(ReviewDraft).where(
        col(ReviewDraft.workspace_id) == workspace_id,
        col(ReviewDraft.cycle_id) == cycle_id,
        col(ReviewDraft.pseudonym) == pseudonym,
    )
    if subject_id is not None:
        statement = statement.where(col(ReviewDraft.subject_id) == subject_id)
    await session.exec(statement)


async def remove_drafts_about(session: AsyncSession, workspace_id: int, subject_id: int) -> None:
    whose = (col(ReviewDraft.workspace_id) == workspace_id, col(ReviewDraft.subject_id) == subject_id)
    await session.exec(delete(ReviewDraft).where(*whose))


async def forget_drafts(session: AsyncSession, workspace_id: int, cycle_id: int) -> None:
    """At the release."""
    of_cycle = (col(ReviewDraft.workspace_id) == workspace_id, col(ReviewDraft.cycle_id) == cycle_id)
    await session.exec(delete(ReviewDraft).where(*of_cycle))


async def add_leanings(session: AsyncSession, workspace_id: int, cycle_id: int, leanings: Mapping[int, str]) -> None:
    """By member, in an order of keys by chance."""
    rows = [
        {
            "id": secrets.randbelow(LARGEST_KEY) + 1,
            "workspace_id": workspace_id,
            "cycle_id": cycle_id,
            "member_id": member_id,
            "leaning": leaning,
        }
        for member_id, leaning in leanings.items()
    ]
    rows.sort(key=lambda row: str(row["id"]))
    for start in range(0, len(rows), CHUNK):
        await session.exec(insert(ReviewLeniency), params=rows[start : start + CHUNK])


async def leanings_of(session: AsyncSession, sight: Sight) -> list[tuple[ReviewCycle, str]]:
    """A member's own, the newest month first."""
    query = select(ReviewCycle, col(ReviewLeniency.leaning)).where(
        ReviewLeniency.workspace_id == sight.workspace_id,
        ReviewLeniency.member_id == sight.member_id,
        ReviewLeniency.cycle_id == ReviewCycle.id,
    )
    newest = query.order_by(col(ReviewCycle.month).desc(), col(ReviewCycle.id).desc(), col(ReviewLeniency.id))
    return list((await session.exec(newest)).all())


async def remove_leanings(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    whose = (col(ReviewLeniency.workspace_id) == workspace_id, col(ReviewLeniency.member_id) == member_id)
    await session.exec(delete(ReviewLeniency).where(*whose))


async def released_cycles(session: AsyncSession, workspace_id: int, *, limit: int) -> list[ReviewCycle]:
    """The newest first, without tests."""
    query = select(ReviewCycle).where(
        ReviewCycle.workspace_id == workspace_id,
        ReviewCycle.state == "released",
        col(ReviewCycle.is_test).is_(False),
    )
    newest = query.order_by(col(ReviewCycle.month).desc(), col(ReviewCycle.id).desc()).limit(limit)
    return list((await session.exec(newest)).all())
