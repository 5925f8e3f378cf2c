import pytest

from bot.errors import RejectedFields
from bot.features.reviews.models import CASE_LIMIT
from bot.features.reviews.rules.answers import Answer, accepted
from bot.features.reviews.rules.questions import questions
from scoring.periods import Period
from scoring.scheme import Source, load

ASKED = questions(load("integrated_team"), Source.PEER, Period.parse("2026-12"))
METRIC = "peer_collaboration"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(3),
        Answer(None),
        Answer(1, "Left our launch without copy for a week."),
        Answer(5, "上线当晚主动留下排查 👍 and told us how"),
        Answer(2, "字" * CASE_LIMIT),
    ],
)
def test_what_can_be_said(answer: Answer) -> None:
    assert accepted(ASKED, {METRIC: answer}) == {METRIC: answer}


def test_blanks_around_a_case_and_answers_to_nothing_are_left_out() -> None:
    given = {METRIC: Answer(4, "  Helped.\n"), "leads": Answer(5, "Forged")}
    assert accepted(ASKED, given) == {METRIC: Answer(4, "Helped.")}


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (None, "answer"),
        (Answer(0), "answer"),
        (Answer(6, "Too good"), "answer"),
        (Answer(1), "no-case"),
        (Answer(5, " \n"), "no-case"),
        (Answer(3, "x" * (CASE_LIMIT + 1)), "long-case"),
    ],
)
def test_what_cannot(answer: Answer | None, key: str) -> None:
    with pytest.raises(RejectedFields) as refused:
        accepted(ASKED, {METRIC: answer} if answer else {})
    assert {field: each.key for field, each in refused.value.fields.items()} == {METRIC: f"reviews-error-{key}"}
