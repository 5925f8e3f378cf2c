"""How a month's cards come about and come out."""

from bot.features.scorecards.service.closing.releasing import CLOSE, close_month, months_due
from bot.features.scorecards.service.closing.steps import (
    MAKE,
    PREVIEW,
    SOON,
    STEP,
    progress_of,
    step,
    want_cards,
    want_release,
)

__all__ = [
    "CLOSE",
    "MAKE",
    "PREVIEW",
    "SOON",
    "STEP",
    "close_month",
    "months_due",
    "progress_of",
    "step",
    "want_cards",
    "want_release",
]
