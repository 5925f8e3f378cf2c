"""Ratings on cards, why a card has another revision, and no plain means"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_15_card_ratings"
down_revision = "20261123_14b_review_nominations"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "card_ratings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["review_cycle.id"], name=op.f("fk_card_ratings_cycle_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_card_ratings_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_ratings")),
        sa.UniqueConstraint("workspace_id", "cycle_id", name=op.f("uq_card_ratings_workspace_id_cycle_id")),
    )
    op.add_column("card", sa.Column("reason", sa.String(length=20), nullable=False, server_default=""))
    op.drop_column("review_result", "plain")


def downgrade() -> None:
    op.add_column("review_result", sa.Column("plain", sa.Float(), nullable=True))
    op.drop_column("card", "reason")
    op.drop_table("card_ratings")
