"""What other slices and this slice's listeners may do with special points."""

from bot.features.points.repository.personal import old_points
from bot.features.points.service.counting import Explained, Given, close, explained, hold, points_of_month
from bot.features.points.service.deciding import agree, decline, take_back
from bot.features.points.service.finding import Place
from bot.features.points.service.proposing import Blank, blank, propose
from bot.features.points.service.reading import Listed, Shown, Waiting, is_missing, listed, shown, told, waiting_for

__all__ = [
    "Blank",
    "Explained",
    "Given",
    "Listed",
    "Place",
    "Shown",
    "Waiting",
    "agree",
    "blank",
    "close",
    "decline",
    "explained",
    "hold",
    "is_missing",
    "listed",
    "old_points",
    "points_of_month",
    "propose",
    "shown",
    "take_back",
    "told",
    "waiting_for",
]
