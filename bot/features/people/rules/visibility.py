"""Who may see and do what: deny by default, one table."""

from collections.abc import Mapping
from enum import StrEnum


class Action(StrEnum):
    """What somebody wants to do with what belongs to a person."""

    SEE_CARD = "see_card"
    SEE_ENTRIES = "see_entries"
    ADMINISTER = "administer"


class Relation(StrEnum):
    """How a viewer stands to a subject."""

    SELF = "self"
    DIRECT_MANAGER = "direct_manager"
    MANAGER_ABOVE = "manager_above"
    HR = "hr"
    ADMINISTRATOR = "administrator"


_READERS = frozenset({Relation.SELF, Relation.DIRECT_MANAGER, Relation.MANAGER_ABOVE, Relation.HR})

ALLOWED: Mapping[Action, frozenset[Relation]] = {
    Action.SEE_CARD: _READERS,
    Action.SEE_ENTRIES: _READERS,
    Action.ADMINISTER: frozenset({Relation.HR, Relation.ADMINISTRATOR}),
}
"""Administering people shows no figures; seeing figures does not make an administrator."""


def may(action: Action, relations: frozenset[Relation]) -> bool:
    """True when one of the viewer's relations to the subject allows the action."""
    return bool(ALLOWED[action] & relations)


def relations_of(
    *, viewer_id: int, subject_id: int, manager_id: int | None, managers_above: frozenset[int], is_hr: bool
) -> frozenset[Relation]:
    """Every relation that holds; `managers_above` may include the direct manager."""
    holds = {
        Relation.SELF: viewer_id == subject_id,
        Relation.DIRECT_MANAGER: viewer_id == manager_id,
        Relation.MANAGER_ABOVE: viewer_id in managers_above - {manager_id, subject_id},
        Relation.HR: is_hr,
    }
    return frozenset(relation for relation, does_hold in holds.items() if does_hold)


def is_administrator(*, role_is_admin: bool, is_slack_admin: bool, has_admin: bool) -> bool:
    """A Slack admin stands in only while the workspace has no active administrator of its own."""
    return role_is_admin or (is_slack_admin and not has_admin)
