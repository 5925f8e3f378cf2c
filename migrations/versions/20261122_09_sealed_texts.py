"""Texts that people write become long enough to be sealed"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_09_sealed_texts"
down_revision = "20261122_08_erasure"

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
    op.drop_table("sealing_key")
