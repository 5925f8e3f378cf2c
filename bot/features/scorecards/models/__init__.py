"""The tables of this slice."""

from bot.features.scorecards.models.cards import APPRAISAL, CORRECTION, FIRST_REVISION, RATINGS, Card, TeamCard
from bot.features.scorecards.models.closes import CardRatings, MonthClose
from bot.features.scorecards.models.making import MonthMaking, StagedCard, StagedTeam
from bot.features.scorecards.models.naming import (
    ASKED,
    DECLINED,
    DROPPED,
    SHARED,
    WITHDRAWN,
    NamingChoice,
    Star,
    Win,
)
from bot.features.scorecards.models.questions import CardQuestion
from bot.features.scorecards.models.readings import CardReading

__all__ = [
    "APPRAISAL",
    "ASKED",
    "CORRECTION",
    "DECLINED",
    "DROPPED",
    "FIRST_REVISION",
    "RATINGS",
    "SHARED",
    "WITHDRAWN",
    "Card",
    "CardQuestion",
    "CardRatings",
    "CardReading",
    "MonthClose",
    "MonthMaking",
    "NamingChoice",
    "StagedCard",
    "StagedTeam",
    "Star",
    "TeamCard",
    "Win",
]
