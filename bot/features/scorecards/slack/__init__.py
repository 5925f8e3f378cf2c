"""What people ask of cards in Slack."""

from bot.features.scorecards.slack import cards, corrections, questions, receipts, sharing, what_if
from bot.slack.listen import merged

__all__ = [
    "listeners",
]

listeners = merged((cards.listeners, questions.listeners, sharing.listeners, what_if.listeners))
listeners = merged((cards.listeners, corrections.listeners, questions.listeners, what_if.listeners))
listeners = merged((cards.listeners, corrections.listeners, questions.listeners, receipts.listeners, what_if.listeners))
