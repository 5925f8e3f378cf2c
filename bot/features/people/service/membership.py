"""Moves members between teams; a member is in one at a time, and a team has one lead at most."""

from datetime import date

from bot.features.people.models import Membership, Team


def place(memberships: dict[int, Membership], team: Team, member_id: int, today: date) -> bool:
    """Put the member into the team from today on; False when they are in it already."""
    present = memberships.get(member_id)
    if present is None:
        memberships[member_id] = Membership(
            workspace_id=team.workspace_id, team_id=team.key, member_id=member_id, since=today
        )
        return True
    if present.team_id == team.key:
        return False
    present.team_id, present.since, present.is_lead = team.key, today, False
    return True


def name_lead(memberships: dict[int, Membership], team: Team, member_id: int | None) -> bool:
    """Make this member the team's only lead, or nobody; False when that is so already."""
    in_team = [each for each in memberships.values() if each.team_id == team.key]
    differing = [each for each in in_team if each.is_lead != (each.member_id == member_id)]
    for each in differing:
        each.is_lead = not each.is_lead
    return bool(differing)
