"""What people write, checked before it is kept."""

from collections.abc import Collection, Mapping

from bot.errors import Rejected, RejectedFields
from bot.features.retrospectives.models import (
    ACTION_LIMIT,
    DESCRIPTION_LIMIT,
    KINDS,
    NOTE_LIMIT,
    REASON_LIMIT,
    TITLE_LIMIT,
)
from bot.features.reviews.rules.projects import LEAST_MEMBERS, MOST_MEMBERS

MOST_OPEN = 5
"""Retrospectives of one lead at a time."""
MOST_ACTIONS = 30
"""Of one retrospective: a list that nobody reads changes nothing."""


def accepted_title(typed: str) -> str:
    """On one line. Rejected for none and for one that is too long."""
    title = " ".join(typed.split())
    return _filled("title", title, TITLE_LIMIT, "retrospectives-error-no-title")


def accepted_description(typed: str) -> str:
    """May be empty."""
    return _short("description", typed.strip(), DESCRIPTION_LIMIT)


def accepted_notes(typed: Mapping[str, str]) -> dict[str, str]:
    """By kind, without those left empty; none at all takes back what was written. RejectedFields for what is too
    long."""
    texts = {kind: typed.get(kind, "").strip() for kind in KINDS}
    wrong = {kind: _long(kind, NOTE_LIMIT, text) for kind, text in texts.items() if len(text) > NOTE_LIMIT}
    if wrong:
        raise RejectedFields(wrong)
    return {kind: text for kind, text in texts.items() if text}


def accepted_action(typed: str) -> str:
    """On one line. Rejected for none and for one that is too long."""
    return _filled("text", " ".join(typed.split()), ACTION_LIMIT, "retrospectives-error-no-action")


def accepted_reason(typed: str) -> str:
    """Rejected for none and for one that is too long."""
    return _filled("reason", typed.strip(), REASON_LIMIT, "retrospectives-error-no-reason")


def refuse_size(members: Collection[object]) -> None:
    """Rejected for less than three members, and for more than forty."""
    if not LEAST_MEMBERS <= len(members) <= MOST_MEMBERS:
        raise Rejected(
            "retrospectives-error-size", field="members", found=len(members), first=LEAST_MEMBERS, most=MOST_MEMBERS
        )


def _filled(field: str, text: str, limit: int, missing: str) -> str:
    if not text:
        raise Rejected(missing, field=field)
    return _short(field, text, limit)


def _short(field: str, text: str, limit: int) -> str:
    if len(text) > limit:
        raise _long(field, limit, text)
    return text


def _long(field: str, limit: int, text: str) -> Rejected:
    return Rejected("retrospectives-error-long", field=field, limit=limit, length=len(text))
