"""Every action has words in both languages, and names of people are shown as text."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.audit.actions import Action, By, Subject
from bot.audit.reading import Found, Spoilt
from bot.features.audit.service import Head, Page, Searched
from bot.features.audit.views import anchor_message, own_view, search_view
from bot.features.people.models import Member, Team
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.slack.messages import view_payload
from tests.features.audit.entries import DETAILS, found

NIGHT = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
MEMBERS = {
    key: Member(id=key, workspace_id=1, slack_user=f"U{key}", name=name, zone="UTC", locale="en-US")
    for key, name in ((1, "Ana Costa"), (2, "Bo <!channel>"))
}
TEAMS = {3: Team(id=3, workspace_id=1, name="Growth")}


def page(*entries: Found | Spoilt, **changes: object) -> Page:
    shown = Page(entries, MEMBERS, TEAMS, offset=0, has_more=False, zone="Asia/Shanghai", may_search=False)
    return replace(shown, **changes)  # type: ignore[arg-type]


def told(language: str, *entries: Found | Spoilt, **changes: object) -> str:
    view = search_view(translator(language), Searched(None, None, page(*entries, **changes)))
    lines = [block["text"]["text"] for block in view_payload(view)["blocks"] if block["type"] == "section"]
    return "\n".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", Action)
def test_every_action_is_told_in_both_languages(language: str, action: Action) -> None:
    text = told(language, found(action))
    assert "*Ana Costa*" in text
    assert "{" not in text
    own = json.dumps(view_payload(own_view(translator(language), page(found(action)))), ensure_ascii=False)
    assert text.partition(" · ")[2].rpartition(" · ")[0] in own


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_that_was_changed_in_the_database_is_shown_as_that(language: str) -> None:
    text = told(language, found(Action.CARD_READ), Spoilt(4711))
    assert "4711" in text
    assert "Ana Costa" not in text.splitlines()[1]


def test_the_day_and_hour_are_the_readers() -> None:
    text = told("en", replace(found(Action.CARD_READ), at=NIGHT))
    assert text == "Nov 19, 2026, 07:30 · *Ana Costa* opened the receipt of October 2026 · Bo &lt;!channel&gt;"


@pytest.mark.parametrize(
    ("action", "details", "english"),
    [
        (Action.MANAGER_CHANGED, {"from": None, "to": 1}, "changed the manager from nobody to Ana Costa"),
        (Action.MANAGER_CHANGED, {"from": 77, "to": 1}, "changed the manager from no. 77 to Ana Costa"),
        (Action.TEAM_CHANGED, {"from": 3, "to": 9, "lead": False}, "from Growth to no. 9"),
        (Action.ROLE_CHANGED, {"from": "member", "to": "hr"}, "changed the role from Member to HR"),
        (Action.ROLE_CHANGED, {"from": [], "to": ["hr"]}, "changed the role from Member to HR"),
        (Action.ROLE_CHANGED, {"from": ["lead"], "to": ["lead", "auditor"]}, "from Lead to Lead, Auditor"),
    ],
)
def test_what_changed_is_named(action: Action, details: Mapping[str, object], english: str) -> None:
    assert english in told("en", replace(found(action), details=details))


def test_who_is_no_member_acts_under_a_word() -> None:
    for by, word in ((By.OPERATOR, "The operator"), (By.PROGRAM, "Evenhand")):
        assert f"*{word}* closed October 2026" in told("en", replace(found(Action.MONTH_CLOSED), actor_id=None, by=by))


@pytest.mark.parametrize(
    ("offset", "has_more", "buttons"),
    [(0, False, []), (0, True, ["20"]), (20, True, ["0", "40"]), (40, False, ["20"])],
)
def test_pages_are_turned_where_there_are_any(offset: int, has_more: bool, buttons: list[str]) -> None:
    view = own_view(translator("en"), page(found(Action.CARD_READ), offset=offset, has_more=has_more))
    rows = [block for block in view_payload(view)["blocks"] if block["type"] == "actions"]
    assert [element["value"] for row in rows for element in row["elements"]] == buttons


def test_only_who_may_search_is_offered_to() -> None:
    for may_search in (True, False):
        shown = json.dumps(view_payload(own_view(translator("en"), page(may_search=may_search))))
        assert ("audit.open_search" in shown) is may_search


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_anchor_says_number_and_hash_and_nothing_else(language: str) -> None:
    text = anchor_message(translator(language), Head(1_234_567, "9f" * 32)).text
    assert text.removeprefix("Audit log: ").removeprefix("审计日志：") == f"1234567:{'9f' * 32}"


def test_the_details_known_here_are_those_of_actions() -> None:
    assert set(DETAILS) <= set(Action)
    assert {found(action).kind for action in Action} <= set(Subject)
