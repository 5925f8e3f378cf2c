"""Up, down, up again on both databases; and nothing between models and migrations."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import procrastinate
import psycopg
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.db.engine import Database
from bot.db.migrate import _config, check_drift, downgrade, upgrade
from bot.db.schema import is_current, newest
from bot.errors import ConfigurationError
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


async def test_what_is_up_to_date_is_known_without_migrating(database: Database) -> None:
    assert await is_current(database)
    assert newest() == ScriptDirectory.from_config(_config(database.url)).get_current_head()
    async with database.write() as session:
        await session.exec(text("UPDATE alembic_version SET version_num = 'another'"))
    assert not await is_current(database)
    async with database.write() as session:
        await session.exec(text("DROP TABLE alembic_version"))
    assert not await is_current(database)


def test_a_process_that_need_not_migrate_does_without_alembic(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path / 'evenhand.db'}")
    program = (
        "import asyncio, sys; from bot.app import open_database; from bot.settings import Settings\n"
        "async def main(): await (await open_database(Settings())).close()\n"
        "asyncio.run(main()); sys.exit('alembic' in sys.modules)"
    )
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'evenhand.db'}"}
    assert subprocess.run([sys.executable, "-c", program], env=environment).returncode == 0


async def test_a_database_that_a_newer_program_has_migrated_is_left_alone(database: Database) -> None:
    async with database.write() as session:
        await session.exec(text("UPDATE alembic_version SET version_num = '20990101_01_later'"))
    with pytest.raises(ConfigurationError, match=r"20990101_01_later.*newer Evenhand"):
        await asyncio.to_thread(upgrade, database.url)


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


def test_the_job_queue_is_as_its_library_wants_it(postgres_url: str) -> None:
    """A new release of it that changes its schema needs a migration here."""
    script = Path(procrastinate.__file__).parent / "sql" / "schema.sql"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        ours = queue_schema(connection)
        connection.execute("CREATE SCHEMA fresh")
        connection.execute("SET search_path TO fresh")
        connection.execute(script.read_text().encode())
        assert queue_schema(connection) == ours
    assert len(ours) > 50


def queue_schema(connection: psycopg.Connection[tuple[object, ...]]) -> set[tuple[object, ...]]:
    """Columns, indexes, functions and triggers of the schema that comes first in the path."""
    found = connection.execute(
        """
        SELECT 'column', table_name || '.' || column_name, data_type || ':' || is_nullable
        FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name LIKE 'procrastinate%'
        UNION ALL SELECT 'index', indexname, '' FROM pg_indexes
        WHERE schemaname = current_schema() AND tablename LIKE 'procrastinate%'
        UNION ALL SELECT 'function', p.proname, p.prosrc FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'procrastinate%'
        UNION ALL SELECT 'trigger', t.tgname, '' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal AND c.relname LIKE 'procrastinate%'
        """
    )
    return set(found.fetchall())
