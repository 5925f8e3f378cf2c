import json
from datetime import date

import pytest
from slack_sdk.models.views import View

from bot.features.people.service import Arrival, Arrivals, DaysAway
from bot.features.people.views import arrivals
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import Translator, translator
from tests.features.people.views.test_administration import BO, CROWD, GROWTH

MONDAY, FRIDAY = date(2026, 12, 7), date(2026, 12, 11)


@pytest.fixture(params=LANGUAGES)
def t(request: pytest.FixtureRequest) -> Translator:
    return translator(request.param)


def shown(view: View) -> str:
    sent = view.to_dict()
    assert len(sent["blocks"]) <= 100
    return json.dumps(sent, ensure_ascii=False)


def listed(*, has_left: bool, manages: int = 0) -> Arrivals:
    return Arrivals(has_left, 30, [Arrival(BO, MONDAY, None, GROWTH if manages else None, manages)])


def test_nobody_is_said_so_in_both_lists(t: Translator) -> None:
    for has_left, what in ((False, "joined"), (True, "left")):
        text = shown(arrivals.arrivals_view(t, Arrivals(has_left, 90, [])))
        assert t(f"people-{what}-intro", found=0, days=90) in text


def test_who_joined_can_be_given_a_team_and_who_left_cannot(t: Translator) -> None:
    joined = shown(arrivals.arrivals_view(t, listed(has_left=False)))
    assert "Bo &lt;Lindgren&gt;" in joined
    assert "people.change_person" in joined
    left = shown(arrivals.arrivals_view(t, listed(has_left=True, manages=3)))
    assert "people.change_person" not in left
    assert t("people-left-manages", found=3) in left
    assert t("people-left-leads", team="Growth") in left


def test_many_are_turned_page_by_page(t: Translator) -> None:
    crowd = Arrivals(False, 365, [Arrival(each, MONDAY, None, None, 0) for each in CROWD])
    first = shown(arrivals.arrivals_view(t, crowd))
    assert f"joined:365:{arrivals.PAGE}" in first
    assert "people.open_arrivals:next" not in shown(arrivals.arrivals_view(t, crowd, offset=len(CROWD) - 3))


@pytest.mark.parametrize("forged", ["", "left", "left:many:0", "joined:30:-4", "x:y:z"])
def test_a_button_that_is_not_ours_shows_the_first_page(forged: str) -> None:
    assert arrivals.asked(forged) == (False, 30, 0)
    assert arrivals.asked("left:90:40") == (True, 90, 40)


def test_days_away_show_no_kind(t: Translator) -> None:
    found = DaysAway(BO, ((7, MONDAY, FRIDAY), (8, FRIDAY, FRIDAY)))
    text = shown(arrivals.days_away_saved_view(t, found))
    assert t("people-days-from-to", first=t.full_day(MONDAY), last=t.full_day(FRIDAY)) in text
    assert t("people-absence-sick") not in text
    form = arrivals.days_away_view(t, DaysAway(BO, ())).to_dict()
    assert [each["block_id"] for each in form["blocks"] if each["type"] == "input"] == ["first", "last", "kind"]
    assert t("people-days-away-none") in json.dumps(form, ensure_ascii=False)
