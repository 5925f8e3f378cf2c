"""Up, down, up again on both databases; and nothing between models and migrations."""

import asyncio

from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import create_async_engine

from bot.db.migrate import _config, check_drift, downgrade, upgrade
from bot.settings import Settings


def tables(url: str) -> set[str]:
    async def read() -> set[str]:
        engine = create_async_engine(Settings(database_url=url).effective_database_url)
        async with engine.connect() as connection:
            found = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
        await engine.dispose()
        return found

    return asyncio.run(read())


def test_models_and_migrations_agree(database_url: str) -> None:
    check_drift(database_url)


def test_every_step_can_be_taken_back_and_again(database_url: str) -> None:
    before = tables(database_url)
    for script in ScriptDirectory.from_config(_config(database_url)).walk_revisions():
        downgrade(database_url, revision="-1")
        assert script.revision
    assert tables(database_url) == {"alembic_version"}
    upgrade(database_url)
    assert tables(database_url) == before


def test_every_table_names_its_workspace() -> None:
    from bot.db.base import metadata

    without = {table.name for table in metadata.sorted_tables if "workspace_id" not in table.columns}
    assert without == {"workspace"}
