"""How many members of an open review have too few ratings, as of the morning"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_04_review_quorum"
down_revision = "20261124_03_campaigns"

COUNTS = ("n_rated", "n_below")


def upgrade() -> None:
    for name in COUNTS:
        op.add_column("review_cycle", sa.Column(name, sa.Integer(), nullable=True))


def downgrade() -> None:
    for name in reversed(COUNTS):
        op.drop_column("review_cycle", name)
