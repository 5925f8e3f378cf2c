"""How much one person may send, so that thanks stay thanks and nobody is flooded. Pure."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.errors import Rejected
from bot.features.feedback.models import FEEDBACK, KUDOS

TEXT_LIMITS = {KUDOS: 500, FEEDBACK: 2_000}
QUESTION_LIMIT = 300
"""Characters."""
A_DAY = {KUDOS: 5, FEEDBACK: 10}
TO_ONE_A_DAY = 2
OPEN_BY_ONE, OPEN_TO_ONE = 5, 5
"""Requests that somebody waits for, and that wait for somebody."""
ASKED_A_DAY = 10
"""By one person; called off, declined or answered, all of them were messages to somebody."""
DAY = timedelta(hours=24)
WITHDRAW_WITHIN = timedelta(hours=24)
OPEN_FOR = timedelta(days=30)
"""After that nobody waits for an answer any more."""


def accepted_text(kind: str, typed: str) -> str:
    """Rejected when there is none, or too much."""
    return _accepted(typed, TEXT_LIMITS[kind], "text")


def accepted_question(typed: str) -> str:
    """Rejected when there is none, or too much."""
    return _accepted(typed, QUESTION_LIMIT, "question")


def _accepted(typed: str, limit: int, field: str) -> str:
    text = typed.strip()
    if not text:
        raise Rejected(f"feedback-error-no-{field}", field=field)
    if len(text) > limit:
        raise Rejected("feedback-error-long", field=field, limit=limit, length=len(text))
    return text


def refuse_flood(kind: str, receiver_id: int, sent_today: Sequence[tuple[str, int]]) -> None:
    """Rejected when what its giver has sent today, as (kind, receiver), leaves no room for one more."""
    receivers = [receiver for sent, receiver in sent_today if sent == kind]
    if receivers.count(receiver_id) >= TO_ONE_A_DAY:
        raise Rejected(f"feedback-error-enough-{kind}-for-one", field="text", limit=TO_ONE_A_DAY)
    if len(receivers) >= A_DAY[kind]:
        raise Rejected(f"feedback-error-enough-{kind}", field="text", limit=A_DAY[kind])


def refuse_requests(asked_name: str, *, by_asker: Collection[int], asked_id: int, waiting: int) -> None:
    """Rejected when the asker waits for this answer already (`by_asker`: whom they wait for) or for too many, or too
    many wait for whom they ask."""
    if asked_id in by_asker:
        raise Rejected("feedback-error-asked-already", name=asked_name)
    if len(by_asker) >= OPEN_BY_ONE:
        raise Rejected("feedback-error-asked-enough", limit=OPEN_BY_ONE)
    if waiting >= OPEN_TO_ONE:
        raise Rejected("feedback-error-busy", name=asked_name)


def refuse_asking(asked_name: str, *, asked_id: int, asked_lately: Sequence[int]) -> None:
    """Rejected when what the asker has sent in the last `DAY`, by whom it went to, leaves no room for one more."""
    if asked_lately.count(asked_id) >= TO_ONE_A_DAY:
        raise Rejected("feedback-error-asked-today", name=asked_name, limit=TO_ONE_A_DAY)
    if len(asked_lately) >= ASKED_A_DAY:
        raise Rejected("feedback-error-asked-many", limit=ASKED_A_DAY)


def may_withdraw(given_at: datetime, now: datetime) -> bool:
    """Whether its giver can still take it back."""
    return now - given_at <= WITHDRAW_WITHIN
