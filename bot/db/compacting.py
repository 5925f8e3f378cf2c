"""Pages of an SQLite file that nothing uses any more keep what was in them, until the file is written anew."""

import asyncio
import sqlite3

from sqlalchemy import make_url

from bot.db.engine import Database

WAIT_SECONDS = 30


async def compact(database: Database) -> bool:
    """Write the file anew without what was deleted or replaced. False when another process keeps that from happening;
    PostgreSQL has its own ways and is left alone."""
    path = make_url(database.url).database
    if not database.is_sqlite or not path:
        return True
    return await asyncio.to_thread(_compacted, path)


def _compacted(path: str) -> bool:
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        connection.execute("VACUUM")
        is_busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return not is_busy
