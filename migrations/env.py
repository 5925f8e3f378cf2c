"""Runs the migrations on SQLite or PostgreSQL, in one transaction, on a connection of its own."""

import asyncio
from importlib import import_module
from pathlib import Path
from typing import Literal

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool
from sqlmodel import AutoString

import bot
from bot.db.base import metadata
from bot.db.sealing.column import Sealed, SealedBytes
from bot.db.types import Exact, UtcDateTime

PACKAGE = Path(bot.__file__).parent
"""Every `models` in it is loaded, a module or a package: a table that nobody has loaded would be dropped as drift."""

for path in sorted([*PACKAGE.rglob("models.py"), *PACKAGE.rglob("models/__init__.py")]):
    import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"))


def plainly(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Migrations name the database's types, so that a change to ours does not change the past."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Exact):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(item, Sealed | SealedBytes):
        return "sa.Text()"
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})"
    return False


def is_ours(_item: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """The job queue's tables are its library's business."""
    return not (kind == "table" and name and name.startswith("procrastinate_"))


def run(connection: Connection) -> None:
    """Batch mode lets SQLite change tables that it cannot alter in place; the lock lets replicas start together."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('evenhand migrations'))"))
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=plainly,
        include_object=is_ours,
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_async(url: str) -> None:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()


asyncio.run(run_async(context.config.attributes["url"]))
