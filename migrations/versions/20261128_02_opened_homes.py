"""Who has opened Home; the index of Homes that wait to be published"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_02_opened_homes"
down_revision = "20261128_01_goals"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAITING = sa.text("operation = 'home' AND state = 'due'")


def upgrade() -> None:
    op.create_table(
        "opened_home",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("slack_user", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_opened_home_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opened_home")),
        sa.UniqueConstraint("workspace_id", "slack_user", name=op.f("uq_opened_home_workspace_id_slack_user")),
    )
    op.create_index(
        "ix_delivery_waiting_home",
        "delivery",
        ["workspace_id", "recipient"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )


def downgrade() -> None:
    op.drop_index("ix_delivery_waiting_home", "delivery")
    op.drop_table("opened_home")
