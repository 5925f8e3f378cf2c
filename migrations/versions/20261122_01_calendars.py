"""Working calendars, absences, pauses and quiet hours"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_01_calendars"
down_revision = "20261121_06_scorecards"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OWN_SETTINGS = ("country", "paused_until", "quiet_start", "quiet_end")


def upgrade() -> None:
    op.add_column("workspace", sa.Column("country", sa.String(length=10), nullable=True))
    op.add_column("member", sa.Column("country", sa.String(length=10), nullable=True))
    op.add_column("member", sa.Column("paused_until", sa.Date(), nullable=True))
    op.add_column("member", sa.Column("quiet_start", sa.Integer(), nullable=True))
    op.add_column("member", sa.Column("quiet_end", sa.Integer(), nullable=True))
    op.create_table(
        "absence",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_absence_member_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_absence_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index("ix_absence_workspace_id_member_id_last_on", "absence", ["workspace_id", "member_id", "last_on"])
    op.create_table(
        "calendar_day",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("is_worked", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_calendar_day_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("workspace_id", "on", name=op.f("uq_calendar_day_workspace_id_on")),
    )
    # Prompts come round every day, and the calendar decides whether the day counts.
    op.execute("UPDATE schedule SET recurrence = 'daily' WHERE recurrence = 'workdays'")


def downgrade() -> None:
    op.execute("DELETE FROM schedule WHERE kind = 'metrics.digest'")
    op.execute("UPDATE schedule SET recurrence = 'workdays' WHERE recurrence = 'daily'")
    op.drop_table("calendar_day")
    op.drop_index("ix_absence_workspace_id_member_id_last_on", table_name="absence")
    op.drop_table("absence")
    for name in OWN_SETTINGS:
        op.drop_column("member", name)
    op.drop_column("workspace", "country")
