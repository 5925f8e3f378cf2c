"""Every refusal in the catalogues, with whatever people type into it, can be said in a message and beside a field."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.errors import Rejected, RejectedFields
from bot.i18n.catalogues import LANGUAGES, catalogue_files
from bot.i18n.translator import translator
from bot.slack.refusals import notice_view, refusal_message, refusal_text
from tests.blockkit.accepting import Known, accepted
from tests.blockkit.rendering import payload_of
from tests.blockkit.worlds import FAMILY, HOSTILE

REFUSES = ("-error-", "-import-", "edge-", "topic-unknown")
NUMBERS = ("days", "decimals", "expected", "first", "found", "length", "limit", "line", "most", "seconds")
DAYS = ("on", "ends")
AMOUNTS = ("largest", "minimum")
LISTS = ("allowed", "helpers", "known", "figures", "missing", "months")
TITLES = ("figure", "metric", "title")
ERROR_BESIDE_FIELD = 3_000
TYPED = {"x": "x", "nothing": "", "marks": HOSTILE * 40, "&": "&" * 4_000, "👪": FAMILY * 500}
"""Longer than any field of Slack's that shows it."""


class Names(Visitor):
    """The parameters of a message."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - fluent.syntax calls it so
        self.found.add(node.id.name)


def refusals() -> Iterator[tuple[str, frozenset[str]]]:
    """Each key with the parameters it takes."""
    for file in catalogue_files("en"):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message) and any(part in entry.id.name for part in REFUSES):
                names = Names()
                names.visit(entry)
                yield entry.id.name, frozenset(names.found)


def value_of(key: str, name: str, typed: str) -> Any:
    """As the code would give it, of the largest size; what is no list, number or day is a text that somebody typed."""
    if (key, name) == ("metrics-import-columns", "found") or name in LISTS:
        return [typed] * 300
    if name == "nearest" and key == "people-error-unknown-member":
        return [typed] * 3
    if name in NUMBERS:
        return 10_000
    if name in DAYS:
        return date(2026, 11, 18)
    if name in AMOUNTS:
        return Decimal("999999999999.9999")
    return {"en": typed, "zh-CN": typed} if name in TITLES else typed


@cache
def every_refusal() -> dict[str, frozenset[str]]:
    return dict(refusals())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(each, id=name, marks=() if name == "marks" else pytest.mark.thorough)
        for name, each in TYPED.items()
    ],
)
def test_every_refusal_is_accepted(typed: str, language: str) -> None:
    t, broken = translator(language), []
    for key, names in every_refusal().items():
        rejected = Rejected(key, **{name: value_of(key, name, typed) for name in names})
        try:
            message = refusal_message(t, rejected)
            for shown in (message, notice_view(t, message)):
                accepted(shown, payload_of(shown), Known())
            assert len(refusal_text(t, rejected)) <= ERROR_BESIDE_FIELD
        except Exception as error:  # noqa: BLE001 - every refusal is tried before the test says which ones fail
            broken.append(f"{key}: {type(error).__name__}: {str(error)[:200]}")
    assert not broken, "\n".join(broken)


def test_a_whole_form_of_refusals_is_accepted() -> None:
    fields = {f"f{k}": Rejected("metrics-error-too-large", typed="9" * 400) for k in range(90)}
    message = refusal_message(translator("en"), RejectedFields(fields))
    accepted(message, payload_of(message), Known())


def test_the_refusals_are_those_of_the_code() -> None:
    assert len(every_refusal()) >= 70
    assert every_refusal()["metrics-error-unknown-figure"] == {"typed", "known"}
