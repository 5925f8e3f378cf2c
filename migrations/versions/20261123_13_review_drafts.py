"""Drafts of ratings, and how severely people rated"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_13_review_drafts"
down_revision = "20261123_12_feedback"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "review_draft",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("pseudonym", sa.String(length=32), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["review_cycle.id"], name=op.f("fk_review_draft_cycle_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["member.id"], name=op.f("fk_review_draft_subject_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_review_draft_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_draft")),
        sa.UniqueConstraint(
            "workspace_id",
            "cycle_id",
            "pseudonym",
            "subject_id",
            name=op.f("uq_review_draft_workspace_id_cycle_id_pseudonym_subject_id"),
        ),
    )
    op.create_table(
        "review_leniency",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("leaning", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["review_cycle.id"], name=op.f("fk_review_leniency_cycle_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_review_leniency_member_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_review_leniency_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_leniency")),
    )
    op.create_index("ix_review_leniency_workspace_id_member_id", "review_leniency", ["workspace_id", "member_id"])


def downgrade() -> None:
    op.drop_table("review_leniency")
    op.drop_table("review_draft")
