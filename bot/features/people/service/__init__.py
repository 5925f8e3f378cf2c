"""What other slices and this slice's listeners may ask about people."""

from bot.features.people.rules.visibility import Action
from bot.features.people.service.directory import Directory
from bot.features.people.service.lookup import (
    find_member,
    language_of,
    lead_of,
    member,
    members_with_team,
    reader,
    team,
    team_language,
    team_members,
    team_of,
    teams,
)
from bot.features.people.service.visibility import may_administer, require, require_administrator

__all__ = [
    "Action",
    "Directory",
    "find_member",
    "language_of",
    "lead_of",
    "may_administer",
    "member",
    "members_with_team",
    "reader",
    "require",
    "require_administrator",
    "team",
    "team_language",
    "team_members",
    "team_of",
    "teams",
]
