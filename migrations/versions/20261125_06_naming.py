"""Wins that people share, stars of the month, and who wants to be named"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_06_naming"
down_revision = "20261125_05_team_card_revisions"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create(
        "naming_choice",
        sa.Column("is_asked", sa.Boolean(), nullable=False),
        sa.Column("may_be_star", sa.Boolean(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.UniqueConstraint("workspace_id", "member_id", name=op.f("uq_naming_choice_workspace_id_member_id")),
    )
    _create(
        "win",
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("scheme_version_id", KEY, nullable=False),
        sa.Column("metric", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("attainment", sa.Float(), nullable=False),
        sa.Column("is_best", sa.Boolean(), nullable=False),
        sa.Column("shows_figure", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("answered_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_win_team_id")),
        sa.ForeignKeyConstraint(["scheme_version_id"], ["scheme_version.id"], name=op.f("fk_win_scheme_version_id")),
        sa.UniqueConstraint("workspace_id", "member_id", "period", name=op.f("uq_win_workspace_id_member_id_period")),
    )
    op.create_index("ix_win_workspace_id_period_team_id", "win", ["workspace_id", "period", "team_id"])
    _create(
        "star",
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("scheme", sa.String(length=40), nullable=False),
        sa.Column("n_candidates", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(length=20), nullable=False),
        sa.Column("named_at", TIME, nullable=False),
        sa.Column("taken_back_by", KEY, nullable=True),
        sa.Column("taken_back_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_star_team_id")),
        sa.ForeignKeyConstraint(["taken_back_by"], ["member.id"], name=op.f("fk_star_taken_back_by")),
        sa.UniqueConstraint(
            "workspace_id", "member_id", "period", "scheme", name=op.f("uq_star_workspace_id_member_id_period_scheme")
        ),
    )
    op.create_index("ix_star_workspace_id_period", "star", ["workspace_id", "period"])


def downgrade() -> None:
    for table in ("star", "win", "naming_choice"):
        op.drop_table(table)


def _create(table: str, *columns: sa.schema.SchemaItem) -> None:
    """With what each row has, whose it is."""
    op.create_table(
        table,
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f(f"fk_{table}_workspace_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f(f"fk_{table}_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_member_id", table, ["member_id"])
