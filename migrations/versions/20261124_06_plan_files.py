"""Files that are uploaded with notes and terms of plans"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_06_plan_files"
down_revision = "20261124_05_improvement"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "plan_file",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("note_id", KEY, nullable=True),
        sa.Column("uploaded_by", KEY, nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slack_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=10), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_plan_file_workspace_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_file_plan_id")),
        sa.ForeignKeyConstraint(["note_id"], ["plan_note.id"], name=op.f("fk_plan_file_note_id")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["member.id"], name=op.f("fk_plan_file_uploaded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_file")),
    )
    op.create_index("ix_plan_file_note_id", "plan_file", ["note_id"])
    op.create_index("ix_plan_file_workspace_id_plan_id", "plan_file", ["workspace_id", "plan_id"])
    op.drop_column("plan_note", "file_id")


def downgrade() -> None:
    op.add_column("plan_note", sa.Column("file_id", sa.Text(), nullable=True))
    op.drop_table("plan_file")
