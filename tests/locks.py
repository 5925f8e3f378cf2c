"""Waiting for somebody who waits for somebody else, on PostgreSQL."""

import asyncio

from sqlalchemy import text

from bot.db.engine import Database
from tests.patience import PATIENCE_SECONDS


async def somebody_waits(database: Database) -> None:
    """Until a statement waits for a lock."""
    asked = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            async with database.read() as session:
                if (await (await session.connection()).execute(asked)).scalar():
                    return
            await asyncio.sleep(0)
