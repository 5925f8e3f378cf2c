"""How fast all processes together may call Slack"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_02_rate_bucket"
down_revision = "20261122_01_calendars"


def upgrade() -> None:
    op.create_table(
        "rate_bucket",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("full_at_us", sa.BigInteger(), nullable=False),
        sa.Column("step_us", sa.BigInteger(), nullable=False),
        sa.Column("burst_us", sa.BigInteger(), nullable=False),
        sa.Column("blocked_until_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_rate_bucket_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_bucket")),
        sa.UniqueConstraint("workspace_id", "name", name=op.f("uq_rate_bucket_workspace_id_name")),
    )


def downgrade() -> None:
    op.drop_table("rate_bucket")
