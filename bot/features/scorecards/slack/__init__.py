"""What people ask of cards in Slack."""

from bot.features.scorecards.slack import cards, closing, corrections, questions, receipts, sharing, what_if
from bot.slack.listen import merged

__all__ = [
    "listeners",
]

listeners = merged(each.listeners for each in (cards, corrections, questions, receipts, sharing, what_if, closing))
