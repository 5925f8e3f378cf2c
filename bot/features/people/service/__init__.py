"""What other slices and this slice's listeners may ask about people."""

from bot.features.people.rules.rows import MemberRow, RowProblem, decoded, read_member_rows
from bot.features.people.rules.visibility import Action
from bot.features.people.service.administration import (
    Overview,
    PersonDetails,
    PersonWish,
    TeamDetails,
    TeamLine,
    TeamSaved,
    TeamWish,
    overview,
    person_details,
    save_person,
    save_team,
    team_details,
)
from bot.features.people.service.directory import Directory
from bot.features.people.service.importing import ImportReport, import_members, import_rows
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
from bot.features.people.service.settings import own_settings, set_hours, set_language
from bot.features.people.service.sync import SyncResult, ensure_workspace, only_workspace, sync_members, upsert_members
from bot.features.people.service.visibility import find_visible, may_administer, require, require_administrator

__all__ = [
    "Action",
    "Directory",
    "ImportReport",
    "MemberRow",
    "Overview",
    "PersonDetails",
    "PersonWish",
    "RowProblem",
    "SyncResult",
    "TeamDetails",
    "TeamLine",
    "TeamSaved",
    "TeamWish",
    "decoded",
    "ensure_workspace",
    "find_member",
    "find_visible",
    "import_members",
    "import_rows",
    "language_of",
    "lead_of",
    "may_administer",
    "member",
    "members_with_team",
    "only_workspace",
    "overview",
    "own_settings",
    "person_details",
    "read_member_rows",
    "reader",
    "require",
    "require_administrator",
    "save_person",
    "save_team",
    "set_hours",
    "set_language",
    "sync_members",
    "team",
    "team_details",
    "team_language",
    "team_members",
    "team_of",
    "teams",
    "upsert_members",
]
