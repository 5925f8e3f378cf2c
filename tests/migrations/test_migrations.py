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


def test_teams_leads_and_managers_become_dated_rows_and_back(database_url: str) -> None:
    """Ana leads Growth and manages Bo, who came into the team in May."""
    downgrade(database_url, revision="20261122_04_job_queue")
    run(
        database_url,
        "INSERT INTO workspace (id, slack_team, name) VALUES (1, 'T0ACME', 'Acme')",
        *(
            MEMBER.format(id=key, slack_user=user, manager=above)
            for key, user, above in ((1, "U0ANA", "NULL"), (2, "U0BO", 1))
        ),
        "INSERT INTO team (id, workspace_id, name) VALUES (1, 1, 'Growth')",
        *(
            "INSERT INTO membership (workspace_id, team_id, member_id, is_lead, since)"
            f" VALUES (1, 1, {key}, {is_lead}, '{since}')"
            for key, is_lead, since in ((1, "true", "2026-01-01"), (2, "false", "2026-05-04"))
        ),
    )
    run(database_url, "UPDATE member SET role = 'hr' WHERE id = 1")
    upgrade(database_url)
    assert run(database_url, "SELECT member_id, role, last_on FROM role_grant") == [(1, "hr", None)]
    of_team = "SELECT member_id, CAST(first_on AS VARCHAR), last_on FROM membership ORDER BY 1"
    assert run(database_url, of_team) == [(1, "2026-01-01", None), (2, "2026-05-04", None)]
    assert run(database_url, "SELECT team_id, member_id, last_on FROM leadership") == [(1, 1, None)]
    assert run(database_url, "SELECT member_id, manager_id, last_on FROM reporting") == [(2, 1, None)]
    downgrade(database_url, revision="20261122_04_job_queue")
    seats = "SELECT member_id, is_lead, CAST(since AS VARCHAR) FROM membership ORDER BY 1"
    assert run(database_url, seats) == [(1, True, "2026-01-01"), (2, False, "2026-05-04")]
    assert run(database_url, "SELECT id, manager_id, role FROM member ORDER BY 1") == [
        (1, None, "hr"),
        (2, 1, "member"),
    ]
    upgrade(database_url)


MEMBER = (
    "INSERT INTO member (id, workspace_id, slack_user, name, zone, locale, is_active, is_slack_admin, role, manager_id)"
    " VALUES ({id}, 1, '{slack_user}', '{slack_user}', 'UTC', 'en', true, false, 'member', {manager})"
)


def run(url: str, *statements: str) -> list[tuple[object, ...]]:
    """The rows of the last one."""

    async def work() -> list[tuple[object, ...]]:
        engine = create_async_engine(Settings(database_url=url).effective_database_url)
        async with engine.begin() as connection:
            for statement in statements:
                result = await connection.execute(text(statement))
            rows = [tuple(row) for row in result.all()] if result.returns_rows else []
        await engine.dispose()
        return rows

    return asyncio.run(work())


def test_what_is_sealed_is_not_taken_back_to_where_it_cannot_be_read(database_url: str) -> None:
    run(
        database_url,
        "INSERT INTO workspace (id, slack_team, name, url, slack_app) VALUES (1, 'T0ACME', 'Acme', '', '')",
        "INSERT INTO member (id, workspace_id, slack_user, name, zone, locale, is_active, is_slack_admin)"
        " VALUES (1, 1, 'U0BO', 'Bo', 'UTC', 'en', TRUE, FALSE)",
        "INSERT INTO absence (workspace_id, member_id, kind, first_on, last_on, created_at)"
        " VALUES (1, 1, 'evenhand1:0123abcd:gAAAA', '2026-11-18', '2026-11-18', '2026-11-18 09:00:00')",
    )
    with pytest.raises(RuntimeError, match=r"absence\.kind holds sealed texts"):
        downgrade(database_url, revision="20261122_07_role_grants")
    run(database_url, "UPDATE absence SET kind = 'sick'")
    downgrade(database_url, revision="20261122_07_role_grants")
    upgrade(database_url)


def test_everybody_goes_on_being_asked_at_their_hour_and_by_one_prompt(database_url: str) -> None:
    downgrade(database_url, revision="20261123_19_review_reopened")
    columns = "workspace_id, kind, subject_id, recurrence, minute, zone, working_days, day, next_fire_at"
    row = f"INSERT INTO schedule ({columns})"
    kinds = ("metrics.prompt", "metrics.nudge", "metrics.digest", "reviews.prompt", "retrospectives.reminders")
    run(
        database_url,
        "INSERT INTO workspace (id, slack_team, name) VALUES (1, 'T0ACME', 'Acme')",
        *(f"{row} VALUES (1, '{kind}', 7, 'daily', 570, 'UTC', '1-5', 1, '2026-11-24 09:30:00')" for kind in kinds),
    )
    upgrade(database_url)
    kept = "SELECT kind, minute FROM schedule ORDER BY 1"
    assert run(database_url, kept) == [("metrics.digest", 570), ("prompts.nudge", 570), ("prompts.prompt", 570)]
    downgrade(database_url, revision="20261123_19_review_reopened")
    assert run(database_url, kept) == [("metrics.digest", 570), ("metrics.nudge", 570), ("metrics.prompt", 570)]
    upgrade(database_url)


def test_schemes_and_targets_hold_from_the_beginning_and_the_newest_goes_back(database_url: str) -> None:
    downgrade(database_url, revision="20261128_06_links")
    at, planned = "'2026-11-18 09:00:00'", "2999-01-01"
    run(
        database_url,
        "INSERT INTO workspace (id, slack_team, name, url, slack_app) VALUES (1, 'T0ACME', 'Acme', '', '')",
        "INSERT INTO team (id, workspace_id, name) VALUES (1, 1, 'Growth')",
        *(
            "INSERT INTO scheme_version (id, workspace_id, scheme_id, version, hash, content, created_at)"
            f" VALUES ({key}, 1, 'promotion', {key}, '{key}', '', {at})"
            for key in (1, 2)
        ),
        "INSERT INTO scheme_assignment (workspace_id, team_id, scheme_version_id, groups, assigned_at)"
        f" VALUES (1, 1, 1, '[]', {at})",
        *(
            "INSERT INTO metric_target (workspace_id, metric, team_id, value, set_at)"
            f" VALUES (1, '{metric}', 1, 80, {at})"
            for metric in ("cpl", "mql_count")
        ),
        *(
            f"INSERT INTO month_close (workspace_id, month, closed_at) VALUES (1, '{month}', {at})"
            for month in ("2026-09", "2026-10")
        ),
    )
    upgrade(database_url)
    held = "SELECT CAST(since AS VARCHAR) FROM scheme_assignment UNION SELECT CAST(since AS VARCHAR) FROM metric_target"
    assert run(database_url, held) == [("2000-01-01",)]
    assert run(database_url, "SELECT CAST(month AS VARCHAR) FROM rules_settled") == [("2026-10-01",)]
    run(
        database_url,
        *(
            "INSERT INTO scheme_assignment (workspace_id, team_id, since, scheme_version_id, groups, assigned_at)"
            f" VALUES (1, 1, '{since}', {version}, '[]', {at})"
            for since, version in (("2026-11-01", 2), (planned, 1))
        ),
        *(
            "INSERT INTO metric_target (workspace_id, metric, team_id, since, value, set_at)"
            f" VALUES (1, '{metric}', 1, '{since}', {value}, {at})"
            for metric, since, value in (
                ("cpl", "2026-11-01", "NULL"),
                ("mql_count", "2026-11-01", "90"),
                ("mql_count", planned, "NULL"),
            )
        ),
    )
    downgrade(database_url, revision="20261128_06_links")
    assert run(database_url, "SELECT scheme_version_id FROM scheme_assignment") == [(2,)]
    assert run(database_url, "SELECT metric, value FROM metric_target") == [("mql_count", 90)]
    upgrade(database_url)
