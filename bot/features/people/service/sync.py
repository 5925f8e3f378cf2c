"""Keeps the members equal to the accounts in Slack."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Refused
from bot.features.people import repository
from bot.features.people.models import Member, Workspace
from bot.features.people.rules.profiles import Profile, read_profile
from bot.features.people.service.directory import forget_after_commit
from bot.features.people.service.erased import ErasedAccounts
from bot.features.people.service.prompts import refresh_homes
from bot.features.people.service.roles import end_roles
from bot.i18n.catalogues import DEFAULT_LANGUAGE
from bot.slack.links import Links


@dataclass(frozen=True, slots=True)
class SyncResult:
    """How many members are new, differ from before, and have left; one who left is not counted as changed."""

    added: int = 0
    changed: int = 0
    deactivated: int = 0


async def ensure_workspace(
    session: AsyncSession, slack_team: str, name: str, *, url: str = "", app: str = ""
) -> Workspace:
    """The workspace of this Slack team, created or renamed where needed. An empty `url` or `app` (Slack's id of ours)
    is not known this time, and what was known stays."""
    await repository.add_workspace_if_new(session, slack_team, name)
    workspace = await repository.workspace_of(session, slack_team)
    assert workspace is not None, "it has just been added"
    workspace.name = name
    workspace.url = url or workspace.url
    workspace.slack_app = app or workspace.slack_app
    session.add(workspace)
    await session.flush()
    return workspace


async def links_into(session: AsyncSession, workspace_id: int) -> Links:
    """What links into the workspace are made of, as far as it is known."""
    workspace = await repository.workspace(session, workspace_id)
    return Links(workspace.slack_team, workspace.slack_app, workspace.url)


async def only_workspace(session: AsyncSession, slack_team: str | None = None) -> int:
    """The key of the workspace of a Slack team, or without one of the only one there is; Refused where there is none
    such, or several."""
    known = await repository.workspaces(session)
    if not known:
        raise Refused("no workspace is known yet: set SLACK_BOT_TOKEN, or start `evenhand run` once")
    wanted = [each for each in known if slack_team in (None, each.slack_team)]
    if len(wanted) == 1:
        return wanted[0].key
    names = ", ".join(f"{each.slack_team} {each.name}" for each in known)
    if slack_team:
        raise Refused(f"the database holds no workspace {slack_team!r}; there are {names}")
    raise Refused(f"the database holds several workspaces ({names}): set EVENHAND_WORKSPACE to the id of one")


async def is_shared(session: AsyncSession) -> bool:
    """Whether the database holds several workspaces."""
    return len(await repository.workspaces(session)) > 1


async def sync_members(
    session: AsyncSession,
    slack_members: Iterable[Mapping[str, Any]],
    *,
    workspace_id: int,
    now: datetime,
    default_zone: str,
    default_language: str = DEFAULT_LANGUAGE,
) -> SyncResult:
    """Take over the whole of users.list; accounts that it leaves out stay as they are."""
    result = await upsert_members(
        session,
        slack_members,
        workspace_id=workspace_id,
        now=now,
        default_language=default_language,
        default_zone=default_zone,
    )
    workspace = await repository.workspace(session, workspace_id)
    workspace.synced_at = now
    session.add(workspace)
    await session.flush()
    return result


async def upsert_members(
    session: AsyncSession,
    slack_members: Iterable[Mapping[str, Any]],
    *,
    workspace_id: int,
    now: datetime,
    default_zone: str,
    default_language: str = DEFAULT_LANGUAGE,
) -> SyncResult:
    """Take over some accounts, none that were erased. Whoever turns up after the first sync has joined today; whoever
    leaves, or becomes a guest, holds no role any more, also after coming back."""
    workspace = await repository.workspace(session, workspace_id)
    read = [read_profile(item, slack_team=workspace.slack_team) for item in slack_members]
    erased = await ErasedAccounts.read(session, workspace_id)
    profiles = {profile.slack_user: profile for profile in read if erased.row_of(profile.slack_user) is None}
    known = await repository.members_by_slack_user(session, workspace_id, profiles)
    is_first = workspace.synced_at is None
    new = [
        _row(profile, workspace_id, default_language, default_zone, None if is_first else now)
        for profile in profiles.values()
        if profile.is_member and profile.slack_user not in known
    ]
    were_active = {member.slack_user for member in known.values() if member.is_active}
    present = [member for member in known.values() if member.merged_into is None]
    touched = [member for member in present if _take_over(member, profiles[member.slack_user], now)]
    left = [member for member in touched if member.slack_user in were_active and not member.is_active]
    await end_roles(session, workspace_id, left, now=now)
    session.add_all(touched)
    await session.flush()
    await repository.add_members_if_new(session, new)
    forget_after_commit(session, [member.slack_user for member in touched])
    await refresh_homes(session, workspace_id, [member.key for member in touched], now=now, managers=True)
    return SyncResult(added=len(new), changed=len(touched) - len(left), deactivated=len(left))


def _take_over(member: Member, profile: Profile, now: datetime) -> bool:
    """Change what differs; False when nothing does. Somebody who left keeps the last that was known."""
    wanted: dict[str, Any] = {"is_active": profile.is_member}
    if member.is_active != profile.is_member:
        wanted["left_on"] = None if profile.is_member else now.astimezone(ZoneInfo(member.zone)).date()
    if profile.is_member:
        wanted |= {"name": profile.name, "email": profile.email, "is_slack_admin": profile.is_slack_admin}
        wanted |= {"zone": profile.zone or member.zone, "locale": profile.locale or member.locale}
    differing = {name: value for name, value in wanted.items() if getattr(member, name) != value}
    for name, value in differing.items():
        setattr(member, name, value)
    return bool(differing)


def _row(profile: Profile, workspace_id: int, language: str, zone: str, joined_at: datetime | None) -> dict[str, Any]:
    own_zone = profile.zone or zone
    joined_on: date | None = joined_at.astimezone(ZoneInfo(own_zone)).date() if joined_at else None
    return {
        "workspace_id": workspace_id,
        "slack_user": profile.slack_user,
        "name": profile.name,
        "email": profile.email,
        "zone": own_zone,
        "locale": profile.locale or language,
        "is_active": True,
        "is_slack_admin": profile.is_slack_admin,
        "joined_on": joined_on,
    }
