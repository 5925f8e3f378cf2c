"""Scrubbing while the database does things of its own."""

import asyncio
from collections.abc import Sequence

from bot.db.engine import Database
from bot.db.scrubbing import scrub


async def scrubbed(database: Database, tables: Sequence[str]) -> None:
    """Soon: PostgreSQL's own workers may look at the tables for a moment."""
    for _ in range(200):
        if await scrub(database, tables):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("somebody still reads what was deleted")
