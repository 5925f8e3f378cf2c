import itertools

import pytest

from bot.features.people.models import ROLES
from bot.features.people.rules.visibility import (
    ALLOWED,
    NOT_FOR_ONESELF,
    Action,
    Relation,
    is_administrator,
    may,
    relations_by_role,
    relations_of,
)

COLUMNS = {
    "S": Relation.SELF,
    "D": Relation.DIRECT_MANAGER,
    "M": Relation.MANAGER_ABOVE,
    "H": Relation.HR,
    "C": Relation.COMMITTEE,
    "A": Relation.AUDITOR,
    "T": Relation.TEAMMATE,
    "O": Relation.OPERATOR,
    "X": Relation.ADMINISTRATOR,
}
TABLE = {
    Action.SEE_ENTRIES: "SDMHCA",
    Action.CHECK_ENTRIES: "HA",
    Action.SEE_CARD: "SDMHC",
    Action.SEE_RECEIPT: "SDMHC",
    Action.SEE_OWN_DAYS: "S",
    Action.SEE_RATING_SUMMARY: "SDMHC",
    Action.SEE_DISPUTED_SPREAD: "C",
    Action.SEE_RATINGS_GIVEN: "S",
    Action.SEE_RATING_COMPLETION: "H",
    Action.SEE_FEEDBACK: "S",
    Action.SEE_SHARED_FEEDBACK: "D",
    Action.SEE_PUBLISHED_MANAGER_RATING: "SDMHC",
    Action.SEE_MANAGER_RATING: "DMHC",
    Action.WRITE_MANAGER_RATING: "D",
    Action.SEE_SELF_REPORT: "SDH",
    Action.SEE_PUBLISHED_PLAN: "SDMH",
    Action.SEE_PLAN: "DMH",
    Action.WRITE_PLAN: "D",
    Action.PUBLISH_PLAN: "H",
    Action.SEE_SCHEME: "SDMHAT",
    Action.SIGN_SCHEME: "S",
    Action.PROPOSE_SCHEME: "DM",
    Action.APPROVE_SCHEME: "H",
    Action.SEE_TEAM_FIGURES: "SDMHAT",
    Action.SEE_OWN_AUDIT: "S",
    Action.SEARCH_AUDIT: "HA",
    Action.SEE_ALL_AUDIT: "A",
    Action.VERIFY_AUDIT: "AO",
    Action.SEE_SETTINGS: "O",
    Action.SEE_HEALTH: "O",
    Action.FIND_ANYBODY: "H",
    Action.ADMINISTER: "HX",
    Action.ENTER_DAYS_AWAY: "H",
    Action.MERGE_ACCOUNTS: "H",
    Action.RUN_REVIEWS: "H",
    Action.ASK_VOICES: "DMH",
    Action.SEE_TEAM_VOICES: "DMHT",
    Action.SEE_CAMPAIGNS: "SDMH",
    Action.RUN_CAMPAIGNS: "H",
    Action.CLOSE_MONTHS: "H",
    Action.ANSWER_QUESTION: "DMH",
    Action.SEE_TALK: "SD",
    Action.PREPARE_TALK: "D",
    Action.SEE_TALKS_HELD: "H",
    Action.SEE_GOALS: "SDMHT",
    Action.AGREE_GOALS: "DMH",
    Action.SEE_POINTS: "DMH",
    Action.PROPOSE_POINTS: "DMH",
}
"""As the documents have it, written down a second time."""


def test_the_table_knows_every_action_and_relation() -> None:
    assert set(TABLE) == set(ALLOWED) == set(Action)
    assert set(COLUMNS.values()) == set(Relation)


@pytest.mark.parametrize(("action", "letter"), [*itertools.product(Action, COLUMNS)])
def test_the_whole_table(action: Action, letter: str) -> None:
    assert may(action, frozenset({COLUMNS[letter]})) is (letter in TABLE[action])


@pytest.mark.parametrize("action", Action)
def test_without_a_relation_nothing_is_allowed(action: Action) -> None:
    assert not may(action, frozenset())


@pytest.mark.parametrize("action", sorted(NOT_FOR_ONESELF))
def test_no_role_opens_about_oneself_what_only_others_may_know(action: Action) -> None:
    assert may(action, frozenset(Relation) - {Relation.SELF})
    assert not may(action, frozenset(Relation))


def test_every_relation_that_holds_is_named() -> None:
    above = frozenset({2, 3})

    def of(viewer_id: int, *, is_teammate: bool = False) -> frozenset[Relation]:
        return relations_of(
            viewer_id=viewer_id, subject_id=1, manager_id=2, managers_above=above, is_teammate=is_teammate
        )

    assert of(1, is_teammate=True) == {Relation.SELF}
    assert of(2) == {Relation.DIRECT_MANAGER}
    assert of(3, is_teammate=True) == {Relation.MANAGER_ABOVE, Relation.TEAMMATE}
    assert of(4) == set()


def test_nobody_without_a_manager_is_managed_by_nobody() -> None:
    assert not relations_of(viewer_id=4, subject_id=1, manager_id=None, managers_above=frozenset())


def test_leads_and_committees_without_a_case_stand_to_nobody_as_such() -> None:
    assert relations_by_role(frozenset(ROLES)) == {Relation.HR, Relation.AUDITOR, Relation.OPERATOR}
    assert relations_by_role(frozenset(ROLES), decides_case=True) > {Relation.COMMITTEE}
    assert relations_by_role(frozenset({"hr"}), decides_case=True) == {Relation.HR}


@pytest.mark.parametrize(
    ("role_is_admin", "is_slack_admin", "has_admin", "expected"),
    [
        (True, False, True, True),
        (False, True, True, False),
        (False, True, False, True),
        (False, False, False, False),
    ],
)
def test_who_is_an_administrator(role_is_admin: bool, is_slack_admin: bool, has_admin: bool, expected: bool) -> None:
    assert is_administrator(role_is_admin=role_is_admin, is_slack_admin=is_slack_admin, has_admin=has_admin) is expected
