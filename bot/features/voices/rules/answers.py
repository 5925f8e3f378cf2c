"""Reads what somebody outside sends: nothing of it is trusted. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.errors import Rejected, RejectedFields
from bot.features.voices.rules.questions import Question
from bot.slack.text import clean

COMMENT, COMMENT_LIMIT = "comment", 2_000
CANNOT_JUDGE = "none"
VALUES: Mapping[str, int | None] = {CANNOT_JUDGE: None, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}


@dataclass(frozen=True, slots=True)
class Answers:
    """By metric 1 to 5, or None; and a comment, or nothing."""

    values: Mapping[str, int | None]
    comment: str


def accepted(questions: Sequence[Question], sent: Mapping[str, Sequence[str]]) -> Answers:
    """RejectedFields for questions without exactly one of the answers on offer, and for a comment that is too long."""
    wrong: dict[str, Rejected] = {}
    values: dict[str, int | None] = {}
    for each in questions:
        given = sent.get(each.metric, ())
        if len(given) == 1 and given[0] in VALUES:
            values[each.metric] = VALUES[given[0]]
        else:
            wrong[each.metric] = Rejected("voices-error-unanswered", field=each.metric)
    comment = comment_of(sent)
    if len(comment) > COMMENT_LIMIT:
        wrong[COMMENT] = Rejected("voices-error-long-comment", field=COMMENT, limit=COMMENT_LIMIT, length=len(comment))
    if wrong:
        raise RejectedFields(wrong)
    return Answers(values, comment)


def comment_of(sent: Mapping[str, Sequence[str]]) -> str:
    """Without what nobody sees, for it is stored and shown in other places."""
    return clean("\n".join(sent.get(COMMENT, ()))).strip()
