"""The tables of this slice."""

from bot.features.scorecards.models.cards import APPRAISAL, FIRST_REVISION, RATINGS, Card, TeamCard
from bot.features.scorecards.models.closes import CardRatings, MonthClose
from bot.features.scorecards.models.questions import CardQuestion

__all__ = ["APPRAISAL", "FIRST_REVISION", "RATINGS", "Card", "CardQuestion", "CardRatings", "MonthClose", "TeamCard"]
