"""Requests that have been taken, so that a copy of one changes nothing"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_03_seen_requests"
down_revision = "20261122_02_rate_bucket"


def upgrade() -> None:
    op.create_table(
        "seen_request",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unique_key", sa.String(length=120), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_seen_request_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seen_request")),
        sa.UniqueConstraint("workspace_id", "unique_key", name=op.f("uq_seen_request_workspace_id_unique_key")),
    )


def downgrade() -> None:
    op.drop_table("seen_request")
