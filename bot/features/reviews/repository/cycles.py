"""SQL about cycles, whom they are about, and who worked together."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.features.people.models import Membership, Team, Workspace
from bot.features.people.repository.timelines import holds_on
from bot.features.reviews.models import Collaboration, ReviewCycle, ReviewKey, ReviewScope
from bot.features.reviews.rules.cycles import OVER, State

CHUNK = 500
UNRELEASED = [state.value for state in State if state not in OVER]


async def cycle(session: AsyncSession, workspace_id: int, cycle_id: int) -> ReviewCycle | None:
    return (await session.exec(_one(workspace_id, cycle_id))).first()


async def cycle_to_move(session: AsyncSession, workspace_id: int, cycle_id: int) -> ReviewCycle | None:
    """FOR UPDATE: waits for everybody who is rating in it, and they for this."""
    return (await session.exec(_one(workspace_id, cycle_id).with_for_update())).first()


async def cycle_to_rate(session: AsyncSession, workspace_id: int, cycle_id: int) -> ReviewCycle | None:
    """FOR SHARE: people rate at the same time, and nobody closes the cycle meanwhile."""
    return (await session.exec(_one(workspace_id, cycle_id).with_for_update(read=True))).first()


def _one(workspace_id: int, cycle_id: int) -> SelectOfScalar[ReviewCycle]:
    return (
        select(ReviewCycle)
        .where(ReviewCycle.workspace_id == workspace_id, ReviewCycle.id == cycle_id)
        .execution_options(populate_existing=True)
    )


async def lock_workspace(session: AsyncSession, workspace_id: int) -> None:
    """FOR NO KEY UPDATE: one new cycle at a time."""
    await session.exec(select(Workspace.id).where(Workspace.id == workspace_id).with_for_update(key_share=True))


async def unreleased_cycles(session: AsyncSession, workspace_id: int) -> list[ReviewCycle]:
    """The earliest first."""
    query = select(ReviewCycle).where(ReviewCycle.workspace_id == workspace_id, col(ReviewCycle.state).in_(UNRELEASED))
    return list((await session.exec(query.order_by(col(ReviewCycle.opens_on), col(ReviewCycle.id)))).all())


async def cycles(session: AsyncSession, workspace_id: int, *, limit: int, offset: int) -> list[ReviewCycle]:
    """The newest first."""
    query = select(ReviewCycle).where(ReviewCycle.workspace_id == workspace_id)
    query = query.order_by(col(ReviewCycle.opens_on).desc(), col(ReviewCycle.id).desc())
    return list((await session.exec(query.limit(limit).offset(offset))).all())


async def teams_with_cycle(session: AsyncSession, workspace_id: int, month: str, kind: str) -> set[int | None]:
    """Teams that had a cycle of the kind about the month, have one, or for which HR has thrown it away; without
    tests."""
    query = (
        select(ReviewScope.team_id)
        .join(ReviewCycle, col(ReviewCycle.id) == ReviewScope.cycle_id)
        .where(
            ReviewScope.workspace_id == workspace_id,
            ReviewCycle.workspace_id == workspace_id,
            ReviewCycle.month == month,
            ReviewCycle.kind == kind,
            col(ReviewCycle.is_test).is_(False),
        )
    )
    return set((await session.exec(query)).all())


async def unscrubbed_cycles(session: AsyncSession, workspace_id: int) -> list[int]:
    """Released ones of which something may be left in the database's files."""
    query = select(ReviewCycle.id).where(
        ReviewCycle.workspace_id == workspace_id,
        ReviewCycle.state == State.RELEASED.value,
        col(ReviewCycle.is_scrubbed).is_(False),
    )
    return [each for each in (await session.exec(query)).all() if each is not None]


async def mark_scrubbed(session: AsyncSession, workspace_id: int, cycle_ids: Collection[int]) -> None:
    whose = (col(ReviewCycle.workspace_id) == workspace_id, col(ReviewCycle.id).in_(cycle_ids))
    await session.exec(update(ReviewCycle).where(*whose).values(is_scrubbed=True))


async def add_scopes(session: AsyncSession, rows: Sequence[ReviewScope]) -> None:
    session.add_all(rows)
    await session.flush()


async def scopes(session: AsyncSession, workspace_id: int, cycle_id: int) -> list[ReviewScope]:
    query = select(ReviewScope).where(ReviewScope.workspace_id == workspace_id, ReviewScope.cycle_id == cycle_id)
    return list((await session.exec(query.order_by(col(ReviewScope.team_id)))).all())


async def members_in_scope(session: AsyncSession, workspace_id: int, cycle_id: int, *, on: date) -> list[int]:
    """Who is on that day in one of the teams that a cycle is about."""
    query = (
        select(Membership.member_id)
        .join(ReviewScope, col(ReviewScope.team_id) == col(Membership.team_id))
        .where(
            ReviewScope.workspace_id == workspace_id,
            ReviewScope.cycle_id == cycle_id,
            Membership.workspace_id == workspace_id,
            holds_on(Membership, on),
        )
    )
    return list((await session.exec(query)).all())


async def team_names(session: AsyncSession, workspace_id: int, cycle_ids: Collection[int]) -> list[tuple[int, str]]:
    """Cycles with the names of the teams that they are about, where they name some, by name."""
    query = (
        select(ReviewScope.cycle_id, Team.name)
        .join(Team, col(Team.id) == col(ReviewScope.team_id))
        .where(ReviewScope.workspace_id == workspace_id, col(ReviewScope.cycle_id).in_(cycle_ids))
    )
    return list((await session.exec(query.order_by(col(Team.name)))).all())


async def key_of(session: AsyncSession, workspace_id: int, cycle_id: int) -> ReviewKey:
    query = select(ReviewKey).where(ReviewKey.workspace_id == workspace_id, ReviewKey.cycle_id == cycle_id)
    return (await session.exec(query)).one()


async def keys(session: AsyncSession, workspace_id: int) -> list[ReviewKey]:
    """Of all cycles that are open or closed."""
    query = select(ReviewKey).where(ReviewKey.workspace_id == workspace_id)
    return list((await session.exec(query.order_by(col(ReviewKey.cycle_id)))).all())


async def collaborations(
    session: AsyncSession, workspace_id: int, *, since: date, of: int | None = None
) -> list[Collaboration]:
    """Of everybody without `of`."""
    query = select(Collaboration).where(Collaboration.workspace_id == workspace_id, Collaboration.month >= since)
    if of is not None:
        query = query.where(or_(col(Collaboration.one_id) == of, col(Collaboration.other_id) == of))
    return list((await session.exec(query)).all())


async def tie_together(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Insert, or replace the number of times."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    statement = (insert_sqlite if is_sqlite else insert_postgresql)(Collaboration)
    elements = ["workspace_id", "month", "one_id", "other_id", "tie"]
    replacing = statement.on_conflict_do_update(index_elements=elements, set_={"times": statement.excluded.times})
    for start in range(0, len(rows), CHUNK):
        await session.exec(replacing, params=rows[start : start + CHUNK])


async def untie(session: AsyncSession, workspace_id: int, *, tie: str, month: date) -> None:
    """Of everybody, before it is counted anew."""
    await session.exec(
        delete(Collaboration).where(
            col(Collaboration.workspace_id) == workspace_id,
            col(Collaboration.tie) == tie,
            col(Collaboration.month) == month,
        )
    )
