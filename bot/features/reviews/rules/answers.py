"""What somebody says about a colleague, checked before it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.errors import Rejected, RejectedFields
from bot.features.reviews.models import CASE_LIMIT
from bot.features.reviews.rules.questions import Question

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class Answer:
    """1 to 5, or None from somebody who cannot judge; `case` is a concrete example."""

    value: int | None
    case: str = ""


def accepted(questions: Sequence[Question], answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """By metric, without blanks around cases. RejectedFields with everything that is wrong, by metric: a question
    without an answer, a number that is none of the five, a 1 or a 5 without a case, a case of more than 4,000
    characters. Answers to what was not asked are left out."""
    kept, wrong = {}, {}
    for question in questions:
        answer = answers.get(question.metric)
        problem = _problem(question.metric, answer)
        if problem or answer is None:
            wrong[question.metric] = problem or Rejected("reviews-error-answer", field=question.metric)
        else:
            kept[question.metric] = Answer(answer.value, answer.case.strip())
    if wrong:
        raise RejectedFields(wrong)
    return kept


def _problem(metric: str, answer: Answer | None) -> Rejected | None:
    if answer is None or (answer.value is not None and not LOWEST <= answer.value <= HIGHEST):
        return Rejected("reviews-error-answer", field=metric)
    case = answer.case.strip()
    if len(case) > CASE_LIMIT:
        return Rejected("reviews-error-long-case", field=metric, limit=CASE_LIMIT, length=len(case))
    if answer.value in (LOWEST, HIGHEST) and not case:
        return Rejected("reviews-error-no-case", field=metric)
    return None
