"""Revisions of teams' cards, and whose cards are in their figures"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_05_team_card_revisions"
down_revision = "20261125_04_talks"

BEFORE = "uq_team_card_workspace_id_team_id_period"


def upgrade() -> None:
    with op.batch_alter_table("team_card", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("contributors", sa.Text(), nullable=False, server_default="{}"))
        batch_op.drop_constraint(BEFORE, type_="unique")
        batch_op.create_unique_constraint(f"{BEFORE}_revision", ["workspace_id", "team_id", "period", "revision"])
    with op.batch_alter_table("team_card", schema=None) as batch_op:
        batch_op.alter_column("revision", server_default=None)
        batch_op.alter_column("contributors", server_default=None)
    with op.batch_alter_table("staged_team", schema=None) as batch_op:
        batch_op.add_column(sa.Column("contributors", sa.Text(), nullable=False, server_default="{}"))
    with op.batch_alter_table("staged_team", schema=None) as batch_op:
        batch_op.alter_column("contributors", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("staged_team", schema=None) as batch_op:
        batch_op.drop_column("contributors")
    op.execute("DELETE FROM team_card WHERE revision > 1")
    with op.batch_alter_table("team_card", schema=None) as batch_op:
        batch_op.drop_constraint(f"{BEFORE}_revision", type_="unique")
        batch_op.create_unique_constraint(BEFORE, ["workspace_id", "team_id", "period"])
        batch_op.drop_column("contributors")
        batch_op.drop_column("revision")
