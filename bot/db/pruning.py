"""Rows that nobody needs any more are deleted, or emptied of texts, a batch in each transaction."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from sqlalchemy import ColumnElement, delete, func, update
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.base import Row
from bot.db.engine import Database
from bot.errors import first_line

log = structlog.get_logger(__name__)

BATCH = 1_000
BETWEEN_SECONDS = 0.05
"""After each batch, so that requests need not queue behind all of them."""
_AS_IT_IS = {"synchronize_session": False}
"""No object of the session is looked at."""
Step = Callable[[AsyncSession], Awaitable[int]]
"""Deals with a batch and returns how many rows it found; 0 when there are none left."""


@dataclass(frozen=True, slots=True)
class Aged:
    """Rows of a table that are old; an index finds them. They are deleted, unless columns are to be emptied (NULL)."""

    table: type[Row]
    is_old: ColumnElement[bool]
    emptied: tuple[str, ...] = ()

    async def count(self, session: AsyncSession) -> int:
        return int((await session.exec(select(func.count()).select_from(self.table).where(self.is_old))).one())

    async def batch(self, session: AsyncSession) -> int:
        """A `Step`."""
        old = col(self.table.id).in_(select(self.table.id).where(self.is_old).limit(BATCH))
        if self.emptied:
            empty = update(self.table).where(old).values(dict.fromkeys(self.emptied))
            return int((await session.exec(empty, execution_options=_AS_IT_IS)).rowcount)
        return int((await session.exec(delete(self.table).where(old), execution_options=_AS_IT_IS)).rowcount)


async def in_batches(database: Database, step: Step) -> int:
    """Until nothing is left; returns how many rows there were."""
    count = 0
    while True:
        async with database.write() as session:
            gone = await step(session)
        if not gone:
            return count
        count += gone
        await asyncio.sleep(BETWEEN_SECONDS)


async def prune(database: Database, table: type[Row], is_old: ColumnElement[bool]) -> int:
    """Returns how many rows went. A database that is away is tried again next time."""
    count = 0
    old = Aged(table, is_old)

    async def counted(session: AsyncSession) -> int:
        nonlocal count
        gone = await old.batch(session)
        count += gone
        return gone

    try:
        await in_batches(database, counted)
    except (SQLAlchemyError, OSError) as error:
        log.warning("old rows not pruned, trying again later", table=table.__tablename__, error=first_line(error))
    if count:
        log.info("old rows pruned", table=table.__tablename__, count=count)
    return count
