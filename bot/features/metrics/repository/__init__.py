"""SQL of check-ins; every query is limited to one workspace."""

from bot.features.metrics.repository.entries import (
    DayValue,
    Since,
    add_day_note,
    add_entries,
    add_entry,
    corrected_between,
    day_note,
    day_values,
    days_told,
    entries_between,
    members_with_entries,
    told_since,
    values_between,
)
from bot.features.metrics.repository.members import (
    Asked,
    Context,
    asked,
    context_of,
    lock_members,
)
from bot.features.metrics.repository.rollups import (
    evidence_of,
    forget_roll_ups,
    recompute,
    recompute_one,
    recount_one,
    rolled,
)
from bot.features.metrics.repository.verdicts import add_verdicts, verdicts_between

__all__ = [
    "Asked",
    "Context",
    "DayValue",
    "Since",
    "add_day_note",
    "add_entries",
    "add_entry",
    "add_verdicts",
    "asked",
    "context_of",
    "corrected_between",
    "day_note",
    "day_values",
    "days_told",
    "entries_between",
    "evidence_of",
    "forget_roll_ups",
    "lock_members",
    "members_with_entries",
    "recompute",
    "recompute_one",
    "recount_one",
    "rolled",
    "told_since",
    "values_between",
    "verdicts_between",
]
