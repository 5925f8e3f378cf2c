"""Makes what was deleted unreadable in the database's own files.

A deleted row stays where it was until something else needs the room: on SQLite in free pages and in the write-ahead
log, on PostgreSQL as a dead row. What is not reached: backups, PostgreSQL's own log and its archive, disks' snapshots.
"""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.compacting import compact
from bot.db.engine import Database
from bot.errors import Refused

STATEMENT_TIMEOUT, LOCK_TIMEOUT = "10min", "5s"
NO_LOCK = "55P03"
"""PostgreSQL's code for a lock that was not to be had in time: whoever waits for a table longer holds up everybody who
comes after."""
_FILE = text("SELECT pg_relation_filenode(:table)")
_NEXT = text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
_LOOKS_BACK = text(
    "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_xmin IS NOT NULL AND age(backend_xmin) >= age(CAST(CAST(:next AS text) AS xid)))"
)


async def scrub(database: Database, tables: Sequence[str]) -> bool:
    """Rewrite these tables (on SQLite the whole file) without what was deleted; True when nothing of it is left, False
    while somebody still reads in a transaction that began before, or uses a table for long: try again later.

    For after the commit, in no transaction. On PostgreSQL each table is locked while it is rewritten. Raises Refused
    where the role may not do that.
    """
    if database.is_sqlite:
        return await compact(database)
    async with database.engine.connect() as connection:
        outside = await connection.execution_options(isolation_level="AUTOCOMMIT")
        try:
            return await _scrub_tables(outside, tables)
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) == NO_LOCK:
                return False
            raise
        finally:
            await outside.invalidate()  # with its timeout


async def _scrub_tables(connection: AsyncConnection, tables: Sequence[str]) -> bool:
    following = (await connection.execute(_NEXT)).scalar_one()
    if (await connection.execute(_LOOKS_BACK, {"next": following})).scalar_one():
        return False  # a rewritten table would keep what they may still see
    await connection.execute(text(f"SET statement_timeout = '{STATEMENT_TIMEOUT}'"))
    await connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
    for table in tables:
        before = (await connection.execute(_FILE, {"table": table})).scalar_one()
        await connection.execute(text(f'VACUUM FULL "{table}"'))
        if (await connection.execute(_FILE, {"table": table})).scalar_one() == before:
            raise Refused(f"table {table} was not rewritten; give the role MAINTAIN on it, or own it")
    return True
