"""Teams, leads and managers with the days on which they held"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "20261122_06_people_history"
down_revision = "20261122_05_audit"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("last_on IS NULL")
LONG_AGO = date(1970, 1, 1)
"""From when managers held is not known: what was before stays as it could be seen."""


def upgrade() -> None:
    _create("leadership", "team_id", "team", "member_id", "member")
    op.execute(
        "INSERT INTO leadership (workspace_id, team_id, member_id, first_on)"
        " SELECT workspace_id, team_id, max(member_id), max(since) FROM membership"
        " WHERE is_lead GROUP BY workspace_id, team_id"
    )
    _create("reporting", "member_id", "member", "manager_id", "member")
    _copy_managers()
    with op.batch_alter_table("membership") as batch:
        batch.drop_constraint("uq_membership_workspace_id_member_id", type_="unique")
        batch.alter_column("since", new_column_name="first_on", existing_type=sa.Date(), existing_nullable=False)
        batch.add_column(sa.Column("last_on", sa.Date(), nullable=True))
        batch.drop_column("is_lead")
    with op.batch_alter_table("membership") as batch:
        batch.create_unique_constraint(
            "uq_membership_workspace_id_member_id_first_on", ["workspace_id", "member_id", "first_on"]
        )
    _create_open_index("membership", "member_id")
    with op.batch_alter_table("member") as batch:
        batch.drop_constraint("fk_member_manager_id", type_="foreignkey")
        batch.drop_column("manager_id")


def downgrade() -> None:
    """Back to what holds at the end: a single row for each, without what was before."""
    with op.batch_alter_table("member") as batch:
        batch.add_column(sa.Column("manager_id", KEY, nullable=True))
        batch.create_foreign_key("fk_member_manager_id", "member", ["manager_id"], ["id"])
    op.execute(
        "UPDATE member SET manager_id ="
        " (SELECT manager_id FROM reporting WHERE reporting.workspace_id = member.workspace_id"
        " AND member_id = member.id AND last_on IS NULL)"
    )
    op.execute("DELETE FROM membership WHERE last_on IS NOT NULL")
    op.drop_index("uq_membership_open", table_name="membership")
    with op.batch_alter_table("membership") as batch:
        batch.drop_constraint("uq_membership_workspace_id_member_id_first_on", type_="unique")
        batch.alter_column("first_on", new_column_name="since", existing_type=sa.Date(), existing_nullable=False)
        batch.drop_column("last_on")
        batch.add_column(sa.Column("is_lead", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.create_unique_constraint("uq_membership_workspace_id_member_id", ["workspace_id", "member_id"])
    op.execute(
        "UPDATE membership SET is_lead = true WHERE EXISTS (SELECT 1 FROM leadership WHERE last_on IS NULL"
        " AND leadership.workspace_id = membership.workspace_id AND leadership.team_id = membership.team_id"
        " AND leadership.member_id = membership.member_id)"
    )
    with op.batch_alter_table("membership") as batch:
        batch.alter_column("is_lead", server_default=None, existing_type=sa.Boolean(), existing_nullable=False)
    op.drop_table("reporting")
    op.drop_table("leadership")


def _copy_managers() -> None:
    names = ("workspace_id", "member_id", "manager_id", "first_on")
    reporting = sa.table("reporting", *map(sa.column, names))
    member = sa.table("member", *map(sa.column, ("workspace_id", "id", "manager_id", "joined_on")))
    first_on = sa.func.coalesce(member.c.joined_on, sa.literal(LONG_AGO, sa.Date()))
    columns = (member.c.workspace_id, member.c.id, member.c.manager_id, first_on)
    op.execute(sa.insert(reporting).from_select(names, sa.select(*columns).where(member.c.manager_id.is_not(None))))


def _create(table: str, subject: str, subjects: str, value: str, values: str) -> None:
    op.create_table(
        table,
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column(subject, KEY, nullable=False),
        sa.Column(value, KEY, nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint([subject], [f"{subjects}.id"], name=op.f(f"fk_{table}_{subject}")),
        sa.ForeignKeyConstraint([value], [f"{values}.id"], name=op.f(f"fk_{table}_{value}")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f(f"fk_{table}_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "workspace_id", subject, "first_on", name=op.f(f"uq_{table}_workspace_id_{subject}_first_on")
        ),
    )
    op.create_index(f"ix_{table}_{value}", table, [value])
    _create_open_index(table, subject)


def _create_open_index(table: str, subject: str) -> None:
    columns = ["workspace_id", subject]
    op.create_index(f"uq_{table}_open", table, columns, unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
