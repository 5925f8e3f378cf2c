"""Requests to be forgotten, accounts not to be taken over again, reasons in the audit that can be erased, or sealed"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_08_erasure"
down_revision = "20261122_07_role_grants"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
STAYS = (
    *("workspace_id", "seq", "at", "by", "actor_id", "action", "subject_kind", "subject_id", "details"),
    *("reason_digest", "before_digest", "after_digest", "salt_digest", "previous_hash", "hash"),
)


def upgrade() -> None:
    op.create_table(
        "erasure_request",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("erased_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["member.id"], name=op.f("fk_erasure_request_decided_by")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_erasure_request_member_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_erasure_request_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_request")),
    )
    is_open = sa.text("state IN ('open', 'approved')")
    op.create_index(
        "uq_erasure_request_open",
        "erasure_request",
        ["workspace_id", "member_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "erased_account",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_erased_account_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erased_account")),
        sa.UniqueConstraint("workspace_id", "digest", name=op.f("uq_erased_account_workspace_id_digest")),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    for statement in SQLITE_BEFORE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_BEFORE:
        op.execute(statement)
    op.drop_table("erased_account")
    op.drop_table("erasure_request")


# A reason may be sealed anew: the hash covers the digest of what is sealed. Without its salt it is gone.
_SEALS = "NEW.salt IS NOT NULL AND NEW.salt = OLD.salt AND NEW.reason IS NOT NULL AND OLD.reason IS NOT NULL"
_ERASES = f"(({_SEALS}) OR (NEW.reason IS NULL AND NEW.salt IS NULL))"
_SAME_ON_SQLITE = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in STAYS)
_SAME = " AND ".join(f'NEW."{name}" IS NOT DISTINCT FROM OLD."{name}"' for name in STAYS)
SQLITE = (
    "DROP TRIGGER audit_entry_stays_unchanged",
    f"""
    CREATE TRIGGER audit_entry_stays_unchanged BEFORE UPDATE ON audit_entry WHEN NOT ({_ERASES} AND {_SAME_ON_SQLITE})
    BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END
    """,
)
SQLITE_BEFORE = (
    "DROP TRIGGER audit_entry_stays_unchanged",
    """
    CREATE TRIGGER audit_entry_stays_unchanged BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END
    """,
)
POSTGRESQL = (
    "DROP TRIGGER audit_entry_stays ON audit_entry",
    """
    CREATE TRIGGER audit_entry_stays BEFORE DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION evenhand_audit_stays()
    """,
    f"""
    CREATE FUNCTION evenhand_audit_forgets() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT ({_ERASES} AND {_SAME}) THEN
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER audit_entry_stays_unchanged BEFORE UPDATE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION evenhand_audit_forgets()
    """,
)
POSTGRESQL_BEFORE = (
    "DROP TRIGGER audit_entry_stays_unchanged ON audit_entry",
    "DROP FUNCTION evenhand_audit_forgets()",
    "DROP TRIGGER audit_entry_stays ON audit_entry",
    """
    CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION evenhand_audit_stays()
    """,
)
