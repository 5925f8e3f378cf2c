"""What people ask of cards in Slack."""

from bot.features.scorecards.slack import cards, questions
from bot.slack.listen import merged

__all__ = ["listeners"]

listeners = merged((cards.listeners, questions.listeners))
