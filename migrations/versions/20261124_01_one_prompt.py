"""One prompt a day: what asked for figures asks for everything"""

from alembic import op

revision = "20261124_01_one_prompt"
down_revision = "20261123_19_review_reopened"

RENAMED = (("metrics.prompt", "prompts.prompt"), ("metrics.nudge", "prompts.nudge"))
GONE = "'reviews.prompt', 'retrospectives.reminders'"


def upgrade() -> None:
    for old, new in RENAMED:
        op.execute(f"UPDATE schedule SET kind = '{new}' WHERE kind = '{old}'")
    op.execute(f"DELETE FROM schedule WHERE kind IN ({GONE})")


def downgrade() -> None:
    """What is gone is made anew by the version that wants it."""
    for old, new in RENAMED:
        op.execute(f"UPDATE schedule SET kind = '{old}' WHERE kind = '{new}'")
