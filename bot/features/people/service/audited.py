"""What the audit hears about people: which of their roles, managers and teams changed, by id."""

from collections.abc import Iterator, Mapping

from bot.audit.actions import Action, By, Subject
from bot.audit.entries import Entry
from bot.features.people.models import Member, Membership

ROLE, MANAGER, LANGUAGE = "role", "manager", "language"
_CHANGES = {ROLE: Action.ROLE_CHANGED, MANAGER: Action.MANAGER_CHANGED, LANGUAGE: Action.LANGUAGE_CHANGED}
State = Mapping[str, int | str | None]
Place = tuple[int, bool]
"""A team, and whether its lead."""


def state_of(member: Member) -> State:
    """To be compared with what it is later."""
    return {ROLE: member.role, MANAGER: member.manager_id, LANGUAGE: member.language}


def places_of(memberships: Mapping[int, Membership]) -> dict[int, Place]:
    """By member, to be compared with what they are later."""
    return {member_id: (each.team_id, each.is_lead) for member_id, each in memberships.items()}


def changes_of(before: State, member: Member, by: int | By) -> list[Entry]:
    """One entry for each of role, manager and language that is not what it was."""
    after = state_of(member)
    return [
        Entry(
            member.workspace_id,
            action,
            by,
            Subject.MEMBER,
            member.key,
            {"from": before[name], "to": after[name]},
            before=before[name],
            after=after[name],
        )
        for name, action in _CHANGES.items()
        if before[name] != after[name]
    ]


def moves_of(
    workspace_id: int, before: Mapping[int, Place], after: Mapping[int, Place], by: int | By
) -> Iterator[Entry]:
    """One entry for everybody whose team, or lead of it, is not what it was."""
    for member_id in sorted(before.keys() | after.keys()):
        old, new = before.get(member_id), after.get(member_id)
        if old != new:
            details = {"from": old[0] if old else None, "to": new[0] if new else None, "lead": bool(new and new[1])}
            yield Entry(workspace_id, Action.TEAM_CHANGED, by, Subject.MEMBER, member_id, details)
