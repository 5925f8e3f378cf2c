"""Cards that are made before they come out"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_03_cards_made_ahead"
down_revision = "20261125_02_pictures"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "month_making",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("wishes", sa.Integer(), nullable=False),
        sa.Column("working_on", sa.Integer(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("made_at", TIME, nullable=True),
        sa.Column("tells", sa.Boolean(), nullable=False),
        sa.Column("release_at", TIME, nullable=True),
        sa.Column("held_at", TIME, nullable=True),
        sa.Column("held_by", KEY, nullable=True),
        sa.Column("held_for", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_month_making_workspace_id")),
        sa.ForeignKeyConstraint(["held_by"], ["member.id"], name=op.f("fk_month_making_held_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_making")),
        sa.UniqueConstraint("workspace_id", "month", name=op.f("uq_month_making_workspace_id_month")),
    )
    op.create_table(
        "staged_team",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("looked_at", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("scheme_version_id", KEY, nullable=False),
        sa.Column("n_members", sa.Integer(), nullable=False),
        sa.Column("n_scored", sa.Integer(), nullable=False),
        sa.Column("n_unscored", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_staged_team_workspace_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_staged_team_team_id")),
        sa.ForeignKeyConstraint(
            ["scheme_version_id"], ["scheme_version.id"], name=op.f("fk_staged_team_scheme_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staged_team")),
        sa.UniqueConstraint(
            "workspace_id", "period", "team_id", name=op.f("uq_staged_team_workspace_id_period_team_id")
        ),
    )
    op.create_table(
        "staged_card",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("scheme_version_id", KEY, nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("band", sa.String(length=8), nullable=True),
        sa.Column("coverage", sa.Float(), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_staged_card_workspace_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_staged_card_member_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_staged_card_team_id")),
        sa.ForeignKeyConstraint(
            ["scheme_version_id"], ["scheme_version.id"], name=op.f("fk_staged_card_scheme_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staged_card")),
        sa.UniqueConstraint(
            "workspace_id", "member_id", "period", name=op.f("uq_staged_card_workspace_id_member_id_period")
        ),
    )
    op.create_index("ix_staged_card_workspace_id_period_team_id", "staged_card", ["workspace_id", "period", "team_id"])


def downgrade() -> None:
    op.drop_table("staged_card")
    op.drop_table("staged_team")
    op.drop_table("month_making")
