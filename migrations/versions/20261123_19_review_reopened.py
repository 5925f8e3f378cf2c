"""Until when ratings are open again, of a cycle as a whole"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_19_review_reopened"
down_revision = "20261123_18_voices"


def upgrade() -> None:
    op.add_column("review_cycle", sa.Column("reopened_until", sa.Date(), nullable=True))
    op.execute(
        "UPDATE review_cycle SET reopened_until = (SELECT max(review_assignment.reopened_until) FROM review_assignment"
        " WHERE review_assignment.cycle_id = review_cycle.id)"
    )


def downgrade() -> None:
    op.drop_column("review_cycle", "reopened_until")
