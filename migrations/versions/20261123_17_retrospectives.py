"""Retrospectives of projects: members, notes and actions"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_17_retrospectives"
down_revision = "20261123_16_appraisals"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "retrospective",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("n_writers", sa.Integer(), nullable=True),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["review_cycle.id"], name=op.f("fk_retrospective_cycle_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["member.id"], name=op.f("fk_retrospective_lead_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_retrospective_team_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_retrospective_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retrospective")),
    )
    op.create_index("ix_retrospective_workspace_id_state", "retrospective", ["workspace_id", "state"])
    op.create_table(
        "retro_member",
        *_of_retrospective("retro_member"),
        sa.Column("member_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_retro_member_member_id")),
    )
    op.create_table(
        "retro_note",
        *_of_retrospective("retro_note"),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_for_few", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_retro_note_author_id")),
    )
    op.create_table(
        "retro_action",
        *_of_retrospective("retro_action"),
        sa.Column("owner_id", KEY, nullable=False),
        sa.Column("added_by", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("n_put_off", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["member.id"], name=op.f("fk_retro_action_added_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_retro_action_owner_id")),
    )
    for table in ("retro_member", "retro_note", "retro_action"):
        op.create_index(f"ix_{table}_workspace_id_retrospective_id", table, ["workspace_id", "retrospective_id"])
    op.create_index("ix_retro_member_workspace_id_member_id", "retro_member", ["workspace_id", "member_id"])
    owned = ["workspace_id", "owner_id", "state"]
    op.create_index("ix_retro_action_workspace_id_owner_id_state", "retro_action", owned)


def downgrade() -> None:
    for table in ("retro_action", "retro_note", "retro_member", "retrospective"):
        op.drop_table(table)


def _of_retrospective(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """What each of its tables begins with."""
    return (
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("retrospective_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["retrospective_id"], ["retrospective.id"], name=op.f(f"fk_{table}_retrospective_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f(f"fk_{table}_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
