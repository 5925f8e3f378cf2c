"""What other slices and this slice's listeners may ask about reviews."""

from bot.features.reviews.rules.answers import Answer
from bot.features.reviews.rules.assignment import Plan
from bot.features.reviews.rules.collaboration import Tie, Worked
from bot.features.reviews.service.assigning import ask_instead, decline, note_collaboration, others, replace_leavers
from bot.features.reviews.service.cycles import (
    Completion,
    Progress,
    close_due,
    close_early,
    completion,
    draft,
    extend,
    open_cycle,
    reopen_rating,
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

__all__ = [
    "ERASED",
    "Answer",
    "Asked",
    "Completion",
    "OpenedProject",
    "Plan",
    "Progress",
    "ProjectStanding",
    "Released",
    "Shown",
    "Tie",
    "Worked",
    "ask_instead",
    "asked_of",
    "close_due",
    "close_early",
    "completion",
    "decline",
    "draft",
    "extend",
    "given",
    "note_collaboration",
    "open_cycle",
    "open_project",
    "others",
    "project_is_released",
    "project_standing",
    "release",
    "reopen_rating",
    "replace_leavers",
    "shown_results",
    "submit",
]
