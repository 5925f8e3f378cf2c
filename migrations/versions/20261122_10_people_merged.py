"""Which member an account that was replaced belongs to"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_10_people_merged"
down_revision = "20261122_07_role_grants"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("member") as batch:
        batch.add_column(sa.Column("merged_into", KEY, nullable=True))
        batch.create_foreign_key("fk_member_merged_into", "member", ["merged_into"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("member") as batch:
        batch.drop_constraint("fk_member_merged_into", type_="foreignkey")
        batch.drop_column("merged_into")
