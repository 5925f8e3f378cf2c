"""What people may say: a report of three texts, a rating of numbers with cases. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from bot.errors import Rejected, RejectedFields
from bot.features.reviews.rules.questions import Question
from scoring.periods import Period
from scoring.scheme import Scheme, Source

LOWEST, HIGHEST = 1, 5
TEXT_LIMIT, CASE_LIMIT, REASON_LIMIT = 1_500, 1_000, 500
"""Characters."""
MOST_ASKED = 8
"""Metrics of one form, which has room for no more."""
TEXTS = ("results", "shortcomings", "plan")


@dataclass(frozen=True, slots=True)
class Report:
    """What came of the month, what did not, and what is to change."""

    results: str = ""
    shortcomings: str = ""
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """1 to 5, None for “cannot judge”; in a draft also nothing yet (`is_open`)."""

    value: int | None
    case: str
    is_open: bool = False


Answers = Mapping[str, Answer]
"""By metric."""


def asked_about(scheme: Scheme, month: Period) -> tuple[Question, ...]:
    """The metrics that managers rate and whose period ends with the month. One without anchors is not asked about:
    nobody would know what its numbers mean."""
    found = [each for each in scheme.metrics if each.source is Source.MANAGER and month.ends_with(each.cadence)]
    return tuple(Question(each.id, each.title, each.anchors) for each in found if each.anchors)[:MOST_ASKED]


def accepted_report(report: Report) -> Report:
    """Without blanks around texts. RejectedFields with every text that is missing or too long, by name."""
    texts = {name: getattr(report, name).strip() for name in TEXTS}
    wrong = {name: problem for name, text in texts.items() if (problem := _problem(text, name, TEXT_LIMIT))}
    if wrong:
        raise RejectedFields(wrong)
    return Report(**texts)


def accepted_answers(questions: Sequence[Question], answers: Answers, member_id: int) -> dict[str, Answer]:
    """By metric. RejectedFields, by field of the form, with every number that is missing or none of the five, and every
    case that is missing or too long. What was not asked is left out."""
    kept: dict[str, Answer] = {}
    wrong: dict[str, Rejected] = {}
    for question in questions:
        answer = answers.get(question.metric, Answer(None, "", is_open=True))
        case, field = answer.case.strip(), case_field(member_id, question.metric)
        if answer.is_open or not (answer.value is None or LOWEST <= answer.value <= HIGHEST):
            at = value_field(member_id, question.metric)
            wrong[at] = Rejected("appraisals-error-no-value", field=at)
        if problem := _problem(case, "case", CASE_LIMIT):
            wrong[field] = problem
        kept[question.metric] = Answer(answer.value, case)
    if wrong:
        raise RejectedFields(wrong)
    return kept


def accepted_reason(typed: str) -> str:
    """Rejected when there is none, or too much."""
    problem = _problem(typed.strip(), "reason", REASON_LIMIT)
    if problem:
        raise problem
    return typed.strip()


def _problem(text: str, name: str, limit: int) -> Rejected | None:
    if not text:
        return Rejected(f"appraisals-error-no-{name}", field=name)
    if len(text) > limit:
        return Rejected("appraisals-error-long", field=name, limit=limit, length=len(text))
    return None


def value_field(member_id: int, metric: str) -> str:
    """A block id. Slack keeps what stands in a block of the same id, so that another person's needs another one."""
    return f"value:{member_id}:{metric}"


def case_field(member_id: int, metric: str) -> str:
    return f"case:{member_id}:{metric}"


def report_as_draft(report: Report) -> str:
    return json.dumps({name: text[:TEXT_LIMIT] for name, text in asdict(report).items()}, ensure_ascii=False)


def report_of_draft(content: str) -> Report:
    return Report(**json.loads(content))


def answers_as_draft(answers: Answers) -> str:
    told = {metric: [each.value, each.case[:CASE_LIMIT], each.is_open] for metric, each in answers.items()}
    return json.dumps(told, ensure_ascii=False)


def answers_of_draft(content: str) -> dict[str, Answer]:
    return {metric: Answer(*told) for metric, told in json.loads(content).items()}
