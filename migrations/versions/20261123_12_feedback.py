"""Kudos, feedback, and requests for it"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_12_feedback"
down_revision = "20261123_11_reviews"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "feedback_request",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("asker_id", KEY, nullable=False),
        sa.Column("asked_id", KEY, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("told_at", TIME, nullable=False),
        sa.Column("remind_at", TIME, nullable=False),
        sa.Column("closed_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["asked_id"], ["member.id"], name=op.f("fk_feedback_request_asked_id")),
        sa.ForeignKeyConstraint(["asker_id"], ["member.id"], name=op.f("fk_feedback_request_asker_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_feedback_request_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_request")),
    )
    for whose in ("asked_id", "asker_id"):
        op.create_index(
            f"ix_feedback_request_workspace_id_{whose}_state", "feedback_request", ["workspace_id", whose, "state"]
        )
    op.create_table(
        "feedback",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("giver_id", KEY, nullable=False),
        sa.Column("receiver_id", KEY, nullable=False),
        sa.Column("request_id", KEY, nullable=True),
        sa.Column("scheme_version_id", KEY, nullable=True),
        sa.Column("dimension", sa.String(length=40), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("given_at", TIME, nullable=False),
        sa.Column("told_at", TIME, nullable=False),
        sa.Column("shared_with", KEY, nullable=True),
        sa.Column("shared_at", TIME, nullable=True),
        sa.Column("ended_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["giver_id"], ["member.id"], name=op.f("fk_feedback_giver_id")),
        sa.ForeignKeyConstraint(["receiver_id"], ["member.id"], name=op.f("fk_feedback_receiver_id")),
        sa.ForeignKeyConstraint(["request_id"], ["feedback_request.id"], name=op.f("fk_feedback_request_id")),
        sa.ForeignKeyConstraint(
            ["scheme_version_id"], ["scheme_version.id"], name=op.f("fk_feedback_scheme_version_id")
        ),
        sa.ForeignKeyConstraint(["shared_with"], ["member.id"], name=op.f("fk_feedback_shared_with")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_feedback_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    for whose in ("receiver_id", "giver_id"):
        op.create_index(f"ix_feedback_workspace_id_{whose}_given_at", "feedback", ["workspace_id", whose, "given_at"])


def downgrade() -> None:
    op.drop_table("feedback")
    op.drop_table("feedback_request")
