"""Cycles of peer ratings: two stores that nothing links, what a release leaves of them, and who worked with whom"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_11_reviews"
down_revision = "20261122_10_people_merged"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "review_assignment",
    "review_scope",
    "review_result",
    "review_rating",
    "review_key",
    "review_comment",
    "kept_rating",
    "collaboration",
    "review_cycle",
)


def upgrade() -> None:
    op.create_table(
        "review_cycle",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("n_asked", sa.Integer(), nullable=True),
        sa.Column("n_done", sa.Integer(), nullable=True),
        sa.Column("n_declined", sa.Integer(), nullable=True),
        sa.Column("n_raters", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_review_cycle_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_cycle")),
    )
    op.create_index("ix_review_cycle_workspace_id_month", "review_cycle", ["workspace_id", "month"])
    op.create_table(
        "collaboration",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("one_id", KEY, nullable=False),
        sa.Column("other_id", KEY, nullable=False),
        sa.Column("tie", sa.String(length=12), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["member.id"], name=op.f("fk_collaboration_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["member.id"], name=op.f("fk_collaboration_other_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_collaboration_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaboration")),
        sa.UniqueConstraint(
            "workspace_id",
            "month",
            "one_id",
            "other_id",
            "tie",
            name=op.f("uq_collaboration_workspace_id_month_one_id_other_id_tie"),
        ),
    )
    op.create_table(
        "kept_rating",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("metric", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["review_cycle.id"], name=op.f("fk_kept_rating_cycle_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["member.id"], name=op.f("fk_kept_rating_subject_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_kept_rating_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_rating")),
    )
    op.create_index("ix_kept_rating_cycle_id_subject_id", "kept_rating", ["cycle_id", "subject_id"])
    op.create_table(
        "review_comment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("metric", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["review_cycle.id"], name=op.f("fk_review_comment_cycle_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["member.id"], name=op.f("fk_review_comment_subject_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_review_comment_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_comment")),
    )
    op.create_index("ix_review_comment_cycle_id_subject_id", "review_comment", ["cycle_id", "subject_id"])
    op.create_table(
        "review_key",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("seed", KEY, nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["review_cycle.id"], name=op.f("fk_review_key_cycle_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_review_key_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_key")),
        sa.UniqueConstraint("workspace_id", "cycle_id", name=op.f("uq_review_key_workspace_id_cycle_id")),
    )
    op.create_table(
        "review_rating",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("pseudonym", sa.String(length=32), nullable=False),
        sa.Column("metric", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("case_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["review_cycle.id"], name=op.f("fk_review_rating_cycle_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["member.id"], name=op.f("fk_review_rating_subject_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_review_rating_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_rating")),
        sa.UniqueConstraint(
            "workspace_id",
            "cycle_id",
            "pseudonym",
            "subject_id",
            "metric",
            name=op.f("uq_review_rating_cycle_id_pseudonym_subject_id_metric"),
        ),
    )
    op.create_table(
        "review_result",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("metric", sa.String(length=40), nullable=False),
        sa.Column("raters", sa.Integer(), nullable=False),
        sa.Column("plain", sa.Float(), nullable=True),
        sa.Column("corrected", sa.Float(), nullable=True),
        sa.Column("error", sa.Float(), nullable=True),
        sa.Column("centre", sa.Float(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=True),
        sa.Column("parts", sa.Integer(), nullable=True),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["review_cycle.id"], name=op.f("fk_review_result_cycle_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["member.id"], name=op.f("fk_review_result_subject_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_review_result_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_result")),
        sa.UniqueConstraint(
            "workspace_id",
            "cycle_id",
            "subject_id",
            "metric",
            name=op.f("uq_review_result_workspace_id_cycle_id_subject_id_metric"),
        ),
    )
    op.create_index("ix_review_result_subject_id", "review_result", ["subject_id"])
    op.create_table(
        "review_scope",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("team_id", KEY, nullable=True),
        sa.Column("scheme_version_id", KEY, nullable=True),
        sa.Column("scheme_hash", sa.String(length=64), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("questionnaire", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["cycle_id"], ["review_cycle.id"], name=op.f("fk_review_scope_cycle_id")),
        sa.ForeignKeyConstraint(
            ["scheme_version_id"], ["scheme_version.id"], name=op.f("fk_review_scope_scheme_version_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_review_scope_team_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_review_scope_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_scope")),
        sa.UniqueConstraint(
            "workspace_id", "cycle_id", "team_id", name=op.f("uq_review_scope_workspace_id_cycle_id_team_id")
        ),
    )
    op.create_table(
        "review_assignment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("scope_id", KEY, nullable=False),
        sa.Column("rater_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decline_reason", sa.Text(), nullable=False),
        sa.Column("reopened_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle_id"], ["review_cycle.id"], name=op.f("fk_review_assignment_cycle_id")),
        sa.ForeignKeyConstraint(["rater_id"], ["member.id"], name=op.f("fk_review_assignment_rater_id")),
        sa.ForeignKeyConstraint(["scope_id"], ["review_scope.id"], name=op.f("fk_review_assignment_scope_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["member.id"], name=op.f("fk_review_assignment_subject_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_review_assignment_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_assignment")),
        sa.UniqueConstraint(
            "workspace_id",
            "cycle_id",
            "rater_id",
            "subject_id",
            name=op.f("uq_review_assignment_workspace_id_cycle_id_rater_id_subject_id"),
        ),
    )
    op.create_index("ix_review_assignment_cycle_id_subject_id", "review_assignment", ["cycle_id", "subject_id"])
    op.create_index("ix_review_assignment_rater_id", "review_assignment", ["rater_id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
