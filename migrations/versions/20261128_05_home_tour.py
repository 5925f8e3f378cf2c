"""How far somebody is with the tour of Home"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_05_home_tour"
down_revision = "20261128_04_workflow_steps"


def upgrade() -> None:
    op.add_column("opened_home", sa.Column("tour_step", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("opened_home") as table:
        table.alter_column("tour_step", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("opened_home") as table:
        table.drop_column("tour_step")
