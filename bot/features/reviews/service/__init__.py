"""What other slices and this slice's listeners may ask about reviews."""

from bot.features.reviews.rules.answers import Answer
from bot.features.reviews.rules.assignment import Plan
from bot.features.reviews.rules.collaboration import Tie, Worked
from bot.features.reviews.service.assigning import ask_instead, decline, note_collaboration, others, replace_leavers
from bot.features.reviews.service.byhand import close_by_hand, nominate_by_hand, open_by_hand, release_by_hand
from bot.features.reviews.service.calendar import keep_cycles, mark_scrubbed, to_be_scrubbed
from bot.features.reviews.service.completion import (
    Completion,
    People,
    Progress,
    Status,
    TeamProgress,
    completion,
    missing_in_team,
    raters_of,
    status,
)
from bot.features.reviews.service.cycles import draft, open_cycle
from bot.features.reviews.service.kinds_assigning import draft_across, draft_upward
from bot.features.reviews.service.listing import (
    Cycles,
    cycle_to_change,
    cycles,
    days_chosen,
    months_to_review,
    pair_named,
    teams_named,
)
from bot.features.reviews.service.moving import close_due, close_early, discard, extend, hold, reopen_rating
from bot.features.reviews.service.nominating import (
    Named,
    approve_names,
    ask_for_names,
    name_raters,
    names_of_report,
    names_of_reports,
    own_names,
)
from bot.features.reviews.service.projects import (
    OpenedProject,
    ProjectStanding,
    open_project,
    project_is_released,
    project_standing,
)
from bot.features.reviews.service.rating import Asked, asked_of, given, submit
from bot.features.reviews.service.releasing import ERASED, Released, Shown, release, shown_results
from bot.features.reviews.service.results import ratings_for_cards, released_cycles
from bot.features.reviews.service.shortage import Short, Shortage, shortage
from bot.features.reviews.service.telling import notice_of, tell_hr

__all__ = [
    "ERASED",
    "Answer",
    "Asked",
    "Completion",
    "Cycles",
    "Named",
    "OpenedProject",
    "People",
    "Plan",
    "Progress",
    "ProjectStanding",
    "Released",
    "Short",
    "Shortage",
    "Shown",
    "Status",
    "TeamProgress",
    "Tie",
    "Worked",
    "approve_names",
    "ask_for_names",
    "ask_instead",
    "asked_of",
    "close_by_hand",
    "close_due",
    "close_early",
    "completion",
    "cycle_to_change",
    "cycles",
    "days_chosen",
    "decline",
    "discard",
    "draft",
    "draft_across",
    "draft_upward",
    "extend",
    "given",
    "hold",
    "keep_cycles",
    "mark_scrubbed",
    "missing_in_team",
    "months_to_review",
    "name_raters",
    "names_of_report",
    "names_of_reports",
    "nominate_by_hand",
    "note_collaboration",
    "notice_of",
    "open_by_hand",
    "open_cycle",
    "open_project",
    "others",
    "own_names",
    "pair_named",
    "project_is_released",
    "project_standing",
    "raters_of",
    "ratings_for_cards",
    "release",
    "release_by_hand",
    "released_cycles",
    "reopen_rating",
    "replace_leavers",
    "shortage",
    "shown_results",
    "status",
    "submit",
    "teams_named",
    "tell_hr",
    "to_be_scrubbed",
]
