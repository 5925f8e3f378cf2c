"""How a month's cards come about and come out."""

from bot.features.scorecards.service.closing.deciding import (
    REASON_LIMIT,
    hold,
    let_go,
    make_again,
    release_now,
)
from bot.features.scorecards.service.closing.releasing import CLOSE, close_month, months_due
from bot.features.scorecards.service.closing.steps import (
    MAKE,
    PREVIEW,
    SOON,
    STEP,
    Progress,
    begin_ahead,
    make_ahead,
    progress_of,
    step,
    want_cards,
    want_release,
)
from bot.features.scorecards.service.closing.summary import (
    CloseState,
    CloseSummary,
    Lacking,
    Spread,
    close_summary,
    summary_of,
)

__all__ = [
    "CLOSE",
    "MAKE",
    "PREVIEW",
    "REASON_LIMIT",
    "SOON",
    "STEP",
    "CloseState",
    "CloseSummary",
    "Lacking",
    "Progress",
    "Spread",
    "begin_ahead",
    "close_month",
    "close_summary",
    "hold",
    "let_go",
    "make_again",
    "make_ahead",
    "months_due",
    "progress_of",
    "release_now",
    "step",
    "summary_of",
    "want_cards",
    "want_release",
]
