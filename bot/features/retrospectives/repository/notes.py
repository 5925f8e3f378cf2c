"""SQL about notes. Keys are drawn by chance and rows are written in an order of chance: neither tells who came when."""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, exists, insert
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.rules.visibility import Sight
from bot.features.retrospectives.models import OPEN, RetroMember, RetroNote, Retrospective

LARGEST_KEY = 2**63 - 1


async def own_notes(session: AsyncSession, sight: Sight, key: int) -> list[RetroNote]:
    """What the member has written, until the close."""
    query = select(RetroNote).where(
        RetroNote.workspace_id == sight.workspace_id,
        RetroNote.author_id == sight.member_id,
        RetroNote.retrospective_id == key,
    )
    return list((await session.exec(query.order_by(col(RetroNote.kind), col(RetroNote.id)))).all())


async def unwritten_of(session: AsyncSession, sight: Sight) -> list[Retrospective]:
    """Open ones of which somebody is a member and in which they have written nothing yet, the first to close first."""
    theirs = exists().where(
        col(RetroMember.workspace_id) == sight.workspace_id,
        col(RetroMember.retrospective_id) == col(Retrospective.id),
        col(RetroMember.member_id) == sight.member_id,
    )
    written = exists().where(
        col(RetroNote.workspace_id) == sight.workspace_id,
        col(RetroNote.retrospective_id) == col(Retrospective.id),
        col(RetroNote.author_id) == sight.member_id,
    )
    query = select(Retrospective).where(
        Retrospective.workspace_id == sight.workspace_id, Retrospective.state == OPEN, theirs, ~written
    )
    return list((await session.exec(query.order_by(col(Retrospective.closes_on), col(Retrospective.id)))).all())


async def lock_own_place(session: AsyncSession, sight: Sight, key: int) -> None:
    """FOR UPDATE: somebody who sends the same form twice at once writes once after the other."""
    query = select(RetroMember.id).where(
        RetroMember.workspace_id == sight.workspace_id,
        RetroMember.member_id == sight.member_id,
        RetroMember.retrospective_id == key,
    )
    await session.exec(query.with_for_update())


async def replace_own_notes(session: AsyncSession, sight: Sight, key: int, notes: Sequence[dict[str, Any]]) -> None:
    """`notes` have `kind`, `text` and `is_for_few`."""
    await session.exec(
        delete(RetroNote).where(
            col(RetroNote.workspace_id) == sight.workspace_id,
            col(RetroNote.author_id) == sight.member_id,
            col(RetroNote.retrospective_id) == key,
        )
    )
    whose = {"workspace_id": sight.workspace_id, "retrospective_id": key, "author_id": sight.member_id}
    await _add(session, [whose | note for note in notes])


async def all_notes(session: AsyncSession, workspace_id: int, key: int) -> list[RetroNote]:
    """For the close."""
    query = select(RetroNote).where(RetroNote.workspace_id == workspace_id, RetroNote.retrospective_id == key)
    return list((await session.exec(query)).all())


async def replace_all_notes(
    session: AsyncSession, workspace_id: int, key: int, notes: Sequence[dict[str, Any]]
) -> None:
    """With others that have no authors."""
    await session.exec(
        delete(RetroNote).where(col(RetroNote.workspace_id) == workspace_id, col(RetroNote.retrospective_id) == key),
        execution_options={"synchronize_session": False},
    )
    whose = {"workspace_id": workspace_id, "retrospective_id": key, "author_id": None, "is_for_few": False}
    await _add(session, [whose | note for note in notes])


async def unsigned_notes(
    session: AsyncSession, workspace_id: int, key: int, *, kind: str, offset: int, limit: int
) -> list[RetroNote]:
    """Of one kind, in the order of their keys, which is one of chance."""
    query = select(RetroNote).where(
        RetroNote.workspace_id == workspace_id,
        RetroNote.retrospective_id == key,
        col(RetroNote.author_id).is_(None),
        RetroNote.kind == kind,
    )
    return list((await session.exec(query.order_by(col(RetroNote.id)).offset(offset).limit(limit))).all())


async def unsigned_counts(session: AsyncSession, workspace_id: int, key: int) -> dict[str, int]:
    """Of each kind."""
    query = (
        select(RetroNote.kind, func.count())
        .where(
            RetroNote.workspace_id == workspace_id,
            RetroNote.retrospective_id == key,
            col(RetroNote.author_id).is_(None),
        )
        .group_by(col(RetroNote.kind))
    )
    return dict((await session.exec(query)).all())


async def writers(session: AsyncSession, workspace_id: int, key: int, *, but: int) -> int:
    """How many, without this one, have written something so far."""
    query = select(func.count(func.distinct(RetroNote.author_id))).where(
        RetroNote.workspace_id == workspace_id,
        RetroNote.retrospective_id == key,
        col(RetroNote.author_id) != but,
    )
    return (await session.exec(query)).one()


async def _add(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    keyed = sorted(({"id": secrets.randbelow(LARGEST_KEY) + 1} | row for row in rows), key=lambda row: row["id"])
    if keyed:
        await session.exec(insert(RetroNote), params=keyed)
