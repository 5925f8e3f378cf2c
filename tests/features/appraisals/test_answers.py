"""What is taken for a report and for a rating, and what is asked."""

import pytest

from bot.errors import Rejected, RejectedFields
from bot.features.appraisals.rules.answers import (
    Answer,
    Report,
    accepted_answers,
    accepted_reason,
    accepted_report,
    answers_as_draft,
    answers_of_draft,
    asked_about,
    report_as_draft,
    report_of_draft,
)
from scoring.periods import Period
from scoring.scheme import load

CASE, METRIC, BO = "amber-heron", "execution", 7
QUESTIONS = asked_about(load("work_plan"), Period.parse("2026-11"))


@pytest.mark.parametrize(
    ("scheme", "month", "asked"),
    [
        ("work_plan", "2026-11", ["execution"]),
        ("integrated_team", "2026-11", []),
        ("integrated_team", "2026-12", ["insight"]),
        ("marketing_team", "2026-09", []),
        ("marketing_team", "2026-12", ["strategic_contribution"]),
        ("promotion", "2026-12", []),
    ],
)
def test_what_is_scored_once_a_quarter_is_asked_once_a_quarter(scheme: str, month: str, asked: list[str]) -> None:
    assert [each.metric for each in asked_about(load(scheme), Period.parse(month))] == asked


@pytest.mark.parametrize("value", [1, 5, None])
def test_a_number_or_none_with_a_case(value: int | None) -> None:
    given = {METRIC: Answer(value, f" {CASE}\n"), "forged": Answer(5, CASE)}
    assert accepted_answers(QUESTIONS, given, BO) == {METRIC: Answer(value, CASE)}


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        (Answer(0, CASE), ["value"]),
        (Answer(6, CASE), ["value"]),
        (Answer(4, " \n"), ["case"]),
        (Answer(None, ""), ["case"]),
        (Answer(4, "例" * 1_001), ["case"]),
        (Answer(None, "", is_open=True), ["value", "case"]),
        (None, ["value", "case"]),
    ],
)
def test_everything_that_is_wrong_is_said_in_one_go(answer: Answer | None, wrong: list[str]) -> None:
    with pytest.raises(RejectedFields) as refused:
        accepted_answers(QUESTIONS, {METRIC: answer} if answer else {}, BO)
    assert list(refused.value.fields) == [f"{each}:{BO}:{METRIC}" for each in wrong]


def test_a_report_has_three_texts() -> None:
    assert accepted_report(Report(" a ", "b\n", "c")) == Report("a", "b", "c")
    with pytest.raises(RejectedFields) as refused:
        accepted_report(Report("a", " ", "👩‍👩‍👧‍👦" * 400))
    assert list(refused.value.fields) == ["shortcomings", "plan"]
    for typed in (" ", "x" * 501):
        with pytest.raises(Rejected):
            accepted_reason(typed)


def test_what_is_kept_comes_back_as_it_stood() -> None:
    report = Report("完成\n了", "", '👩‍👩‍👧‍👦 "quoted"')
    assert report_of_draft(report_as_draft(report)) == report
    answers = {"a": Answer(5, "例"), "b": Answer(None, ""), "c": Answer(None, "begun", is_open=True)}
    assert answers_of_draft(answers_as_draft(answers)) == answers
