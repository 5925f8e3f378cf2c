"""What the audit hears about people: which of their roles, managers and teams changed, by id."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from bot.audit.actions import Action, By, Subject
from bot.audit.entries import Detail, Entry
from bot.features.people.models import Member
from bot.features.people.rules.roles import in_order
from bot.features.people.service.membership import Places

ROLE, MANAGER, LANGUAGE = "role", "manager", "language"
_CHANGES = {ROLE: Action.ROLE_CHANGED, MANAGER: Action.MANAGER_CHANGED, LANGUAGE: Action.LANGUAGE_CHANGED}
State = Mapping[str, Detail]
Place = tuple[int, bool]
"""A team, and whether its lead."""


def state_of(member: Member, roles: Collection[str], manager_id: int | None) -> State:
    """To be compared with what it is later; `roles` are all that the member holds."""
    return {ROLE: [*in_order(roles)], MANAGER: manager_id, LANGUAGE: member.language}


def places_of(places: Places, on: date) -> dict[int, Place]:
    """By member, to be compared with what they are later."""
    return {
        member_id: (team_id, places.does_lead(member_id, team_id, on))
        for member_id, team_id in places.teams.all_on(on).items()
    }


def changes_of(
    before: State,
    after: State,
    member: Member,
    by: int | By,
    *,
    reason: str = "",
    until: date | None = None,
    on: date | None = None,
) -> list[Entry]:
    """One entry for each of roles, manager and language that is not what it was.

    `reason` is kept with roles and manager, `until`, the last day of roles that are new, with roles, and `on`, the
    day from which it is planned, with the manager.
    """
    more: Mapping[str, dict[str, Detail]] = {
        ROLE: {"until": until.isoformat()} if until else {},
        MANAGER: {"on": on.isoformat()} if on else {},
    }
    return [
        Entry(
            member.workspace_id,
            action,
            by,
            Subject.MEMBER,
            member.key,
            {"from": before[name], "to": after[name], **more.get(name, {})},
            before=before[name],
            after=after[name],
            reason=reason if reason and name != LANGUAGE else None,
        )
        for name, action in _CHANGES.items()
        if before[name] != after[name]
    ]


def moves_of(
    workspace_id: int, before: Mapping[int, Place], after: Mapping[int, Place], by: int | By, *, on: date | None = None
) -> Iterator[Entry]:
    """One entry for everybody whose team, or lead of it, is not what it was; `on` is the day of what is planned."""
    planned: dict[str, Detail] = {"on": on.isoformat()} if on else {}
    for member_id in sorted(before.keys() | after.keys()):
        old, new = before.get(member_id), after.get(member_id)
        if old != new:
            details: dict[str, Detail] = {"from": old[0] if old else None, "to": new[0] if new else None}
            details |= {"lead": bool(new and new[1]), **planned}
            yield Entry(workspace_id, Action.TEAM_CHANGED, by, Subject.MEMBER, member_id, details)
