"""What the services of this slice ask the database."""

from bot.features.scorecards.repository.cards import (
    add_cards,
    attainments,
    card,
    counted,
    every_card,
    marks,
    newest_cards,
    old_cards,
    periods,
    remove_cards,
    versions_between,
)
from bot.features.scorecards.repository.closing import (
    CLOSE_TIMEOUT_MS,
    allow_long_statements,
    claim_month_unless_closed,
    claim_ratings,
    closed_months,
    last_closed_month,
    lock_month,
    month_close,
)
from bot.features.scorecards.repository.questions import (
    add_question,
    asked_about,
    every_question,
    open_questions,
    question,
    questioned,
)
from bot.features.scorecards.repository.teams import add_team_cards, team_card

__all__ = [
    "CLOSE_TIMEOUT_MS",
    "add_cards",
    "add_question",
    "add_team_cards",
    "allow_long_statements",
    "asked_about",
    "attainments",
    "card",
    "claim_month_unless_closed",
    "claim_ratings",
    "closed_months",
    "counted",
    "every_card",
    "every_question",
    "last_closed_month",
    "lock_month",
    "marks",
    "month_close",
    "newest_cards",
    "old_cards",
    "open_questions",
    "periods",
    "question",
    "questioned",
    "remove_cards",
    "team_card",
    "versions_between",
]
