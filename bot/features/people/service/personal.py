"""Everything that is stored about a member's person, for themselves."""

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import repository
from bot.features.people.repository.personal import every_absence, every_leadership
from bot.features.people.service.history import history_of
from bot.features.people.service.lookup import member

Rows = list[dict[str, Any]]
PROFILE = (
    *("slack_user", "name", "email", "zone", "locale", "language", "is_active", "is_slack_admin", "joined_on"),
    *("left_on", "country", "prompt_minute", "quiet_start", "quiet_end", "paused_until"),
)


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, Rows]:
    """By kind, the earliest first. Of others only the names of the member's teams and managers."""
    own = await member(session, workspace_id, member_id)
    history = await history_of(session, workspace_id, own)
    teams = {each.key: each.name for each in await repository.teams(session, workspace_id)}
    led = await every_leadership(session, workspace_id, member_id)
    return {
        "profile": [{name: getattr(own, name) for name in PROFILE}],
        "teams": [_stretch("team", each.name, each) for each in history.teams],
        "leads": [_stretch("team", teams[each.team_id], each) for each in led],
        "managers": [_stretch("manager", each.name, each) for each in history.managers],
        "roles": [
            {
                **_stretch("role", each.role, each),
                "reason": each.reason,
                "granted_at": each.granted_at,
                "revoked_at": each.revoked_at,
                "revoked_reason": each.revoked_reason,
            }
            for each in history.grants
        ],
        "absences": [
            {**_stretch("kind", each.kind, each), "created_at": each.created_at}
            for each in await every_absence(session, workspace_id, member_id)
        ],
    }


def _stretch(name: str, value: str, row: Any) -> dict[str, Any]:
    return {name: value, "first_on": row.first_on, "last_on": row.last_on}
