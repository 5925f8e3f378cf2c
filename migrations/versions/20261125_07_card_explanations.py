"""Why HR had a card computed anew"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_07_card_explanations"
down_revision = "20261125_06_naming"


def upgrade() -> None:
    op.add_column("card", sa.Column("explanation", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("card", "explanation")
