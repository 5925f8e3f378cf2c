"""Which pictures are at Slack"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_02_pictures"
down_revision = "20261125_01_card_readings"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("content_key", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=True),
        sa.Column("slot", sa.String(length=100), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_picture_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("workspace_id", "content_key", name=op.f("uq_picture_workspace_id_content_key")),
    )
    for column in ("about", "slot", "uploaded_at"):
        op.create_index(f"ix_picture_workspace_id_{column}", "picture", ["workspace_id", column])


def downgrade() -> None:
    op.drop_table("picture")
