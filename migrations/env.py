"""Runs the migrations on SQLite or PostgreSQL, in one transaction, on a connection of its own."""

import asyncio
from importlib import import_module

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.db.base import metadata

for models in (
    "bot.delivery.models",
    "bot.features.metrics.models",
    "bot.features.people.models",
    "bot.features.schemes.models",
    "bot.features.scorecards.models",
    "bot.scheduling.models",
):
    import_module(models)


def run(connection: Connection) -> None:
    """Batch mode lets SQLite change tables that it cannot alter in place."""
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


async def run_async(url: str) -> None:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()


asyncio.run(run_async(context.config.attributes["url"]))
