"""How far the correction for strict and lenient raters typically moved a mean, of a cycle as a whole, and when it was
to end before it was extended"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_02_review_corrections"
down_revision = "20261124_01_one_prompt"


def upgrade() -> None:
    op.add_column("review_cycle", sa.Column("corrections", sa.JSON(), nullable=True))
    op.add_column("review_cycle", sa.Column("planned_to", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("review_cycle", "planned_to")
    op.drop_column("review_cycle", "corrections")
