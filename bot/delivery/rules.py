"""Decides what becomes of an attempt. Pure."""

from datetime import datetime, timedelta
from typing import Any

from bot.delivery.models import DEAD, DUE, UNSURE
from bot.errors import TransportError

LEASE = timedelta(seconds=60)
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)

TOKEN_TROUBLE = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})
"""Slack's words for a token that no longer works: the operator mends it, and nothing that was promised is lost."""
SCOPE_TROUBLE = frozenset({"missing_scope"})


def pause_after(attempts: int, retry_after: float | None) -> timedelta:
    """What Slack asks for, else twice as long each time, up to ten minutes."""
    if retry_after is not None:
        return timedelta(seconds=max(retry_after, 1.0))
    doubled: timedelta = FIRST_PAUSE * 2 ** min(attempts - 1, 16)
    return min(doubled, LONGEST_PAUSE)


def after_failure(error: TransportError, *, attempts: int, was_ambiguous: bool, now: datetime) -> dict[str, Any]:
    """The row's next state: dead, or due again later. A lost answer is remembered until it is cleared up.

    What is wrong with our own token or rights is no reason to give a message up.
    """
    if error.permanent and error.code not in TOKEN_TROUBLE | SCOPE_TROUBLE:
        return {"state": DEAD, "is_ambiguous": was_ambiguous, "last_error": error.code[:200]}
    return {
        "state": DUE,
        "due_at": now + pause_after(attempts, error.retry_after),
        "is_ambiguous": was_ambiguous or error.ambiguous,
        "last_error": error.code[:200],
    }


def after_waiting(*, attempts: int, now: datetime) -> dict[str, Any]:
    """An update whose original is still on its way comes after it."""
    return {"state": DUE, "due_at": now + pause_after(attempts, None)}


def after_unreadable_history(error: TransportError) -> dict[str, Any]:
    """Nobody can tell whether it arrived: a person decides, rather than sending twice."""
    return {"state": UNSURE, "last_error": f"history cannot be read: {error.code}"[:200]}
