"""What can be recorded is recorded somewhere, and stands in the document."""

import re
from pathlib import Path

import pytest

from bot.audit.actions import Action, By, Subject

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (ROOT / "bot").rglob("*.py")
    if path.name not in ("actions.py", "views.py")
)


@pytest.mark.parametrize("action", Action)
def test_every_action_is_recorded_somewhere_and_documented(action: Action) -> None:
    assert re.search(rf"\b(Action|Audited)\.{action.name}\b", SOURCES)
    assert f"`{action}`" in DOCUMENT


def test_who_and_what_are_documented() -> None:
    for word in (*By, *Subject):
        assert f"`{word}`" in DOCUMENT, word


def test_names_fit_their_columns() -> None:
    assert max(map(len, Action)) <= 40
    assert max(map(len, (*By, *Subject))) <= 20
