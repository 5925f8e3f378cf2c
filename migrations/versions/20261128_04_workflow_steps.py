"""Steps of workflows that wait for somebody"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_04_workflow_steps"
down_revision = "20261128_03_questioned_revisions"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "workflow_step",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("execution", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_workflow_step_workspace_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_workflow_step_member_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["member.id"], name=op.f("fk_workflow_step_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workflow_step")),
        sa.UniqueConstraint("workspace_id", "execution", name=op.f("uq_workflow_step_workspace_id_execution")),
    )
    op.create_index("ix_workflow_step_workspace_id_expires_at", "workflow_step", ["workspace_id", "expires_at"])


def downgrade() -> None:
    op.drop_table("workflow_step")
