"""What other slices and this slice's listeners may do with figures."""

from bot.features.metrics.repository.entries import Since
from bot.features.metrics.repository.expiry import OldFigures, old_day_notes, old_reasons, old_texts
from bot.features.metrics.rules.sheets import SheetRow, read_sheet
from bot.features.metrics.service.checkins import DaySaved, Told, check_in, fix, fix_typed, submit_day
from bot.features.metrics.service.days import Correction, Day, correction_for, day_of
from bot.features.metrics.service.evidence import (
    entries_of,
    is_checked,
    kept_between,
    rebuild_rollups,
    recount,
    rollups_for,
    told_since,
)
from bot.features.metrics.service.imports import Bad, Conflict, Imported, import_entries
from bot.features.metrics.service.locks import lock_of
from bot.features.metrics.service.merging import merge_members
from bot.features.metrics.service.prompts import Done, Due, done_of, due_among, due_of, is_told, told_among
from bot.features.metrics.service.schedules import Missing, missing_for
from bot.features.metrics.service.standing import SoFar, month_so_far, standing_now
from bot.features.metrics.service.team import Behind, TeamToday, team_today
from bot.features.metrics.service.verdicts import (
    FigureToCheck,
    MonthChecked,
    Place,
    check,
    entry_token,
    figure_to_check,
    may_check,
    month_to_check,
    place_named,
    place_to_check,
)

__all__ = [
    "Bad",
    "Behind",
    "Conflict",
    "Correction",
    "Day",
    "DaySaved",
    "Done",
    "Due",
    "FigureToCheck",
    "Imported",
    "Missing",
    "MonthChecked",
    "OldFigures",
    "Place",
    "SheetRow",
    "Since",
    "SoFar",
    "TeamToday",
    "Told",
    "check",
    "check_in",
    "correction_for",
    "day_of",
    "done_of",
    "due_among",
    "due_of",
    "entries_of",
    "entry_token",
    "figure_to_check",
    "fix",
    "fix_typed",
    "import_entries",
    "is_checked",
    "is_told",
    "kept_between",
    "lock_of",
    "may_check",
    "merge_members",
    "missing_for",
    "month_so_far",
    "month_to_check",
    "old_day_notes",
    "old_reasons",
    "old_texts",
    "place_named",
    "place_to_check",
    "read_sheet",
    "rebuild_rollups",
    "recount",
    "rollups_for",
    "standing_now",
    "submit_day",
    "team_today",
    "told_among",
    "told_since",
]
