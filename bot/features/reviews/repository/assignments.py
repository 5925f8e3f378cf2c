"""SQL about who is to rate whom. Nothing here reads what was said."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, delete, insert
from sqlalchemy import select as select_columns
from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.db.listed import as_ids, is_listed
from bot.features.reviews.models import ASKED, DECLINED, DONE, ReviewAssignment

CHUNK = 1_000


async def add_assignments(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), CHUNK):
        await session.exec(insert(ReviewAssignment), params=rows[start : start + CHUNK])


async def assignments(session: AsyncSession, workspace_id: int, cycle_id: int) -> list[ReviewAssignment]:
    """In an order that does not tell when anything was done."""
    query = _of(workspace_id, cycle_id).order_by(col(ReviewAssignment.subject_id), col(ReviewAssignment.rater_id))
    return list((await session.exec(query)).all())


async def standing_of_all(session: AsyncSession, workspace_id: int, cycle_id: int) -> list[tuple[int, int, str]]:
    """Rater, subject and state of everything that anybody is or was asked for, as plain values: there are many."""
    query = select_columns(
        col(ReviewAssignment.rater_id), col(ReviewAssignment.subject_id), col(ReviewAssignment.state)
    ).where(col(ReviewAssignment.workspace_id) == workspace_id, col(ReviewAssignment.cycle_id) == cycle_id)
    return [(row[0], row[1], row[2]) for row in (await (await session.connection()).execute(query)).all()]


async def assignments_of_rater(
    session: AsyncSession, workspace_id: int, cycle_id: int, rater_id: int
) -> list[ReviewAssignment]:
    query = _of(workspace_id, cycle_id).where(ReviewAssignment.rater_id == rater_id)
    return list((await session.exec(query.order_by(col(ReviewAssignment.subject_id)))).all())


async def assignments_of_members(
    session: AsyncSession, workspace_id: int, cycle_id: int, members: Collection[int]
) -> list[ReviewAssignment]:
    """In which one of these few rates or is rated."""
    is_theirs = or_(col(ReviewAssignment.rater_id).in_(members), col(ReviewAssignment.subject_id).in_(members))
    return list((await session.exec(_of(workspace_id, cycle_id).where(is_theirs))).all())


async def assignments_near(
    session: AsyncSession, workspace_id: int, cycle_id: int, subject_id: int, raters: Collection[int]
) -> list[ReviewAssignment]:
    """All that these raters are asked for, and all about the subject."""
    is_theirs = is_listed(session.get_bind().dialect.name, col(ReviewAssignment.rater_id))
    query = _of(workspace_id, cycle_id).where(or_(is_theirs, col(ReviewAssignment.subject_id) == subject_id))
    return list((await session.exec(query, params=as_ids(raters))).all())


async def assignment_to_change(
    session: AsyncSession, workspace_id: int, cycle_id: int, *, rater_id: int, subject_id: int
) -> ReviewAssignment | None:
    """FOR UPDATE: one rating of somebody by somebody at a time."""
    query = _of(workspace_id, cycle_id).where(
        ReviewAssignment.rater_id == rater_id, ReviewAssignment.subject_id == subject_id
    )
    return (await session.exec(query.with_for_update())).first()


async def progress(session: AsyncSession, workspace_id: int, cycle_id: int) -> dict[int, tuple[int, int]]:
    """Rater → how many ratings they are asked for and how many they have given, by their keys."""
    done = func.sum(case((col(ReviewAssignment.state) == DONE, 1), else_=0))
    query = (
        select_columns(col(ReviewAssignment.rater_id), func.count(), done)
        .where(*_holding(workspace_id, cycle_id))
        .group_by(col(ReviewAssignment.rater_id))
        .order_by(col(ReviewAssignment.rater_id))
    )
    rows = (await (await session.connection()).execute(query)).all()
    return {rater: (int(asked), int(given)) for rater, asked, given in rows}


async def raters_by_subject(session: AsyncSession, workspace_id: int, cycle_id: int) -> dict[int, int]:
    """How many are asked to rate each member, or have."""
    query = (
        select_columns(col(ReviewAssignment.subject_id), func.count())
        .where(*_holding(workspace_id, cycle_id))
        .group_by(col(ReviewAssignment.subject_id))
    )
    return {row[0]: row[1] for row in (await (await session.connection()).execute(query)).all()}


async def given_by_subject(session: AsyncSession, workspace_id: int, cycle_id: int) -> dict[int, int]:
    """How many ratings of each member have been given, by the members about whom somebody is asked or has said
    something."""
    done = func.sum(case((col(ReviewAssignment.state) == DONE, 1), else_=0))
    query = (
        select_columns(col(ReviewAssignment.subject_id), done)
        .where(*_holding(workspace_id, cycle_id))
        .group_by(col(ReviewAssignment.subject_id))
    )
    return {row[0]: int(row[1]) for row in (await (await session.connection()).execute(query)).all()}


async def declined(session: AsyncSession, workspace_id: int, cycle_id: int) -> int:
    """How many ratings were."""
    query = select(func.count()).where(
        ReviewAssignment.workspace_id == workspace_id,
        ReviewAssignment.cycle_id == cycle_id,
        ReviewAssignment.state == DECLINED,
    )
    return (await session.exec(query)).one()


async def declined_assignments(session: AsyncSession, workspace_id: int, cycle_id: int) -> list[ReviewAssignment]:
    """With their reasons."""
    query = _of(workspace_id, cycle_id).where(ReviewAssignment.state == DECLINED)
    return list((await session.exec(query)).all())


async def forget_assignments(session: AsyncSession, workspace_id: int, cycle_id: int) -> None:
    await session.exec(
        delete(ReviewAssignment).where(
            col(ReviewAssignment.workspace_id) == workspace_id, col(ReviewAssignment.cycle_id) == cycle_id
        )
    )


def _holding(workspace_id: int, cycle_id: int) -> tuple[ColumnElement[bool], ...]:
    """Of ratings that are to be given or have been."""
    return (
        col(ReviewAssignment.workspace_id) == workspace_id,
        col(ReviewAssignment.cycle_id) == cycle_id,
        col(ReviewAssignment.state).in_((ASKED, DONE)),
    )


def _of(workspace_id: int, cycle_id: int) -> SelectOfScalar[ReviewAssignment]:
    return (
        select(ReviewAssignment)
        .where(ReviewAssignment.workspace_id == workspace_id, ReviewAssignment.cycle_id == cycle_id)
        .execution_options(populate_existing=True)
    )
