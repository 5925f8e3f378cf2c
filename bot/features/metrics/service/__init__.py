"""What other slices and this slice's listeners may do with figures."""

from bot.features.metrics.repository.expiry import OldFigures, old_day_notes, old_texts
from bot.features.metrics.rules.sheets import SheetRow, read_sheet
from bot.features.metrics.service.checkins import DaySaved, Told, check_in, fix, fix_typed, submit_day
from bot.features.metrics.service.days import Correction, Day, correction_for, day_of
from bot.features.metrics.service.evidence import entries_of, rebuild_rollups, recount, rollups_for
from bot.features.metrics.service.imports import Bad, Conflict, Imported, import_entries
from bot.features.metrics.service.merging import merge_members
from bot.features.metrics.service.prompts import Done, Due, done_of, due_of, nudge_of, snooze, snoozed_due_of
from bot.features.metrics.service.refresh import refresh_home
from bot.features.metrics.service.schedules import (
    Missing,
    PromptSettings,
    Upcoming,
    asked_at,
    missing_for,
    upcoming,
)
from bot.features.metrics.service.standing import month_so_far

__all__ = [
    "Bad",
    "Conflict",
    "Correction",
    "Day",
    "DaySaved",
    "Done",
    "Due",
    "Imported",
    "Missing",
    "OldFigures",
    "PromptSettings",
    "SheetRow",
    "Told",
    "Upcoming",
    "asked_at",
    "check_in",
    "correction_for",
    "day_of",
    "done_of",
    "due_of",
    "entries_of",
    "fix",
    "fix_typed",
    "import_entries",
    "merge_members",
    "missing_for",
    "month_so_far",
    "nudge_of",
    "old_day_notes",
    "old_texts",
    "read_sheet",
    "rebuild_rollups",
    "recount",
    "refresh_home",
    "rollups_for",
    "snooze",
    "snoozed_due_of",
    "submit_day",
    "upcoming",
]
