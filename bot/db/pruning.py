"""Rows that nobody needs any more are deleted, a batch in each transaction."""

import asyncio

import structlog
from sqlalchemy import ColumnElement, delete
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, select

from bot.db.base import Row
from bot.db.engine import Database
from bot.errors import first_line

log = structlog.get_logger(__name__)

BATCH = 1_000
BETWEEN_SECONDS = 0.05
"""After each batch, so that requests need not queue behind all of them."""


async def prune(database: Database, table: type[Row], is_old: ColumnElement[bool]) -> int:
    """Returns how many rows went. A database that is away is tried again next time."""
    count = 0
    try:
        while gone := await _batch(database, table, is_old):
            count += gone
            await asyncio.sleep(BETWEEN_SECONDS)
    except (SQLAlchemyError, OSError) as error:
        log.warning("old rows not pruned, trying again later", table=table.__tablename__, error=first_line(error))
    if count:
        log.info("old rows pruned", table=table.__tablename__, count=count)
    return count


async def _batch(database: Database, table: type[Row], is_old: ColumnElement[bool]) -> int:
    old = select(table.id).where(is_old).limit(BATCH)
    async with database.write() as session:
        return int((await session.exec(delete(table).where(col(table.id).in_(old)))).rowcount)
