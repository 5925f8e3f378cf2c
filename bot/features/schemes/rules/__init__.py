"""What a team may be assigned, which target is in force, and a scheme's terms in words. Pure."""

from bot.features.schemes.rules.choosing import (
    TeamScheme,
    accepted_target,
    adds_to_whole,
    builtin,
    chosen_groups,
    group_named,
    metric_of,
    read_target,
    shares,
    takes_target,
    target_field,
    targets_in_force,
    title_of,
)
from bot.features.schemes.rules.terms import Terms, terms_of

__all__ = [
    "TeamScheme",
    "Terms",
    "accepted_target",
    "adds_to_whole",
    "builtin",
    "chosen_groups",
    "group_named",
    "metric_of",
    "read_target",
    "shares",
    "takes_target",
    "target_field",
    "targets_in_force",
    "terms_of",
    "title_of",
]
