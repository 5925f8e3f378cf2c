"""What people see of cards: the card itself, its receipt, the team's post."""

from bot.features.scorecards.views.card import card_message, card_modal
from bot.features.scorecards.views.receipt import metric_receipt_modal, receipt_modal
from bot.features.scorecards.views.team import team_message
from bot.features.scorecards.views.waiting import help_message, waiting_message

__all__ = [
    "card_message",
    "card_modal",
    "help_message",
    "metric_receipt_modal",
    "receipt_modal",
    "team_message",
    "waiting_message",
]
