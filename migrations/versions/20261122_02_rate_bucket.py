"""How fast all processes together may call Slack, and messages for one reader's eyes and with files"""

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
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("only_for", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("file_id", sa.String(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_column("file_id")
        batch_op.drop_column("only_for")

    op.drop_table("rate_bucket")
