"""What people see of cards: the card itself, its receipt, the team's post."""

from bot.features.scorecards.views.card import card_message, card_modal
from bot.features.scorecards.views.card_file import card_file, file_promised_message
from bot.features.scorecards.views.closing import close_soon_message, close_view, hold_view
from bot.features.scorecards.views.corrections import (
    compute_anew_view,
    computed_anew_message,
    corrections_message,
    corrections_view,
)
from bot.features.scorecards.views.digest import digest_message
from bot.features.scorecards.views.pictures import card_picture
from bot.features.scorecards.views.questions import (
    answered_message,
    asked_message,
    question_form_view,
    question_view,
    questioned_message,
    questions_view,
)
from bot.features.scorecards.views.readings import read_message, readings_message, unread_message
from bot.features.scorecards.views.receipt import metric_receipt_modal, receipt_modal
from bot.features.scorecards.views.sharing import sharing_view, stars_view, win_message
from bot.features.scorecards.views.team import team_details_message, team_message
from bot.features.scorecards.views.team_pictures import team_picture
from bot.features.scorecards.views.waiting import help_message, waiting_message
from bot.features.scorecards.views.what_if import what_if_view

__all__ = [
    "answered_message",
    "asked_message",
    "card_file",
    "card_message",
    "card_modal",
    "card_picture",
    "close_soon_message",
    "close_view",
    "compute_anew_view",
    "computed_anew_message",
    "corrections_message",
    "corrections_view",
    "digest_message",
    "file_promised_message",
    "help_message",
    "hold_view",
    "metric_receipt_modal",
    "question_form_view",
    "question_view",
    "questioned_message",
    "questions_view",
    "read_message",
    "readings_message",
    "receipt_modal",
    "sharing_view",
    "stars_view",
    "team_details_message",
    "team_message",
    "team_picture",
    "unread_message",
    "waiting_message",
    "what_if_view",
    "win_message",
]
