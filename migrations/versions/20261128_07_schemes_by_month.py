"""From which month on a team works by a scheme, and the last month whose cards are out"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_07_schemes_by_month"
down_revision = "20261128_06_links"

BY_TEAM, BY_MONTH = ["workspace_id", "team_id"], ["workspace_id", "team_id", "since"]
OUT = """
INSERT INTO rules_settled (workspace_id, month)
SELECT workspace_id, CAST(MAX(month) || '-01' AS DATE) FROM month_close GROUP BY workspace_id
"""
# SQLite keeps days as text, and would cast it to the number 2026.
OUT_SQLITE = OUT.replace("CAST(MAX(month) || '-01' AS DATE)", "MAX(month) || '-01'")
ALL_BUT_THE_NEWEST = """
DELETE FROM scheme_assignment WHERE EXISTS (
    SELECT 1 FROM scheme_assignment AS later WHERE later.workspace_id = scheme_assignment.workspace_id
    AND later.team_id = scheme_assignment.team_id AND later.since > scheme_assignment.since)
"""


def upgrade() -> None:
    op.create_table(
        "rules_settled",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("month", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_rules_settled_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rules_settled")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_rules_settled_workspace_id")),
    )
    op.execute(OUT_SQLITE if op.get_bind().dialect.name == "sqlite" else OUT)
    op.add_column("scheme_assignment", sa.Column("since", sa.Date(), nullable=False, server_default="2000-01-01"))
    with op.batch_alter_table("scheme_assignment") as table:
        table.drop_constraint(op.f("uq_scheme_assignment_workspace_id_team_id"), type_="unique")
        table.create_unique_constraint(op.f("uq_scheme_assignment_workspace_id_team_id_since"), BY_MONTH)
        table.alter_column("since", server_default=None)


def downgrade() -> None:
    # What is planned would hold at once.
    op.execute("DELETE FROM scheme_assignment WHERE since > CURRENT_DATE")
    op.execute(ALL_BUT_THE_NEWEST)
    with op.batch_alter_table("scheme_assignment") as table:
        table.drop_constraint(op.f("uq_scheme_assignment_workspace_id_team_id_since"), type_="unique")
        table.create_unique_constraint(op.f("uq_scheme_assignment_workspace_id_team_id"), BY_TEAM)
        table.drop_column("since")
    op.drop_table("rules_settled")
