"""What those who check figures found about entries: verified, excluded, or open again"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "20261128_10_entry_verdicts"
down_revision = "20261128_09_points"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ENTRY = sa.table(
    "entry",
    *(sa.column(name, sa.BigInteger()) for name in ("id", "workspace_id", "member_id", "revision", "value")),
    sa.column("figure", sa.String()),
    sa.column("on", sa.Date()),
)
VERDICT = sa.table("entry_verdict", sa.column("entry_id", sa.BigInteger()), sa.column("verdict", sa.String()))
ROLL_UP = sa.table(
    "roll_up",
    *(sa.column(name, sa.BigInteger()) for name in ("workspace_id", "member_id", "n", "total", "last", "peak")),
    sa.column("figure", sa.String()),
    *(sa.column(name, sa.Date()) for name in ("month", "last_on")),
)
INDEXES = {
    "ix_entry_verdict_workspace_id_member_id_on": ["workspace_id", "member_id", "on"],
    "ix_entry_verdict_workspace_id_on": ["workspace_id", "on"],
}


def upgrade() -> None:
    op.create_table(
        "entry_verdict",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("entry_id", KEY, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("given_by", KEY, nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_verdict_entry_id")),
        sa.ForeignKeyConstraint(["given_by"], ["member.id"], name=op.f("fk_entry_verdict_given_by")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_entry_verdict_member_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_entry_verdict_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_verdict")),
        sa.UniqueConstraint(
            "entry_id", "number", "workspace_id", name=op.f("uq_entry_verdict_entry_id_number_workspace_id")
        ),
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "entry_verdict", columns)


def downgrade() -> None:
    """What was excluded counts again, as if the roll-ups had been made from all entries."""
    connection = op.get_bind()
    whose = (ENTRY.c.workspace_id, ENTRY.c.member_id, ENTRY.c.figure)
    excluded = sa.select(*whose, ENTRY.c.on).join(VERDICT, VERDICT.c.entry_id == ENTRY.c.id)
    days = connection.execute(excluded.where(VERDICT.c.verdict == "excluded")).all()
    for key in sorted({(*row[:3], row.on.replace(day=1)) for row in days}):
        of_key = [column == value for column, value in zip(whose, key, strict=False)]
        told = connection.execute(sa.select(ENTRY.c.on, ENTRY.c.value).where(*of_key).order_by(ENTRY.c.revision)).all()
        _recount(connection, key, {on: value for on, value in told if on.replace(day=1) == key[3]})
    op.drop_table("entry_verdict")


def _recount(connection: sa.Connection, key: tuple[int, int, str, date], values: dict[date, int]) -> None:
    """The value that counts by day makes the month's roll-up."""
    names = dict(zip(("workspace_id", "member_id", "figure", "month"), key, strict=True))
    connection.execute(sa.delete(ROLL_UP).where(*(ROLL_UP.c[name] == value for name, value in names.items())))
    last_on, numbers = max(values), list(values.values())
    counted = {"n": len(values), "total": sum(numbers), "peak": max(numbers)}
    connection.execute(sa.insert(ROLL_UP).values(**names, **counted, last=values[last_on], last_on=last_on))
