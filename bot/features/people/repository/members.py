"""SQL about members."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam
from sqlalchemy import select as plain_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.db.prepared import Prepared
from bot.features.people.models import Member, Workspace
from bot.features.people.repository.workspaces import MANY, insert_if_new


async def member(session: AsyncSession, workspace_id: int, member_id: int) -> Member | None:
    query = select(Member).where(Member.workspace_id == workspace_id, Member.id == member_id)
    return (await session.exec(query)).first()


async def member_by_slack_user(session: AsyncSession, workspace_id: int, slack_user: str) -> Member | None:
    query = select(Member).where(Member.workspace_id == workspace_id, Member.slack_user == slack_user)
    return (await session.exec(query)).first()


class CallingMember(NamedTuple):
    """What every request needs to know of who calls."""

    workspace_id: int
    member_id: int
    is_active: bool
    language: str | None
    locale: str
    zone: str


async def calling_member(session: AsyncSession, slack_team: str, slack_user: str) -> CallingMember | None:
    """In one statement, for somebody waits; None for strangers to the workspace, and for a workspace that is not
    known."""
    found = await _CALLING.rows(session, {"team": slack_team, "user": slack_user})
    return CallingMember(*found[0]) if found else None


def _calling(_dialect: str) -> Any:
    columns: list[Any] = [
        *(col(Member.workspace_id), col(Member.id), col(Member.is_active)),
        *(col(Member.language), col(Member.locale), col(Member.zone)),
    ]
    return (
        plain_select(*columns)
        .join(Workspace, col(Workspace.id) == col(Member.workspace_id))
        .where(col(Workspace.slack_team) == bindparam("team"), col(Member.slack_user) == bindparam("user"))
    )


_CALLING = Prepared(_calling)


async def members(session: AsyncSession, workspace_id: int) -> list[Member]:
    """Everybody, also those who left."""
    return list((await session.exec(select(Member).where(Member.workspace_id == workspace_id))).all())


async def members_by_slack_user(
    session: AsyncSession, workspace_id: int, slack_users: Iterable[str]
) -> dict[str, Member]:
    wanted = set(slack_users)
    query = select(Member).where(Member.workspace_id == workspace_id)
    if len(wanted) <= MANY:
        query = query.where(col(Member.slack_user).in_(wanted))
    found = (await session.exec(query)).all()
    return {row.slack_user: row for row in found if row.slack_user in wanted}


async def members_by_id(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> dict[int, Member]:
    # SQLite would rather read the whole workspace, by an index that the + 0 keeps it from.
    is_ours = col(Member.workspace_id) + 0 == workspace_id
    query = select(Member).where(is_ours, is_listed(session.get_bind().dialect.name, col(Member.id)))
    return {row.key: row for row in (await session.exec(query, params=as_ids(member_ids))).all()}


async def members_matching(session: AsyncSession, workspace_id: int, typed: str) -> list[Member]:
    """By Slack id, e-mail or name, whatever the case."""
    lowered = typed.lower()
    is_match: ColumnElement[bool] = (
        (func.lower(Member.slack_user) == lowered)
        | (func.lower(Member.email) == lowered)
        | (func.lower(Member.name) == lowered)
        | (col(Member.name) == typed)  # SQLite lowers ASCII only
    )
    query = select(Member).where(Member.workspace_id == workspace_id, is_match)
    return list((await session.exec(query)).all())


async def merged_into(session: AsyncSession, workspace_id: int, member_id: int) -> tuple[int, ...]:
    """Keys of those who turned out to be this member."""
    query = select(Member.id).where(Member.workspace_id == workspace_id, Member.merged_into == member_id)
    return tuple(key for key in (await session.exec(query.order_by(col(Member.id)))).all() if key)


async def active_names(session: AsyncSession, workspace_id: int) -> list[str]:
    query = select(Member.name).where(Member.workspace_id == workspace_id, col(Member.is_active)).order_by(Member.name)
    return list((await session.exec(query)).all())


async def active_count(session: AsyncSession, workspace_id: int) -> int:
    query = select(func.count()).select_from(Member).where(Member.workspace_id == workspace_id, col(Member.is_active))
    return (await session.exec(query)).one()


async def came_or_left(session: AsyncSession, workspace_id: int, *, since: date, has_left: bool) -> list[Member]:
    """Who has joined, or left, on that day or later; the newest first, without accounts that were replaced."""
    day = col(Member.left_on) if has_left else col(Member.joined_on)
    query = select(Member).where(
        Member.workspace_id == workspace_id,
        day >= since,
        col(Member.is_active).is_(not has_left),
        col(Member.merged_into).is_(None),
    )
    return list((await session.exec(query.order_by(day.desc(), Member.name, col(Member.id)))).all())


async def add_members_if_new(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    """Somebody who joins while all members are read may arrive twice."""
    await insert_if_new(session, Member, rows)


async def slack_admins(session: AsyncSession, workspace_id: int) -> list[Member]:
    query = (
        select(Member)
        .where(Member.workspace_id == workspace_id, col(Member.is_active), col(Member.is_slack_admin))
        .order_by(Member.name)
    )
    return list((await session.exec(query)).all())


async def lock_member(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """FOR NO KEY UPDATE: one change of a member's absences at a time."""
    query = select(Member.id).where(Member.workspace_id == workspace_id, Member.id == member_id)
    await session.exec(query.with_for_update(key_share=True))
