"""Who has read their card"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_01_card_readings"
down_revision = "20261124_06_plan_files"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "card_reading",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("card_id", KEY, nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_card_reading_workspace_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_card_reading_member_id")),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_card_reading_card_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_reading")),
        sa.UniqueConstraint("workspace_id", "card_id", name=op.f("uq_card_reading_workspace_id_card_id")),
    )
    op.create_index("ix_card_reading_member_id", "card_reading", ["member_id"])
    op.create_index("ix_card_reading_workspace_id_period", "card_reading", ["workspace_id", "period"])


def downgrade() -> None:
    op.drop_table("card_reading")
