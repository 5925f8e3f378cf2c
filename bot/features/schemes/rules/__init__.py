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
from bot.features.schemes.rules.since import BEGINNING, month_of, offered, read_since, require_not_out
from bot.features.schemes.rules.terms import Terms, terms_of

__all__ = [
    "BEGINNING",
    "TeamScheme",
    "Terms",
    "accepted_target",
    "adds_to_whole",
    "builtin",
    "chosen_groups",
    "group_named",
    "metric_of",
    "month_of",
    "offered",
    "read_since",
    "read_target",
    "require_not_out",
    "shares",
    "takes_target",
    "target_field",
    "targets_in_force",
    "terms_of",
    "title_of",
]
