"""What other slices and this slice's listeners may ask about bad runs and plans."""

from bot.features.improvement.service.proposals import (
    Proposal,
    begin_from,
    decide_doubt,
    dismiss,
    open_proposal,
    open_proposals,
    proposal,
)
from bot.features.improvement.service.signals import look
from bot.features.improvement.service.warnings import Warned, ask_for_talk, warning_to, who_would_talk

__all__ = [
    "Proposal",
    "Warned",
    "ask_for_talk",
    "begin_from",
    "decide_doubt",
    "dismiss",
    "look",
    "open_proposal",
    "open_proposals",
    "proposal",
    "warning_to",
    "who_would_talk",
]
