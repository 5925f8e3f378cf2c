"""SQL about whom members name as their raters."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, insert
from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.models import Reporting
from bot.features.people.repository.timelines import holds_on
from bot.features.reviews.models import ReviewNomination


async def nominations(
    session: AsyncSession, workspace_id: int, cycle_id: int, subject_ids: Collection[int]
) -> list[ReviewNomination]:
    """Of these members, by their keys and those of whom they named."""
    query = select(ReviewNomination).where(
        ReviewNomination.workspace_id == workspace_id,
        ReviewNomination.cycle_id == cycle_id,
        col(ReviewNomination.subject_id).in_(subject_ids),
    )
    order = (col(ReviewNomination.subject_id), col(ReviewNomination.rater_id))
    return list((await session.exec(query.order_by(*order))).all())


async def waiting_for(session: AsyncSession, workspace_id: int, cycle_id: int, manager_id: int, *, on: date) -> int:
    """How many of those who report to somebody directly on that day have named raters whom nobody has approved."""
    reports = select(Reporting.member_id).where(
        Reporting.workspace_id == workspace_id, Reporting.manager_id == manager_id, holds_on(Reporting, on)
    )
    query = select(func.count(func.distinct(ReviewNomination.subject_id))).where(
        ReviewNomination.workspace_id == workspace_id,
        ReviewNomination.cycle_id == cycle_id,
        col(ReviewNomination.is_approved).is_(False),
        col(ReviewNomination.subject_id).in_(reports),
    )
    return (await session.exec(query)).one()


async def all_nominations(session: AsyncSession, workspace_id: int, cycle_id: int) -> list[ReviewNomination]:
    query = select(ReviewNomination).where(
        ReviewNomination.workspace_id == workspace_id, ReviewNomination.cycle_id == cycle_id
    )
    return list((await session.exec(query)).all())


async def replace_nominations(
    session: AsyncSession,
    workspace_id: int,
    cycle_id: int,
    *,
    subject_id: int,
    raters: Collection[int],
    is_approved: bool,
) -> None:
    """All that were named for the member."""
    await session.exec(
        delete(ReviewNomination).where(
            col(ReviewNomination.workspace_id) == workspace_id,
            col(ReviewNomination.cycle_id) == cycle_id,
            col(ReviewNomination.subject_id) == subject_id,
        )
    )
    whose = {"workspace_id": workspace_id, "cycle_id": cycle_id, "subject_id": subject_id, "is_approved": is_approved}
    if raters:
        await session.exec(insert(ReviewNomination), params=[whose | {"rater_id": each} for each in sorted(raters)])


async def hand_over_nominations(session: AsyncSession, workspace_id: int, cycle_id: int, *, old: int, new: int) -> None:
    """What an old account named, unless the new one has named somebody, and that others named it."""
    rows = [row for row in await all_nominations(session, workspace_id, cycle_id) if {old, new} & {*_pair(row)}]
    have = {_pair(row) for row in rows}
    has_named = any(subject == new for subject, _ in have)
    for row in rows:
        subject, rater = (new if member == old else member for member in _pair(row))
        if (subject, rater) == _pair(row):
            continue
        if subject == rater or (subject, rater) in have or (row.subject_id == old and has_named):
            await session.delete(row)
        else:
            row.subject_id, row.rater_id = subject, rater
            session.add(row)
    await session.flush()


def _pair(row: ReviewNomination) -> tuple[int, int]:
    return row.subject_id, row.rater_id


async def forget_nominations(session: AsyncSession, workspace_id: int, cycle_id: int) -> None:
    await session.exec(
        delete(ReviewNomination).where(
            col(ReviewNomination.workspace_id) == workspace_id, col(ReviewNomination.cycle_id) == cycle_id
        )
    )


async def remove_nominations_of(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """In which the member names somebody or is named."""
    about = or_(col(ReviewNomination.subject_id) == member_id, col(ReviewNomination.rater_id) == member_id)
    await session.exec(delete(ReviewNomination).where(col(ReviewNomination.workspace_id) == workspace_id, about))
