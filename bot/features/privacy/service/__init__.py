"""What this slice's listeners, and what runs by itself, may ask about own rights."""

from bot.features.privacy.service.copying import EXPORT, Copy, ask_for_copy, copy_of
from bot.features.privacy.service.deciding import (
    ASKED,
    DECLINED_TOLD,
    ERASED_TOLD,
    Approved,
    Asked,
    approve,
    asked_of,
    count_waiting,
    decline,
    decline_form,
    forget_leavers,
    open_for,
    waiting,
)
from bot.features.privacy.service.erasing import erase_approved, forgotten, is_to_be_cleaned, mark_cleaned
from bot.features.privacy.service.requesting import ask_to_be_forgotten, own_request, tell_deciders, withdraw

__all__ = [
    "ASKED",
    "DECLINED_TOLD",
    "ERASED_TOLD",
    "EXPORT",
    "Approved",
    "Asked",
    "Copy",
    "approve",
    "ask_for_copy",
    "ask_to_be_forgotten",
    "asked_of",
    "copy_of",
    "count_waiting",
    "decline",
    "decline_form",
    "erase_approved",
    "forget_leavers",
    "forgotten",
    "is_to_be_cleaned",
    "mark_cleaned",
    "open_for",
    "own_request",
    "tell_deciders",
    "waiting",
    "withdraw",
]
