"""What links into a workspace are made of: its address, and the app's id in Slack"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_06_links"
down_revision = "20261128_05_home_tour"


def upgrade() -> None:
    op.add_column("workspace", sa.Column("url", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("workspace", sa.Column("slack_app", sa.String(length=40), nullable=False, server_default=""))
    with op.batch_alter_table("workspace") as table:
        table.alter_column("url", server_default=None)
        table.alter_column("slack_app", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("workspace") as table:
        table.drop_column("slack_app")
        table.drop_column("url")
