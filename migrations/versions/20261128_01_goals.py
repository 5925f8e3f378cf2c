"""Goals of teams and people, and where they stood"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_01_goals"
down_revision = "20261125_07_card_explanations"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "goal",
        *_key("goal"),
        sa.Column("team_id", KEY, nullable=True),
        *(_member(name, nullable=name != "owner_id") for name in ("member_id", "owner_id")),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("metric", sa.String(length=64), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        _member("proposed_by"),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        _member("agreed_by", nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        _member("closed_by", nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_goal_team_id")),
        *(_to_member("goal", each) for each in ("member_id", "owner_id", "proposed_by", "agreed_by", "closed_by")),
    )
    op.create_index("ix_goal_workspace_id_team_id_ends_on", "goal", ["workspace_id", "team_id", "ends_on"])
    op.create_index("ix_goal_workspace_id_member_id_ends_on", "goal", ["workspace_id", "member_id", "ends_on"])
    op.create_index("ix_goal_workspace_id_owner_id_state", "goal", ["workspace_id", "owner_id", "state"])
    op.create_table(
        "goal_update",
        *_key("goal_update"),
        sa.Column("goal_id", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _member("author_id"),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("is_correction", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_update_goal_id")),
        _to_member("goal_update", "author_id"),
        sa.UniqueConstraint(
            "workspace_id", "goal_id", "revision", name=op.f("uq_goal_update_workspace_id_goal_id_revision")
        ),
    )


def downgrade() -> None:
    op.drop_table("goal_update")
    op.drop_table("goal")


def _key(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f(f"fk_{table}_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _member(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, KEY, nullable=nullable)


def _to_member(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["member.id"], name=op.f(f"fk_{table}_{column}"))
