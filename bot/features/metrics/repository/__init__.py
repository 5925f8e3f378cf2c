"""SQL of check-ins; every query is limited to one workspace."""

from bot.features.metrics.repository.entries import (
    DayValue,
    add_day_note,
    add_entries,
    add_entry,
    day_note,
    day_values,
    entries_between,
    members_with_entries,
    values_between,
)
from bot.features.metrics.repository.members import (
    LAST_MINUTE,
    Context,
    are_schedules_kept,
    context_of,
    lock_members,
    prompt_sent_at,
    slack_users,
)
from bot.features.metrics.repository.rollups import evidence_of, forget_roll_ups, recompute, recompute_one, rolled

__all__ = [
    "LAST_MINUTE",
    "Context",
    "DayValue",
    "add_day_note",
    "add_entries",
    "add_entry",
    "are_schedules_kept",
    "context_of",
    "day_note",
    "day_values",
    "entries_between",
    "evidence_of",
    "forget_roll_ups",
    "lock_members",
    "members_with_entries",
    "prompt_sent_at",
    "recompute",
    "recompute_one",
    "rolled",
    "slack_users",
    "values_between",
]
