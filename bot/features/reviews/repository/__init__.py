"""SQL of reviews: every query is limited to one workspace."""

from bot.features.reviews.repository.assignments import (
    add_assignments,
    assignment_to_change,
    assignments,
    assignments_near,
    assignments_of_rater,
    forget_assignments,
)
from bot.features.reviews.repository.cycles import (
    add_scopes,
    collaborations,
    cycle,
    cycle_to_move,
    cycle_to_rate,
    key_of,
    keys,
    lock_workspace,
    scopes,
    tie_together,
    unreleased_cycles,
)
from bot.features.reviews.repository.ratings import (
    add_remains,
    all_ratings,
    comments_about,
    forget_ratings,
    ratings_given,
    replace_ratings,
    results_about,
)
from bot.features.reviews.repository.results import released_cycles, results_of

__all__ = [
    "add_assignments",
    "add_remains",
    "add_scopes",
    "all_ratings",
    "assignment_to_change",
    "assignments",
    "assignments_near",
    "assignments_of_rater",
    "collaborations",
    "comments_about",
    "cycle",
    "cycle_to_move",
    "cycle_to_rate",
    "forget_assignments",
    "forget_ratings",
    "key_of",
    "keys",
    "lock_workspace",
    "ratings_given",
    "released_cycles",
    "replace_ratings",
    "results_about",
    "results_of",
    "scopes",
    "tie_together",
    "unreleased_cycles",
]
