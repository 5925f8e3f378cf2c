"""Kinds of messages, and the keys that name their occasions. Pure."""

from datetime import datetime

GIVEN, ENDED = "feedback.given", "feedback.ended"
POSTED, POST_ENDED = "feedback.posted", "feedback.post_ended"
SHARED, UNSHARED = "feedback.shared", "feedback.unshared"
ASKED, REMINDED, REQUEST_OVER, ANSWER_DECLINED = (
    "feedback.asked",
    "feedback.reminded",
    "feedback.request_over",
    "feedback.answer_declined",
)
MONTH, REPORTS = "feedback.month", "feedback.reports"
"""What a month brought: to whom it was written, and to their manager."""


def given_key(feedback_id: int) -> str:
    return f"feedback:{feedback_id}"


def posted_key(feedback_id: int) -> str:
    return f"feedback:{feedback_id}:post"


def shared_key(feedback_id: int, reader_id: int, at: datetime) -> str:
    """What is shared anew is told anew."""
    return f"feedback:{feedback_id}:shared:{reader_id}:{at:%Y%m%dT%H%M%S%f}"


def asked_key(request_id: int) -> str:
    return f"feedback-request:{request_id}"


def reminded_key(request_id: int) -> str:
    return f"feedback-request:{request_id}:reminder"


def month_key(member_id: int, period: str) -> str:
    """Whose it is comes second, as in all keys that a merge of two accounts renames."""
    return f"feedback-month:{member_id}:{period}"


def reports_key(manager_id: int, period: str) -> str:
    return f"feedback-reports:{manager_id}:{period}"


def over(key: str) -> str:
    """For what takes a message's place once its occasion is over."""
    return f"{key}:over"
