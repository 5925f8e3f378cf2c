import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from slack_sdk.models.views import View

from bot.features.people.models import ROLES, Member, RoleGrant, Team
from bot.features.people.service import Overview, PersonDetails, TeamDetails, TeamLine, TeamSaved
from bot.features.people.views import administration
from bot.features.people.views.parts import names
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import Translator, translator

WIDE_NAME = "&<" * 100
"""Longer than what is shown, and five times as long once it is escaped."""


@pytest.fixture(params=LANGUAGES)
def t(request: pytest.FixtureRequest) -> Translator:
    return translator(request.param)


def person(number: int, name: str = "") -> Member:
    return Member(
        id=number,
        workspace_id=1,
        slack_user=f"U{number:04}",
        name=name or f"Member {number}",
        zone="Europe/Berlin",
        locale="en",
    )


def grant(role: str, last_on: date | None = None) -> RoleGrant:
    day = date(2026, 1, 1)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return RoleGrant(
        workspace_id=1, member_id=3, role=role, reason="asked", first_on=day, last_on=last_on, granted_at=at
    )


def team(number: int, name: str = "") -> Team:
    return Team(id=number, workspace_id=1, name=name or f"Team {number}", channel="C0GROWTH")


BO, CHEN = person(2, "Bo <Lindgren>"), person(3, "陈琳")
GROWTH = Team(id=1, workspace_id=1, name="Growth", channel="C0GROWTH", language="zh-CN")
CROWD = [person(number, WIDE_NAME) for number in range(400)]


def shown(view: View) -> dict[str, Any]:
    """As it is sent, within what Slack takes."""
    sent: dict[str, Any] = json.loads(json.dumps(view.to_dict()))
    assert len(sent["blocks"]) <= 100
    return sent


def texts(sent: dict[str, Any]) -> str:
    return "\n".join(block["text"]["text"] for block in sent["blocks"] if block["type"] == "section")


def block(sent: dict[str, Any], block_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in sent["blocks"] if each.get("block_id") == block_id)
    return found


def values(sent: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Action ids and values of the buttons in blocks of actions."""
    actions = [each for each in sent["blocks"] if each["type"] == "actions"]
    return [(element["action_id"], element.get("value")) for each in actions for element in each["elements"]]


def test_an_empty_workspace_says_what_to_do(t: Translator) -> None:
    sent = shown(administration.overview_view(t, Overview([], 3)))
    assert "evenhand import members" in texts(sent)
    assert values(sent) == [("people.open_team", None), ("people.open_person", None)]


def test_each_team_has_its_lead_channel_size_and_a_button(t: Translator) -> None:
    sent = shown(administration.overview_view(t, Overview([TeamLine(GROWTH, BO, 3)], 0)))
    line = sent["blocks"][-1]
    assert "Bo &lt;Lindgren&gt;" in line["text"]["text"]
    assert "<#C0GROWTH>" in line["text"]["text"]
    assert (line["accessory"]["action_id"], line["accessory"]["value"]) == ("people.open_team", "1")


def test_many_teams_are_shown_page_by_page(t: Translator) -> None:
    lines = [TeamLine(team(number, WIDE_NAME), person(number, WIDE_NAME), 5) for number in range(1, 101)]
    first, second, last = (
        shown(administration.overview_view(t, Overview(lines, 0), offset=offset)) for offset in (0, 40, 80)
    )
    assert "60" in texts(first).splitlines()[-1]
    assert "20" in texts(second).splitlines()[-1]
    assert values(first)[2:] == [("people.turn_page:next", "40")]
    assert values(second)[2:] == [("people.turn_page:previous", "0"), ("people.turn_page:next", "80")]
    assert values(last)[2:] == [("people.turn_page:previous", "40")]


def test_a_new_team_has_an_empty_form(t: Translator) -> None:
    sent = shown(administration.team_view(t, TeamDetails(None, None, [])))
    assert (sent["callback_id"], json.loads(sent["private_metadata"])) == ("people.save_team", {"team": None})
    fields = ["name", "channel", "lead", "members", "language"]
    assert [each["block_id"] for each in sent["blocks"]] == fields
    assert "initial_users" not in block(sent, "members")["element"]
    assert block(sent, "language")["element"]["initial_option"]["value"] == "auto"


def test_the_form_of_a_team_holds_what_it_is(t: Translator) -> None:
    details = TeamDetails(GROWTH, BO, [BO, CHEN])
    sent = shown(administration.team_view(t, details))
    assert json.loads(sent["private_metadata"]) == {"team": 1, "seen": details.mark}
    assert block(sent, "name")["element"]["initial_value"] == "Growth"
    assert block(sent, "channel")["element"]["initial_conversation"] == "C0GROWTH"
    assert block(sent, "lead")["element"]["initial_user"] == "U0002"
    assert block(sent, "members")["element"]["initial_users"] == ["U0002", "U0003"]
    assert block(sent, "language")["element"]["initial_option"]["value"] == "zh-CN"


def test_the_form_of_a_person_holds_what_they_are(t: Translator) -> None:
    chen = person(3, "陈琳")
    chen.language = "en"
    details = PersonDetails(chen, BO, GROWTH, [grant("hr", date(2026, 12, 31))])
    sent = shown(administration.person_view(t, details))
    assert sent["callback_id"] == "people.save_person"
    assert json.loads(sent["private_metadata"]) == {"person": "U0003", "seen": details.mark}
    assert block(sent, "manager")["element"]["initial_user"] == "U0002"
    assert [each["value"] for each in block(sent, "roles")["element"]["initial_options"]] == ["hr"]
    assert "2026" in texts(sent), "the role ends then"
    assert block(sent, "language")["element"]["initial_option"]["value"] == "en"


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_name(t: Translator, role: str) -> None:
    bo = person(2, WIDE_NAME)
    sent = shown(administration.person_saved_view(t, PersonDetails(bo, None, None, [grant(role)])))
    assert f"people-role-{role}" not in texts(sent)
    assert values(sent) == [("people.turn_page", "0")]
    assert WIDE_NAME not in texts(sent)


def test_who_moved_is_told_with_the_team_they_came_from(t: Translator) -> None:
    saved = TeamSaved(TeamDetails(GROWTH, BO, [BO, CHEN]), [(CHEN, team(2, "Brand"))], [person(9, "Finn")])
    text = texts(shown(administration.team_saved_view(t, saved)))
    for word in ("Growth", "Bo &lt;Lindgren&gt;", "陈琳", "Brand", "Finn"):
        assert word in text


def test_an_empty_team_is_saved_too(t: Translator) -> None:
    saved = TeamSaved(TeamDetails(Team(id=1, workspace_id=1, name="Labs"), None, []), [], [])
    assert "<#" not in texts(shown(administration.team_saved_view(t, saved)))


def test_a_crowd_stays_within_slacks_limits(t: Translator) -> None:
    details = TeamDetails(team(1, WIDE_NAME), CROWD[0], CROWD)
    moved = [(each, team(2, WIDE_NAME)) for each in CROWD]
    text = texts(shown(administration.team_saved_view(t, TeamSaved(details, moved, CROWD))))
    assert "380" in text
    assert shown(administration.team_view(t, details))


def test_who_does_not_fit_a_list_is_counted(t: Translator) -> None:
    staff = [person(number, f"Member number {number:03}") for number in range(400)]
    text = names(t, staff)
    assert len(text) < 1_000
    assert text.count("Member") + int("".join(filter(str.isdigit, text.rpartition("Member number ")[2][3:]))) == 400
    assert names(t, staff[:3]).count("Member") == 3
    assert names(t, []) == ""
