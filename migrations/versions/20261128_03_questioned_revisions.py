"""About which revision of a card somebody asked"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_03_questioned_revisions"
down_revision = "20261128_02_opened_homes"

NEWEST_THEN = """
UPDATE card_question SET revision = COALESCE(
    (SELECT MAX(card.revision) FROM card
     WHERE card.workspace_id = card_question.workspace_id AND card.member_id = card_question.member_id
       AND card.period = card_question.period AND card.published_at <= card_question.asked_at),
    1)
"""


def upgrade() -> None:
    op.add_column("card_question", sa.Column("revision", sa.Integer(), server_default="1", nullable=False))
    op.execute(NEWEST_THEN)
    with op.batch_alter_table("card_question") as table:
        table.alter_column("revision", server_default=None)


def downgrade() -> None:
    op.drop_column("card_question", "revision")
