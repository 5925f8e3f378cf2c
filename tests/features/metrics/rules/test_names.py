"""Which figure somebody means."""

from datetime import date

import pytest

from bot.errors import Rejected
from bot.features.metrics.rules.names import FigureNames, require_value
from bot.i18n.translator import translator
from bot.slack.refusals import refusal_text
from scoring.definitions import Figure
from scoring.scheme import load

TODAY = date(2026, 11, 18)
FIGURES = load("promotion").figures
NAMES = FigureNames(FIGURES)


@pytest.mark.parametrize(
    "typed",
    ["leads", "LEADS", "ｌｅａｄｓ", "lead", "Form submissions", "form  SUBMISSIONS", "留资数", "线索", "表单提交数"],
)
def test_every_name_in_any_spelling(typed: str) -> None:
    assert NAMES.named(typed).id == "leads"


def test_an_id_may_be_typed_in_words() -> None:
    assert NAMES.named("active users").id == NAMES.named("active_users").id == "active_users"


def test_names_of_several_words_come_before_the_value() -> None:
    read = NAMES.read("form submissions 41 11-17 fair in Berlin", today=TODAY)
    assert (read.figure.id, read.value, read.on, read.rest) == ("leads", "41", date(2026, 11, 17), "fair in Berlin")


@pytest.mark.parametrize(
    ("typed", "value", "on", "rest"),
    [
        ("leads 42", "42", None, ""),
        ("leads 42 fair", "42", None, "fair"),
        ("leads yesterday 42 fair", "42", date(2026, 11, 17), "fair"),
        ("leads 42 20 Oct fair", "42", date(2026, 10, 20), "fair"),
        ("留资数 42 昨天 展会", "42", date(2026, 11, 17), "展会"),
        ("leads", None, None, ""),
        ("leads 2026-11-17", None, date(2026, 11, 17), ""),
    ],
)
def test_what_follows_the_name(typed: str, value: str | None, on: date | None, rest: str) -> None:
    read = NAMES.read(typed, today=TODAY)
    assert (read.value, read.on, read.rest) == (value, on, rest)


def test_a_missing_value_is_asked_for_with_an_example() -> None:
    with pytest.raises(Rejected, match="metrics-error-value-missing") as refusal:
        require_value(NAMES.read("leads", today=TODAY))
    assert refusal.value.params["example"] == "42"


def test_a_typo_gets_the_nearest_name() -> None:
    with pytest.raises(Rejected, match="metrics-error-unknown-figure-nearest") as refusal:
        NAMES.read("laeds 42", today=TODAY)
    assert refusal.value.params["typed"] == "laeds"
    assert refusal.value.params["nearest"] == "leads"


def test_something_else_gets_the_list() -> None:
    with pytest.raises(Rejected, match=r"metrics-error-unknown-figure$") as refusal:
        NAMES.read("xyzzyq 42", today=TODAY)
    assert refusal.value.params["known"] == [figure.id for figure in FIGURES]


def test_a_shared_name_gets_those_it_may_mean() -> None:
    def called(figure_id: str) -> Figure:
        shared = FIGURES[0].aliases.model_copy(update={"en": ("contacts",)})
        return FIGURES[0].model_copy(update={"id": figure_id, "title": FIGURES[1].title, "aliases": shared})

    names = FigureNames([called("calls"), called("mails")])
    with pytest.raises(Rejected, match="metrics-error-ambiguous") as refusal:
        names.named("contacts")
    assert refusal.value.params["figures"] == ["calls", "mails"]
    assert names.named("mails").id == "mails"


def test_the_list_of_a_large_scheme_fits_into_a_refusal() -> None:
    long = [FIGURES[1].model_copy(update={"id": f"{'figure' * 6}{k:03}"}) for k in range(150)]
    with pytest.raises(Rejected, match="metrics-error-unknown-figure") as refusal:
        FigureNames(long).named("laeds")
    for language in ("en", "zh-CN"):
        assert "laeds" in refusal_text(translator(language), refusal.value)


def test_a_very_long_text_keeps_nobody_waiting() -> None:
    with pytest.raises(Rejected, match="metrics-error-unknown-figure"):
        NAMES.read("a " * 20_000, today=TODAY)
    assert NAMES.read("leads 4 " + "a " * 20_000, today=TODAY).value == "4"
