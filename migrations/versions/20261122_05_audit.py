"""The audit log, which the database itself keeps from being changed"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_05_audit"
down_revision = "20261122_04_job_queue"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "audit_head",
        sa.Column("workspace_id", BIG, nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("last_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_audit_head_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("workspace_id", BIG, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=200), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reason_digest", sa.String(length=64), nullable=True),
        sa.Column("before_digest", sa.String(length=64), nullable=True),
        sa.Column("after_digest", sa.String(length=64), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("salt_digest", sa.String(length=64), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_audit_entry_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "seq", name=op.f("pk_audit_entry")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_audit_entry_workspace_id_subject", "audit_entry", ["workspace_id", "subject_kind", "subject_id", "seq"]
    )
    op.create_index("ix_audit_entry_workspace_id_actor_id", "audit_entry", ["workspace_id", "actor_id", "seq"])
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("audit_entry")
    op.drop_table("audit_head")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION evenhand_audit_stays()")
        op.execute("DROP FUNCTION evenhand_audit_advances()")


SQLITE = (
    """
    CREATE TRIGGER audit_entry_stays_unchanged BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END
    """,
    """
    CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END
    """,
    # INSERT OR REPLACE deletes without a trigger for it.
    """
    CREATE TRIGGER audit_entry_is_added BEFORE INSERT ON audit_entry
    WHEN EXISTS (SELECT 1 FROM audit_entry WHERE workspace_id = NEW.workspace_id AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END
    """,
    """
    CREATE TRIGGER audit_head_advances BEFORE UPDATE ON audit_head
    WHEN NEW.last_seq <= OLD.last_seq OR NEW.workspace_id <> OLD.workspace_id
    BEGIN SELECT RAISE(ABORT, 'audit_head only advances'); END
    """,
    """
    CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
    BEGIN SELECT RAISE(ABORT, 'audit_head only advances'); END
    """,
    """
    CREATE TRIGGER audit_head_is_added BEFORE INSERT ON audit_head
    WHEN NEW.last_seq <> 0 OR EXISTS (SELECT 1 FROM audit_head WHERE workspace_id = NEW.workspace_id)
    BEGIN SELECT RAISE(ABORT, 'audit_head only advances'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION evenhand_audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
    """,
    """
    CREATE FUNCTION evenhand_audit_advances() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.last_seq <= OLD.last_seq OR NEW.workspace_id <> OLD.workspace_id THEN
            RAISE EXCEPTION 'audit_head only advances';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION evenhand_audit_stays()
    """,
    """
    CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION evenhand_audit_stays()
    """,
    """
    CREATE TRIGGER audit_head_advances BEFORE UPDATE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION evenhand_audit_advances()
    """,
)
