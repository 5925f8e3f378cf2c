"""Takes what has been deleted out of an SQLite file, where it lies in free pages and in the log until then."""

import asyncio
import sqlite3

import structlog
from sqlalchemy import make_url

from bot.db.engine import Database
from bot.errors import first_line

log = structlog.get_logger(__name__)

BUSY_SECONDS = 5.0
"""For who writes or reads at the moment."""


async def scrub(database: Database) -> bool:
    """Write the file anew and empty its log; False when somebody was in the way, and it is to be tried again. On
    PostgreSQL nothing is done: there, autovacuum and whoever runs it see to that."""
    path = make_url(database.url).database
    if not database.is_sqlite or not path:
        return True
    try:
        return await asyncio.to_thread(_scrubbed, path)
    except sqlite3.Error as error:
        log.warning("the file still holds what was erased, trying again later", error=first_line(error))
        return False


def _scrubbed(path: str) -> bool:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("VACUUM")
        is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not is_busy
    finally:
        connection.close()
