import itertools

import pytest

from bot.features.people.rules.visibility import Action, Relation, is_administrator, may, relations_of

PERSONAL = (Action.SEE_CARD, Action.SEE_ENTRIES)
TABLE = {
    **{(action, relation): True for action in PERSONAL for relation in Relation if relation != "administrator"},
    (Action.ADMINISTER, Relation.HR): True,
    (Action.ADMINISTER, Relation.ADMINISTRATOR): True,
}


@pytest.mark.parametrize(("action", "relation"), [*itertools.product(Action, Relation)])
def test_the_whole_table(action: Action, relation: Relation) -> None:
    assert may(action, frozenset({relation})) is TABLE.get((action, relation), False)


@pytest.mark.parametrize("action", Action)
def test_without_a_relation_nothing_is_allowed(action: Action) -> None:
    assert not may(action, frozenset())


def test_every_relation_that_holds_is_named() -> None:
    above = frozenset({2, 3})

    def of(viewer_id: int, *, is_hr: bool = False) -> frozenset[Relation]:
        return relations_of(viewer_id=viewer_id, subject_id=1, manager_id=2, managers_above=above, is_hr=is_hr)

    assert of(1) == {Relation.SELF}
    assert of(2) == {Relation.DIRECT_MANAGER}
    assert of(3) == {Relation.MANAGER_ABOVE}
    assert of(4) == set()
    assert of(4, is_hr=True) == {Relation.HR}
    assert of(2, is_hr=True) == {Relation.DIRECT_MANAGER, Relation.HR}


def test_nobody_without_a_manager_is_managed_by_nobody() -> None:
    assert not relations_of(viewer_id=4, subject_id=1, manager_id=None, managers_above=frozenset(), is_hr=False)


@pytest.mark.parametrize(
    ("role_is_admin", "is_slack_admin", "has_admin", "expected"),
    [
        (True, False, True, True),
        (False, True, False, True),
        (False, True, True, False),
        (False, False, False, False),
    ],
)
def test_slack_admins_stand_in_until_there_is_an_administrator(
    role_is_admin: bool, is_slack_admin: bool, has_admin: bool, expected: bool
) -> None:
    assert is_administrator(role_is_admin=role_is_admin, is_slack_admin=is_slack_admin, has_admin=has_admin) is expected
