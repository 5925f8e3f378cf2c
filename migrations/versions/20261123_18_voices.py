"""Voices from outside: requests, links, answers and comments"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_18_voices"
down_revision = "20261123_17_retrospectives"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ABOUT = (("subject_id", "member"), ("team_id", "team"))


def upgrade() -> None:
    op.create_table(
        "voice_request",
        *_beginning("voice_request"),
        sa.Column("asked_by", KEY, nullable=False),
        sa.Column("scheme_version_id", KEY, nullable=True),
        sa.Column("metrics", sa.JSON(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["member.id"], name=op.f("fk_voice_request_asked_by")),
        sa.ForeignKeyConstraint(
            ["scheme_version_id"], ["scheme_version.id"], name=op.f("fk_voice_request_scheme_version_id")
        ),
    )
    for column in ("subject_id", "team_id", "asked_by", "last_day"):
        op.create_index(f"ix_voice_request_workspace_id_{column}", "voice_request", ["workspace_id", column])
    op.create_table(
        "voice_link",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("used_with", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["voice_request.id"], name=op.f("fk_voice_link_request_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_voice_link_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice_link")),
        sa.UniqueConstraint("workspace_id", "digest", name=op.f("uq_voice_link_workspace_id_digest")),
    )
    op.create_index(op.f("ix_voice_link_request_id"), "voice_link", ["request_id"])
    op.create_table(
        "voice_answer",
        *_beginning("voice_answer"),
        sa.Column("metric", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
    )
    op.create_table("voice_comment", *_beginning("voice_comment"), sa.Column("text", sa.Text(), nullable=False))
    for table in ("voice_answer", "voice_comment"):
        op.create_index(f"ix_{table}_workspace_id_last_day", table, ["workspace_id", "last_day"])
        for whose, _ in ABOUT:
            op.create_index(f"ix_{table}_{whose}", table, [whose])


def downgrade() -> None:
    for table in ("voice_comment", "voice_answer", "voice_link", "voice_request"):
        op.drop_table(table)


def _beginning(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """What all of them but links have: whom they are about, and the period."""
    return (
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        *(sa.Column(whose, KEY, nullable=True) for whose, _ in ABOUT),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        *(
            sa.ForeignKeyConstraint([whose], [f"{named}.id"], name=op.f(f"fk_{table}_{whose}"))
            for whose, named in ABOUT
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f(f"fk_{table}_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
