"""procrastinate's tables, by which replicas on PostgreSQL call each other"""

from pathlib import Path

import procrastinate
from alembic import op

revision = "20261122_04_job_queue"
down_revision = "20261122_03_seen_requests"

NEWEST = "03.04.00_50_post_add_retry_failed_job_procedure.sql"
"""What the library adds after this one gets a migration of its own."""


def upgrade() -> None:
    """The library keeps every step since its first, so what is built here stays the same when it is renewed."""
    if op.get_bind().dialect.name != "postgresql":
        return
    steps = sorted((Path(procrastinate.__file__).parent / "sql" / "migrations").glob("*.sql"))
    for step in steps:
        if step.name <= NEWEST:
            _run(step.read_text(encoding="utf-8"))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _run(DROP)


def _run(script: str) -> None:
    """Many statements at once, which only the driver itself takes."""
    driver = op.get_bind().connection.dbapi_connection
    assert driver
    cursor = driver.cursor()
    cursor.execute(script)
    cursor.close()


DROP = """
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN
        SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename LIKE 'procrastinate\\_%'
    LOOP
        EXECUTE format('DROP TABLE %I CASCADE', name);
    END LOOP;
    FOR name IN
        SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = current_schema() AND p.proname LIKE 'procrastinate\\_%'
    LOOP
        EXECUTE 'DROP FUNCTION ' || name || ' CASCADE';
    END LOOP;
    FOR name IN
        SELECT t.typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE n.nspname = current_schema() AND t.typname LIKE 'procrastinate\\_%' AND t.typtype IN ('e', 'c')
    LOOP
        EXECUTE format('DROP TYPE %I CASCADE', name);
    END LOOP;
END $$;
"""
