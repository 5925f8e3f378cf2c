"""Cycles that HR holds back, and those whose release is still to be made unreadable in the database's files"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_14_review_calendar"
down_revision = "20261123_13_review_drafts"
COLUMNS = ("is_held", "is_scrubbed")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("review_cycle", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("review_cycle") as table:
        for name in COLUMNS:
            table.alter_column(name, existing_type=sa.Boolean(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("review_cycle") as table:
        for name in COLUMNS:
            table.drop_column(name)
