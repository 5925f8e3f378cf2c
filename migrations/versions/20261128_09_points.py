"""Special points, who agreed to them, and the months whose cards are out"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_09_points"
down_revision = "20261128_08_targets_by_month"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "special_points",
        *_key("special_points"),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("proposed_by", KEY, nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", KEY, nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        *(_to_member("special_points", each) for each in ("member_id", "proposed_by", "ended_by")),
    )
    for names in (("month", "state"), ("member_id", "month")):
        op.create_index(f"ix_special_points_workspace_id_{'_'.join(names)}", "special_points", ["workspace_id", *names])
    op.create_table(
        "points_agreement",
        *_key("points_agreement"),
        sa.Column("points_id", KEY, nullable=False),
        sa.Column("party", sa.String(length=10), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["points_id"], ["special_points.id"], name=op.f("fk_points_agreement_points_id")),
        _to_member("points_agreement", "member_id"),
        *(_one_each("points_agreement", "points_id", each) for each in ("party", "member_id")),
    )
    op.create_table(
        "points_month",
        *_key("points_month"),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("out_at", sa.DateTime(timezone=True), nullable=True),
        _one_each("points_month", "month"),
    )
    # Published cards do not change: of months that are out there are none to propose.
    op.execute(
        "INSERT INTO points_month (workspace_id, month, out_at) SELECT workspace_id, month, closed_at FROM month_close"
    )


def downgrade() -> None:
    op.drop_table("points_month")
    op.drop_table("points_agreement")
    op.drop_table("special_points")


def _key(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f(f"fk_{table}_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _to_member(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["member.id"], name=op.f(f"fk_{table}_{column}"))


def _one_each(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint("workspace_id", *columns, name=op.f(f"uq_{table}_workspace_id_{'_'.join(columns)}"))
