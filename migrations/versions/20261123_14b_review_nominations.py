"""Who names whom as a rater, and counts of what looks odd in a cycle"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_14b_review_nominations"
down_revision = "20261123_14_review_calendar"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNTS = ("n_same", "n_mutual")


def upgrade() -> None:
    for name in COUNTS:
        op.add_column("review_cycle", sa.Column(name, sa.Integer(), nullable=True))
    op.create_table(
        "review_nomination",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("rater_id", KEY, nullable=False),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["review_cycle.id"], name=op.f("fk_review_nomination_cycle_id")),
        sa.ForeignKeyConstraint(["rater_id"], ["member.id"], name=op.f("fk_review_nomination_rater_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["member.id"], name=op.f("fk_review_nomination_subject_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_review_nomination_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_nomination")),
        sa.UniqueConstraint(
            "workspace_id",
            "cycle_id",
            "subject_id",
            "rater_id",
            name=op.f("uq_review_nomination_workspace_id_cycle_id_subject_id_rater_id"),
        ),
    )


def downgrade() -> None:
    op.drop_table("review_nomination")
    with op.batch_alter_table("review_cycle") as table:
        for name in COUNTS:
            table.drop_column(name)
