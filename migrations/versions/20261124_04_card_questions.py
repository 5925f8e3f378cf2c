"""Questions about one's own card"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_04_card_questions"
down_revision = "20261124_04_review_quorum"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
IS_OPEN = sa.text("answered_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "card_question",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", KEY, nullable=True),
        sa.Column("answered_at", TIME, nullable=True),
        sa.Column("sets_aside", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_card_question_workspace_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_card_question_member_id")),
        sa.ForeignKeyConstraint(["answered_by"], ["member.id"], name=op.f("fk_card_question_answered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_question")),
    )
    op.create_index("ix_card_question_member_id", "card_question", ["member_id"])
    op.create_index("ix_card_question_workspace_id_period", "card_question", ["workspace_id", "period"])
    op.create_index(
        "uq_card_question_open",
        "card_question",
        ["workspace_id", "member_id", "period"],
        unique=True,
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )


def downgrade() -> None:
    op.drop_table("card_question")
