"""Texts that people write become long enough to be sealed; a reason in the audit log may be sealed anew"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_09_sealed_texts"
down_revision = "20261122_07_role_grants"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXTS = {
    "entry": {"note": (500, True), "reason": (300, True)},
    "day_note": {"goal": (1_000, False), "blockers": (1_000, False)},
    "role_grant": {"reason": (300, False), "revoked_reason": (300, False)},
    "absence": {"kind": (20, False)},
}
"""Table → column → its length before, and whether it may be empty."""
MARK = "evenhand1:%"


def upgrade() -> None:
    op.create_table(
        "sealing_key",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("key_id", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_sealing_key_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealing_key")),
        sa.UniqueConstraint("workspace_id", "key_id", name=op.f("uq_sealing_key_workspace_id_key_id")),
    )
    for table, columns in TEXTS.items():
        with op.batch_alter_table(table) as batch:
            for column, (length, is_nullable) in columns.items():
                batch.alter_column(
                    column, existing_type=sa.String(length), type_=sa.Text(), existing_nullable=is_nullable
                )
    _each(SQLITE if _is_sqlite() else POSTGRESQL)


def downgrade() -> None:
    """Refused while anything is sealed: an older version would show it as it is stored."""
    for table, columns in {**TEXTS, "audit_entry": {"reason": None}}.items():
        for column in columns:
            named = sa.table(table, sa.column(column))
            if op.get_bind().scalar(sa.select(sa.exists().where(named.c[column].like(MARK)))):
                raise RuntimeError(f"{table}.{column} holds sealed texts; go back with a backup from before instead")
    for table, columns in TEXTS.items():
        with op.batch_alter_table(table) as batch:
            for column, (length, is_nullable) in columns.items():
                batch.alter_column(
                    column, existing_type=sa.Text(), type_=sa.String(length), existing_nullable=is_nullable
                )
    _each(SQLITE_BEFORE if _is_sqlite() else POSTGRESQL_BEFORE)
    op.drop_table("sealing_key")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _each(statements: tuple[str, ...]) -> None:
    for statement in statements:
        op.execute(statement)


# All columns but `reason`, which the hash covers by a digest of what is sealed.
HASHED = (
    'workspace_id, seq, at, "by", actor_id, action, subject_kind, subject_id, details, reason_digest, '
    "before_digest, after_digest, salt, salt_digest, previous_hash, hash"
)
SQLITE_BEFORE = (
    "DROP TRIGGER audit_entry_stays_unchanged",
    """
    CREATE TRIGGER audit_entry_stays_unchanged BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END
    """,
)
SQLITE = (
    SQLITE_BEFORE[0],
    SQLITE_BEFORE[1].replace("UPDATE ON", f"UPDATE OF {HASHED} ON"),
)
POSTGRESQL_BEFORE = (
    "DROP TRIGGER audit_entry_stays ON audit_entry",
    """
    CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION evenhand_audit_stays()
    """,
)
POSTGRESQL = (
    POSTGRESQL_BEFORE[0],
    POSTGRESQL_BEFORE[1].replace("BEFORE UPDATE OR", f"BEFORE UPDATE OF {HASHED} OR"),
)
