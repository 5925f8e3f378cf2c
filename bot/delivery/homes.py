"""SQL of Homes: who has one open at times, and which of those that wait to be published need not be."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, String, bindparam, exists, literal, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.due_clock import DueClock
from bot.db.prepared import Prepared
from bot.delivery.models import DUE, HOME, Delivery, OpenedHome
from bot.delivery.repository import finish
from bot.delivery.rules import REPLACED, dropped

TABLE = OpenedHome.metadata.tables["opened_home"]


async def remember_home(session: AsyncSession, workspace_id: int, slack_user: str) -> None:
    """From now on what changes on the account's Home is published there."""
    await _REMEMBER.rows(session, {"w": workspace_id, "user": slack_user})


async def tour_step(session: AsyncSession, workspace_id: int, slack_user: str) -> int | None:
    """Of the tour that Home shows, 0 when it is over; None for an account that has never opened Home."""
    query = select(OpenedHome.tour_step).where(
        OpenedHome.workspace_id == workspace_id, OpenedHome.slack_user == slack_user
    )
    return (await session.exec(query)).first()


async def go_on(session: AsyncSession, workspace_id: int, slack_user: str, step: int) -> None:
    """The tour is at this step from now on."""
    theirs = (col(OpenedHome.workspace_id) == workspace_id, col(OpenedHome.slack_user) == slack_user)
    await session.exec(update(OpenedHome).where(*theirs).values(tour_step=step))


async def without_replaced(
    session: AsyncSession, claimed: Sequence[Delivery], *, clock: DueClock
) -> Sequence[Delivery]:
    """Many changes in a row are published once: of what has just been claimed, Homes that another one replaces are
    done with, without having been sent."""
    homes = [each for each in claimed if each.operation == HOME]
    gone = await replaced(session, homes, clock=clock) if homes else set()
    for each in homes:
        if each.key in gone:
            await finish(session, each, dropped(REPLACED), clock)
    return [each for each in claimed if each.key not in gone]


async def replaced(session: AsyncSession, claimed: Sequence[Delivery], *, clock: DueClock) -> set[int]:
    """Of Homes that have just been claimed, in the order in which they fell due, those whose account gets another one.

    That one is rendered after this moment, and shows what this one would have shown: it has been claimed along with
    it, or nobody has claimed it.
    """
    newest = {each.recipient: each.key for each in claimed}
    older = {each.key for each in claimed} - set(newest.values())
    if not newest:
        return older
    later = aliased(Delivery)
    is_waiting = (
        col(later.workspace_id) == col(Delivery.workspace_id),
        col(later.recipient) == col(Delivery.recipient),
        col(later.operation) == HOME,
        col(later.state) == DUE,
        col(later.due_at) <= clock.at(),
    )
    query = select(Delivery.id).where(
        col(Delivery.workspace_id) == claimed[0].workspace_id,
        col(Delivery.id).in_(newest.values()),
        exists().where(*is_waiting),
    )
    return older | {key for key in (await session.exec(query)).all() if key is not None}


def is_opened(workspace_id: Any, slack_user: Any) -> ColumnElement[bool]:
    """Whether an account has opened Home; of columns."""
    return exists().where(TABLE.c.workspace_id == workspace_id, TABLE.c.slack_user == slack_user)


def _remember(dialect: str) -> Any:
    insert = (insert_sqlite if dialect == "sqlite" else insert_postgresql)(TABLE)
    row = {
        "workspace_id": bindparam("w", type_=BigInteger()),
        "slack_user": bindparam("user", type_=String()),
        "tour_step": literal(1, Integer()),
    }
    return insert.values(row).on_conflict_do_nothing()


_REMEMBER = Prepared(_remember)
