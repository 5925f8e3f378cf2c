"""Roles with reason, beginning and end"""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

revision = "20261122_07_role_grants"
down_revision = "20261122_06_people_history"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LONG_AGO = date(1970, 1, 1)
BEFORE = "held before reasons were kept"
NAMES = ("workspace_id", "member_id", "role", "reason", "first_on", "granted_at", "revoked_reason")


def upgrade() -> None:
    op.create_table(
        "role_grant",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("granted_by", KEY, nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_by", KEY, nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_reason", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["granted_by"], ["member.id"], name=op.f("fk_role_grant_granted_by")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_role_grant_member_id")),
        sa.ForeignKeyConstraint(["revoked_by"], ["member.id"], name=op.f("fk_role_grant_revoked_by")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_role_grant_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    op.create_index("ix_role_grant_workspace_id_member_id", "role_grant", ["workspace_id", "member_id"])
    member = sa.table("member", *map(sa.column, ("workspace_id", "id", "role", "joined_on")))
    first_on = sa.func.coalesce(member.c.joined_on, sa.literal(LONG_AGO, sa.Date()))
    now = sa.literal(datetime.now(UTC), sa.DateTime(timezone=True))
    held = sa.select(
        member.c.workspace_id, member.c.id, member.c.role, sa.literal(BEFORE), first_on, now, sa.literal("")
    ).where(member.c.role != "member")
    op.execute(sa.insert(sa.table("role_grant", *map(sa.column, NAMES))).from_select(NAMES, held))
    op.drop_column("member", "role")


def downgrade() -> None:
    """One role each, the one that sees most."""
    op.add_column("member", sa.Column("role", sa.String(length=20), nullable=False, server_default="member"))
    for role in ("lead", "admin", "hr"):
        op.execute(
            f"UPDATE member SET role = '{role}' WHERE EXISTS (SELECT 1 FROM role_grant WHERE role_grant.role = '{role}'"
            " AND role_grant.workspace_id = member.workspace_id AND member_id = member.id"
            " AND last_on IS NULL AND revoked_at IS NULL)"
        )
    with op.batch_alter_table("member") as batch:
        batch.alter_column("role", server_default=None, existing_type=sa.String(length=20), existing_nullable=False)
    op.drop_table("role_grant")
