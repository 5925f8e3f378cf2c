"""The nights in which what is too old was deleted, and the indexes by which it is found"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_09b_retention"
down_revision = "20261122_09_sealed_texts"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HAS_TEXT = sa.text("note IS NOT NULL OR reason IS NOT NULL")
INDEXES = (
    ("ix_day_note_workspace_id_on", "day_note", "on"),
    ("ix_absence_workspace_id_last_on", "absence", "last_on"),
    ("ix_card_workspace_id_period", "card", "period"),
    ("ix_team_card_workspace_id_period", "team_card", "period"),
)


def upgrade() -> None:
    op.create_table(
        "retention_run",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("active_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_retention_run_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_run")),
        sa.UniqueConstraint("workspace_id", "on", name=op.f("uq_retention_run_workspace_id_on")),
    )
    for name, table, column in INDEXES:
        op.create_index(name, table, ["workspace_id", column])
    op.create_index(
        "ix_entry_with_text", "entry", ["workspace_id", "on"], sqlite_where=HAS_TEXT, postgresql_where=HAS_TEXT
    )


def downgrade() -> None:
    op.drop_index("ix_entry_with_text", table_name="entry")
    for name, table, _ in reversed(INDEXES):
        op.drop_index(name, table_name=table)
    op.drop_table("retention_run")
