"""Schemes, assignments, targets"""

import sqlalchemy as sa
from alembic import op

revision = "20261121_04_schemes"
down_revision = "20261121_03_scheduling"


def upgrade() -> None:
    op.create_table(
        "scheme_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("scheme_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_scheme_version_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme_version")),
        sa.UniqueConstraint(
            "workspace_id", "scheme_id", "hash", name=op.f("uq_scheme_version_workspace_id_scheme_id_hash")
        ),
    )
    op.create_table(
        "metric_target",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("metric", sa.String(length=40), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(team_id IS NULL) <> (member_id IS NULL)", name=op.f("ck_metric_target_one_owner")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_metric_target_member_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_metric_target_team_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_metric_target_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_metric_target")),
        sa.UniqueConstraint(
            "workspace_id", "metric", "member_id", name=op.f("uq_metric_target_workspace_id_metric_member_id")
        ),
        sa.UniqueConstraint(
            "workspace_id", "metric", "team_id", name=op.f("uq_metric_target_workspace_id_metric_team_id")
        ),
    )
    with op.batch_alter_table("metric_target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_metric_target_member_id"), ["member_id"], unique=False)

    op.create_table(
        "scheme_assignment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("scheme_version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme_version_id"], ["scheme_version.id"], name=op.f("fk_scheme_assignment_scheme_version_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_scheme_assignment_team_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_scheme_assignment_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme_assignment")),
        sa.UniqueConstraint("workspace_id", "team_id", name=op.f("uq_scheme_assignment_workspace_id_team_id")),
    )


def downgrade() -> None:
    op.drop_table("scheme_assignment")
    with op.batch_alter_table("metric_target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_metric_target_member_id"))

    op.drop_table("metric_target")
    op.drop_table("scheme_version")
