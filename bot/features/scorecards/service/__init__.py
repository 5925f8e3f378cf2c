"""What other slices, the operator and this slice's listeners may ask about cards."""

from bot.features.scorecards.repository import old_cards
from bot.features.scorecards.rules.months import Closed, month_period
from bot.features.scorecards.service.closing import CLOSE, TEAM, close_month, months_due
from bot.features.scorecards.service.expiry import last_closed
from bot.features.scorecards.service.publishing import CARD
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
    "CARD",
    "CLOSE",
    "REVISE",
    "TEAM",
    "Closed",
    "PublishedCard",
    "PublishedTeamCard",
    "Waiting",
    "card_as_data",
    "card_for_operator",
    "card_named",
    "card_of",
    "card_to_send",
    "close_month",
    "has_card",
    "last_closed",
    "line_named",
    "month_period",
    "months_due",
    "old_cards",
    "own_newest_card",
    "period_named",
    "published_card",
    "take_in_ratings",
    "team_card_to_send",
    "waiting",
]
