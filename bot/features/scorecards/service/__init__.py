"""What other slices, the operator and this slice's listeners may ask about cards."""

from bot.features.scorecards.repository import allow_long_statements, old_cards
from bot.features.scorecards.rules.marks import Mark
from bot.features.scorecards.rules.months import Closed, month_period
from bot.features.scorecards.service.closing import CLOSE, TEAM, close_month, months_due
from bot.features.scorecards.service.expiry import last_closed
from bot.features.scorecards.service.history import (
    asked_about,
    history_of,
    mark_of,
    newest_month,
    questioned,
    schemes_between,
)
from bot.features.scorecards.service.publishing import CARD
from bot.features.scorecards.service.questions import (
    ANSWERED,
    QUESTIONED,
    TEXT_LIMIT,
    Question,
    answer,
    ask,
    open_for,
    question_form,
    read_question,
)
from bot.features.scorecards.service.reading import (
    PublishedCard,
    PublishedTeamCard,
    Waiting,
    card_as_data,
    card_for_operator,
    card_named,
    card_of,
    card_to_send,
    has_card,
    line_named,
    own_newest_card,
    period_named,
    published_card,
    team_card_to_send,
    waiting,
)
from bot.features.scorecards.service.revising import REVISE, take_in_ratings

__all__ = [
    "ANSWERED",
    "CARD",
    "CLOSE",
    "QUESTIONED",
    "REVISE",
    "TEAM",
    "TEXT_LIMIT",
    "Closed",
    "Mark",
    "PublishedCard",
    "PublishedTeamCard",
    "Question",
    "Waiting",
    "allow_long_statements",
    "answer",
    "ask",
    "asked_about",
    "card_as_data",
    "card_for_operator",
    "card_named",
    "card_of",
    "card_to_send",
    "close_month",
    "has_card",
    "history_of",
    "last_closed",
    "line_named",
    "mark_of",
    "month_period",
    "months_due",
    "newest_month",
    "old_cards",
    "open_for",
    "own_newest_card",
    "period_named",
    "published_card",
    "question_form",
    "questioned",
    "read_question",
    "schemes_between",
    "take_in_ratings",
    "team_card_to_send",
    "waiting",
]
