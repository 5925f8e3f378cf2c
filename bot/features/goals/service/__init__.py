"""What other slices and this slice's listeners may do with goals."""

from bot.features.goals.repository import titles
from bot.features.goals.repository.personal import old_goals
from bot.features.goals.service.deciding import agree, close
from bot.features.goals.service.finding import Place
from bot.features.goals.service.proposing import Blank, blank, propose
from bot.features.goals.service.reading import Listed, Shown, form_to_update, listed, named, shown, told
from bot.features.goals.service.standing import Stand, TeamGoals, goals_of_period, stands_of
from bot.features.goals.service.updating import update

__all__ = [
    "Blank",
    "Listed",
    "Place",
    "Shown",
    "Stand",
    "TeamGoals",
    "agree",
    "blank",
    "close",
    "form_to_update",
    "goals_of_period",
    "listed",
    "named",
    "old_goals",
    "propose",
    "shown",
    "stands_of",
    "titles",
    "told",
    "update",
]
