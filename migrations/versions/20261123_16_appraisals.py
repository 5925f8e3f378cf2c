"""Reports about one's own month, and managers' ratings"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_16_appraisals"
down_revision = "20261123_15_card_ratings"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "appraisal_round",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("published_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_appraisal_round_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal_round")),
        sa.UniqueConstraint("workspace_id", "month", name=op.f("uq_appraisal_round_workspace_id_month")),
    )
    _self_reports()
    _appraisals()
    _drafts()


def _self_reports() -> None:
    op.create_table(
        "self_report",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("round_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("shortcomings", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("submitted_at", TIME, nullable=True),
        sa.Column("asked_by", KEY, nullable=True),
        *_keys("self_report", "member_id", "asked_by"),
        sa.UniqueConstraint(
            "workspace_id", "round_id", "member_id", name=op.f("uq_self_report_workspace_id_round_id_member_id")
        ),
    )
    op.create_index(op.f("ix_self_report_member_id"), "self_report", ["member_id"])


def _appraisals() -> None:
    op.create_table(
        "appraisal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("round_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("author_id", KEY, nullable=False),
        sa.Column("scheme_version_id", KEY, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("submitted_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme_version_id"], ["scheme_version.id"], name=op.f("fk_appraisal_scheme_version_id")
        ),
        *_keys("appraisal", "member_id", "author_id"),
        sa.UniqueConstraint(
            "workspace_id",
            "round_id",
            "member_id",
            "revision",
            name=op.f("uq_appraisal_workspace_id_round_id_member_id_revision"),
        ),
    )
    op.create_index(op.f("ix_appraisal_member_id"), "appraisal", ["member_id"])
    op.create_index(op.f("ix_appraisal_author_id"), "appraisal", ["author_id"])
    op.create_table(
        "appraisal_rating",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("appraisal_id", KEY, nullable=False),
        sa.Column("metric", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("case_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["appraisal_id"], ["appraisal.id"], name=op.f("fk_appraisal_rating_appraisal_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_appraisal_rating_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal_rating")),
        sa.UniqueConstraint(
            "workspace_id", "appraisal_id", "metric", name=op.f("uq_appraisal_rating_workspace_id_appraisal_id_metric")
        ),
    )


def _drafts() -> None:
    op.create_table(
        "appraisal_draft",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("round_id", KEY, nullable=False),
        sa.Column("author_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        *_keys("appraisal_draft", "author_id", "subject_id"),
        sa.UniqueConstraint(
            "workspace_id",
            "round_id",
            "author_id",
            "subject_id",
            name=op.f("uq_appraisal_draft_workspace_id_round_id_author_id_subject_id"),
        ),
    )
    for whose in ("author_id", "subject_id"):
        op.create_index(op.f(f"ix_appraisal_draft_{whose}"), "appraisal_draft", [whose])


def _keys(table: str, *members: str) -> list[sa.Constraint]:
    """Its key, and the keys of others that it names."""
    named = [sa.ForeignKeyConstraint([column], ["member.id"], name=op.f(f"fk_{table}_{column}")) for column in members]
    return [
        sa.ForeignKeyConstraint(["round_id"], ["appraisal_round.id"], name=op.f(f"fk_{table}_round_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f(f"fk_{table}_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *named,
    ]


def downgrade() -> None:
    for table in ("appraisal_draft", "appraisal_rating", "appraisal", "self_report", "appraisal_round"):
        op.drop_table(table)
