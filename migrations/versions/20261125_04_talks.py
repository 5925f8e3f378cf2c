"""Talks about cards: preparation, outcome, capability plan"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_04_talks"
down_revision = "20261125_03_cards_made_ahead"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "talk",
        *_key("talk"),
        _member("member_id"),
        _member("manager_id"),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("meet_at", sa.DateTime(timezone=True), nullable=True),
        _member("proposed_by", nullable=True),
        sa.Column("is_agreed", sa.Boolean(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        *(_to_member("talk", each) for each in ("member_id", "manager_id", "proposed_by")),
        sa.UniqueConstraint("workspace_id", "member_id", "period", name=op.f("uq_talk_workspace_id_member_id_period")),
    )
    op.create_index("ix_talk_workspace_id_state", "talk", ["workspace_id", "state"])
    op.create_table(
        "talk_preparation",
        *_of_talk("talk_preparation"),
        _member("author_id"),
        sa.Column("highlights", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        _member("shared_with", nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        *(_to_member("talk_preparation", each) for each in ("author_id", "shared_with")),
        sa.UniqueConstraint(
            "workspace_id", "talk_id", "author_id", name=op.f("uq_talk_preparation_workspace_id_talk_id_author_id")
        ),
    )
    op.create_table(
        "talk_outcome",
        *_of_talk("talk_outcome"),
        sa.Column("revision", sa.Integer(), nullable=False),
        _member("author_id"),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        _to_member("talk_outcome", "author_id"),
        sa.UniqueConstraint(
            "workspace_id", "talk_id", "revision", name=op.f("uq_talk_outcome_workspace_id_talk_id_revision")
        ),
    )
    op.create_table(
        "talk_item",
        *_of_outcome("talk_item"),
        _member("owner_id"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        _to_member("talk_item", "owner_id"),
    )
    op.create_index("ix_talk_item_workspace_id_talk_id", "talk_item", ["workspace_id", "talk_id"])
    owned = ["workspace_id", "owner_id", "due_on"]
    op.create_index("ix_talk_item_workspace_id_owner_id_due_on", "talk_item", owned)
    op.create_table(
        "talk_reply",
        *_of_outcome("talk_reply"),
        _member("author_id"),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        _to_member("talk_reply", "author_id"),
    )
    op.create_index("ix_talk_reply_workspace_id_talk_id", "talk_reply", ["workspace_id", "talk_id"])


def downgrade() -> None:
    for table in ("talk_reply", "talk_item", "talk_outcome", "talk_preparation", "talk"):
        op.drop_table(table)


def _key(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f(f"fk_{table}_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _of_talk(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        *_key(table),
        sa.Column("talk_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["talk_id"], ["talk.id"], name=op.f(f"fk_{table}_talk_id")),
    )


def _of_outcome(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        *_of_talk(table),
        sa.Column("outcome_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["outcome_id"], ["talk_outcome.id"], name=op.f(f"fk_{table}_outcome_id")),
    )


def _member(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, KEY, nullable=nullable)


def _to_member(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["member.id"], name=op.f(f"fk_{table}_{column}"))
