"""What other slices and this slice's listeners may do with goals."""

from bot.features.goals.repository import titles
from bot.features.goals.repository.personal import old_goals
from bot.features.goals.service.asking import SILENCE, Asked, asked_again, owners_outside, stale_of
from bot.features.goals.service.deciding import agree, close
from bot.features.goals.service.finding import Place
from bot.features.goals.service.proposing import Blank, Editing, blank, edit, form_to_edit, propose
from bot.features.goals.service.reading import (
    Listed,
    Shown,
    form_to_update,
    listed,
    named,
    public_of,
    running_of,
    shown,
    told,
)
from bot.features.goals.service.standing import Stand, TeamGoals, goals_of_period, stands_of
from bot.features.goals.service.updating import update

__all__ = [
    "SILENCE",
    "Asked",
    "Blank",
    "Editing",
    "Listed",
    "Place",
    "Shown",
    "Stand",
    "TeamGoals",
    "agree",
    "asked_again",
    "blank",
    "close",
    "edit",
    "form_to_edit",
    "form_to_update",
    "goals_of_period",
    "listed",
    "named",
    "old_goals",
    "owners_outside",
    "propose",
    "public_of",
    "running_of",
    "shown",
    "stale_of",
    "stands_of",
    "titles",
    "told",
    "update",
]
