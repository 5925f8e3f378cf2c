"""Plans: what was noticed, what was agreed, moves, notes, checklist and appeal"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_05_improvement"
down_revision = "20261124_04_card_questions"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IS_RUNNING = sa.text(
    "state IN ('draft', 'submitted', 'approved', 'published', 'acknowledged', 'active', 'extended', 'paused')"
)
TABLES = (
    "plan_signal",
    "plan",
    "plan_terms",
    "plan_move",
    "plan_note",
    "plan_check",
    "plan_appeal",
    "plan_committee",
)


def upgrade() -> None:
    op.create_table(
        "plan_signal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("rule_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("scheme_version_id", KEY, nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("doubt", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_plan_signal_workspace_id")),
        sa.ForeignKeyConstraint(
            ["scheme_version_id"], ["scheme_version.id"], name=op.f("fk_plan_signal_scheme_version_id")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["member.id"], name=op.f("fk_plan_signal_decided_by")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_plan_signal_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_signal")),
        sa.UniqueConstraint(
            "workspace_id",
            "member_id",
            "rule_id",
            "kind",
            "month",
            name=op.f("uq_plan_signal_workspace_id_member_id_rule_id_kind_month"),
        ),
    )
    op.create_index("ix_plan_signal_member_id", "plan_signal", ["member_id"])
    op.create_index("ix_plan_signal_workspace_id_state", "plan_signal", ["workspace_id", "state"])
    op.create_table(
        "plan",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("owner_id", KEY, nullable=False),
        sa.Column("signal_id", KEY, nullable=True),
        sa.Column("scheme_version_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("resumes_to", sa.String(length=12), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("returns_on", sa.Date(), nullable=True),
        sa.Column("n_extended", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=10), nullable=False),
        sa.Column("consequence", sa.String(length=12), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["signal_id"], ["plan_signal.id"], name=op.f("fk_plan_signal_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_plan_owner_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_plan_member_id")),
        sa.ForeignKeyConstraint(["scheme_version_id"], ["scheme_version.id"], name=op.f("fk_plan_scheme_version_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_plan_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_index("ix_plan_owner_id", "plan", ["owner_id"])
    op.create_index("ix_plan_workspace_id_state", "plan", ["workspace_id", "state"])
    op.create_index(
        "uq_plan_running",
        "plan",
        ["workspace_id", "member_id"],
        unique=True,
        sqlite_where=IS_RUNNING,
        postgresql_where=IS_RUNNING,
    )
    op.create_index("ix_plan_member_id", "plan", ["member_id"])
    op.create_table(
        "plan_terms",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("written_by", KEY, nullable=False),
        sa.Column("approved_by", KEY, nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=12), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by"], ["member.id"], name=op.f("fk_plan_terms_approved_by")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_terms_plan_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_plan_terms_workspace_id")),
        sa.ForeignKeyConstraint(["written_by"], ["member.id"], name=op.f("fk_plan_terms_written_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_terms")),
        sa.UniqueConstraint(
            "workspace_id", "plan_id", "version", name=op.f("uq_plan_terms_workspace_id_plan_id_version")
        ),
    )
    op.create_table(
        "plan_move",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("move", sa.String(length=20), nullable=False),
        sa.Column("since", sa.String(length=12), nullable=False),
        sa.Column("to", sa.String(length=12), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_move_plan_id")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_plan_move_by_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_plan_move_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_move")),
    )
    op.create_index("ix_plan_move_workspace_id_plan_id", "plan_move", ["workspace_id", "plan_id"])
    op.create_table(
        "plan_note",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("author_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("mood", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_plan_note_workspace_id")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_plan_note_author_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_note_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_note")),
        sa.UniqueConstraint(
            "workspace_id",
            "plan_id",
            "kind",
            "ref",
            "on",
            "author_id",
            name=op.f("uq_plan_note_workspace_id_plan_id_kind_ref_on_author_id"),
        ),
    )
    op.create_index("ix_plan_note_author_id", "plan_note", ["author_id"])
    op.create_table(
        "plan_check",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_plan_check_workspace_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_check_plan_id")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_plan_check_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_check")),
        sa.UniqueConstraint("workspace_id", "plan_id", "item", name=op.f("uq_plan_check_workspace_id_plan_id_item")),
    )
    op.create_table(
        "plan_appeal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["member.id"], name=op.f("fk_plan_appeal_decided_by")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_plan_appeal_workspace_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_appeal_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_appeal")),
        sa.UniqueConstraint("workspace_id", "plan_id", name=op.f("uq_plan_appeal_workspace_id_plan_id")),
    )
    op.create_table(
        "plan_committee",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("appeal_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_plan_committee_member_id")),
        sa.ForeignKeyConstraint(["appeal_id"], ["plan_appeal.id"], name=op.f("fk_plan_committee_appeal_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_plan_committee_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_committee")),
        sa.UniqueConstraint(
            "workspace_id", "appeal_id", "member_id", name=op.f("uq_plan_committee_workspace_id_appeal_id_member_id")
        ),
    )
    op.create_index("ix_plan_committee_member_id", "plan_committee", ["member_id"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
