"""Makes what was deleted unreadable in the database's own files.

A deleted row stays where it was until something else needs the room: on SQLite in free pages and in the write-ahead
log, on PostgreSQL as a dead row. What is not reached: backups, PostgreSQL's own log and its archive, disks' snapshots.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing

from sqlalchemy import make_url, text

from bot.db.engine import Database

BUSY_SECONDS = 30.0
STATEMENT_TIMEOUT = "10min"


async def scrub(database: Database, tables: Sequence[str]) -> bool:
    """Rewrite these tables (on SQLite the whole file) without what was deleted; True when nothing of it is left.

    For after the commit, in no transaction. On PostgreSQL each table is locked while it is rewritten. False on SQLite
    while somebody still reads from the write-ahead log: try again later.
    """
    if database.is_sqlite:
        path = make_url(database.url).database
        assert path, "a file"
        return await asyncio.to_thread(_scrub_file, path)
    async with database.engine.connect() as connection:
        outside = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await outside.execute(text(f"SET statement_timeout = '{STATEMENT_TIMEOUT}'"))
        for table in tables:
            await outside.execute(text(f'VACUUM FULL "{table}"'))
        await outside.invalidate()  # with its timeout
    return True


def _scrub_file(path: str) -> bool:
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy
