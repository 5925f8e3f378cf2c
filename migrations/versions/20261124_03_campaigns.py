"""Campaigns and partnerships, and who is in them"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_03_campaigns"
down_revision = "20261124_02_review_corrections"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("opener_id", KEY, nullable=False),
        sa.Column("team_id", KEY, nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["opener_id"], ["member.id"], name=op.f("fk_campaign_opener_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_campaign_team_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_campaign_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_index("ix_campaign_workspace_id_opener_id", "campaign", ["workspace_id", "opener_id"])
    op.create_index("ix_campaign_workspace_id_team_id", "campaign", ["workspace_id", "team_id"])
    op.create_table(
        "campaign_member",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("says_not_theirs", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_member_campaign_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_campaign_member_member_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_campaign_member_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_member")),
    )
    for column in ("campaign_id", "member_id"):
        op.create_index(f"ix_campaign_member_workspace_id_{column}", "campaign_member", ["workspace_id", column])


def downgrade() -> None:
    op.drop_table("campaign_member")
    op.drop_table("campaign")
