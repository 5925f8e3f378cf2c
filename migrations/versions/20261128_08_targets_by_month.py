"""From which month on a target holds, and that there is none any more"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_08_targets_by_month"
down_revision = "20261128_07_schemes_by_month"

OWNERS = ("member_id", "team_id")
ALL_BUT_THE_NEWEST = """
DELETE FROM metric_target WHERE EXISTS (
    SELECT 1 FROM metric_target AS later WHERE later.workspace_id = metric_target.workspace_id
    AND later.metric = metric_target.metric AND later.since > metric_target.since
    AND (later.member_id = metric_target.member_id OR later.team_id = metric_target.team_id))
"""


def upgrade() -> None:
    op.add_column("metric_target", sa.Column("since", sa.Date(), nullable=False, server_default="2000-01-01"))
    with op.batch_alter_table("metric_target") as table:
        for owner in OWNERS:
            name = op.f(f"uq_metric_target_workspace_id_metric_{owner}")
            table.drop_constraint(name, type_="unique")
            table.create_unique_constraint(op.f(f"{name}_since"), ["workspace_id", "metric", owner, "since"])
        table.alter_column("since", server_default=None)
        table.alter_column("value", existing_type=sa.BigInteger(), nullable=True)


def downgrade() -> None:
    # What is planned would hold at once.
    op.execute("DELETE FROM metric_target WHERE since > CURRENT_DATE")
    op.execute(ALL_BUT_THE_NEWEST)
    op.execute("DELETE FROM metric_target WHERE value IS NULL")
    with op.batch_alter_table("metric_target") as table:
        for owner in OWNERS:
            name = op.f(f"uq_metric_target_workspace_id_metric_{owner}")
            table.drop_constraint(op.f(f"{name}_since"), type_="unique")
            table.create_unique_constraint(name, ["workspace_id", "metric", owner])
        table.alter_column("value", existing_type=sa.BigInteger(), nullable=False)
        table.drop_column("since")
