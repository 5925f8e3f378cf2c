"""Rows of people: every query is limited to one workspace."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Executable, bindparam, false, or_
from sqlalchemy import select as sqlalchemy_select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.db.prepared import Prepared
from bot.features.people.models import ADMIN, HR, Absence, CalendarDay, Member, Membership, Team, Workspace

MANY = 500
"""Beyond this many ids one query for all members is cheaper, and within SQLite's limit of parameters."""


async def workspace_of(session: AsyncSession, slack_team: str) -> Workspace | None:
    return (await session.exec(select(Workspace).where(Workspace.slack_team == slack_team))).first()


async def workspace(session: AsyncSession, workspace_id: int) -> Workspace:
    return (await session.exec(select(Workspace).where(Workspace.id == workspace_id))).one()


async def workspaces(session: AsyncSession) -> list[Workspace]:
    return list((await session.exec(select(Workspace).order_by(Workspace.name))).all())


async def lock_workspace(session: AsyncSession, workspace_id: int) -> None:
    """One change of teams or managers at a time; SQLite has a single writer anyway."""
    await session.exec(select(Workspace.id).where(Workspace.id == workspace_id).with_for_update())


async def add_workspace_if_new(session: AsyncSession, slack_team: str, name: str) -> None:
    await _insert_if_new(session, Workspace, [{"slack_team": slack_team, "name": name}])


async def member(session: AsyncSession, workspace_id: int, member_id: int) -> Member | None:
    query = select(Member).where(Member.workspace_id == workspace_id, Member.id == member_id)
    return (await session.exec(query)).first()


async def member_by_slack_user(session: AsyncSession, workspace_id: int, slack_user: str) -> Member | None:
    query = select(Member).where(Member.workspace_id == workspace_id, Member.slack_user == slack_user)
    return (await session.exec(query)).first()


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
    query = select(Member).where(Member.workspace_id == workspace_id)
    if len(member_ids) <= MANY:
        query = query.where(col(Member.id).in_(member_ids))
    return {row.key: row for row in (await session.exec(query)).all() if row.key in member_ids}


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


async def active_names(session: AsyncSession, workspace_id: int) -> list[str]:
    query = select(Member.name).where(Member.workspace_id == workspace_id, col(Member.is_active)).order_by(Member.name)
    return list((await session.exec(query)).all())


async def add_members_if_new(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    """Somebody who joins while all members are read may arrive twice."""
    await _insert_if_new(session, Member, rows)


async def managers_above(session: AsyncSession, workspace_id: int, member_id: int) -> frozenset[int]:
    """Ids of all managers up the chain; UNION drops repeats, so a circle ends by itself."""
    first = (
        select(col(Member.manager_id).label("id"))
        .where(Member.workspace_id == workspace_id, Member.id == member_id)
        .cte("above", recursive=True)
    )
    next_up = (
        select(col(Member.manager_id))
        .join(first, col(Member.id) == first.c.id)
        .where(Member.workspace_id == workspace_id)
    )
    above = first.union(next_up)
    found = (await session.exec(select(above.c.id).where(above.c.id.is_not(None)))).all()
    return frozenset(found)


async def manager_of_each(session: AsyncSession, workspace_id: int) -> dict[int, int | None]:
    query = select(Member.id, Member.manager_id).where(Member.workspace_id == workspace_id)
    return {member_id: manager_id for member_id, manager_id in (await session.exec(query)).all() if member_id}


async def administrators(session: AsyncSession, workspace_id: int) -> list[Member]:
    """Active members who hold the role of administrator or HR, by name."""
    query = (
        select(Member)
        .where(Member.workspace_id == workspace_id, col(Member.is_active), col(Member.role).in_((ADMIN, HR)))
        .order_by(Member.name)
    )
    return list((await session.exec(query)).all())


async def slack_admins(session: AsyncSession, workspace_id: int) -> list[Member]:
    query = (
        select(Member)
        .where(Member.workspace_id == workspace_id, col(Member.is_active), col(Member.is_slack_admin))
        .order_by(Member.name)
    )
    return list((await session.exec(query)).all())


async def team(session: AsyncSession, workspace_id: int, team_id: int) -> Team | None:
    return (await session.exec(select(Team).where(Team.workspace_id == workspace_id, Team.id == team_id))).first()


async def teams(session: AsyncSession, workspace_id: int) -> list[Team]:
    query = select(Team).where(Team.workspace_id == workspace_id).order_by(Team.name)
    return list((await session.exec(query)).all())


async def team_of(session: AsyncSession, workspace_id: int, member_id: int) -> Team | None:
    query = (
        select(Team)
        .join(Membership, col(Membership.team_id) == col(Team.id))
        .where(Membership.workspace_id == workspace_id, Membership.member_id == member_id)
    )
    return (await session.exec(query)).first()


async def team_members(session: AsyncSession, workspace_id: int, team_id: int) -> list[Member]:
    """Active ones, by name."""
    query = (
        select(Member)
        .join(Membership, col(Membership.member_id) == col(Member.id))
        .where(Membership.workspace_id == workspace_id, Membership.team_id == team_id, col(Member.is_active))
        .order_by(Member.name, col(Member.id))
    )
    return list((await session.exec(query)).all())


async def lead_of(session: AsyncSession, workspace_id: int, team_id: int) -> Member | None:
    query = (
        select(Member)
        .join(Membership, col(Membership.member_id) == col(Member.id))
        .where(Membership.workspace_id == workspace_id, Membership.team_id == team_id)
        .where(col(Membership.is_lead), col(Member.is_active))
    )
    return (await session.exec(query)).first()


async def members_with_team(
    session: AsyncSession, workspace_id: int, *, present_on: date | None = None
) -> list[tuple[Member, Team]]:
    has_left_since = col(Member.left_on) > present_on if present_on else false()
    is_here = or_(col(Member.is_active), has_left_since)
    query = (
        select(Member, Team)
        .join(Membership, col(Membership.member_id) == col(Member.id))
        .join(Team, col(Team.id) == col(Membership.team_id))
        .where(Membership.workspace_id == workspace_id, is_here)
        .order_by(Team.name, Member.name, col(Member.id))
    )
    return [(each, their_team) for each, their_team in (await session.exec(query)).all()]


async def team_sizes(session: AsyncSession, workspace_id: int) -> dict[int, int]:
    """Team id → number of active members; teams without any are left out."""
    query = (
        select(Membership.team_id, func.count())
        .join(Member, col(Membership.member_id) == col(Member.id))
        .where(Membership.workspace_id == workspace_id, col(Member.is_active))
        .group_by(col(Membership.team_id))
    )
    return dict((await session.exec(query)).all())


async def leads(session: AsyncSession, workspace_id: int) -> dict[int, Member]:
    """Team id → its active lead."""
    query = (
        select(Membership.team_id, Member)
        .join(Member, col(Membership.member_id) == col(Member.id))
        .where(Membership.workspace_id == workspace_id, col(Membership.is_lead), col(Member.is_active))
    )
    return dict((await session.exec(query)).all())


async def team_led_by(session: AsyncSession, workspace_id: int, member_id: int) -> int | None:
    query = select(Membership.team_id).where(
        Membership.workspace_id == workspace_id, Membership.member_id == member_id, col(Membership.is_lead)
    )
    return (await session.exec(query)).first()


async def team_members_since(session: AsyncSession, workspace_id: int, team_id: int) -> list[tuple[Member, date]]:
    """Active ones with the day on which they came into the team, by name."""
    query = (
        select(Member, col(Membership.since))
        .join(Membership, col(Membership.member_id) == col(Member.id))
        .where(Membership.workspace_id == workspace_id, Membership.team_id == team_id, col(Member.is_active))
        .order_by(Member.name, col(Member.id))
    )
    return [(each, since) for each, since in (await session.exec(query)).all()]


async def active_count(session: AsyncSession, workspace_id: int) -> int:
    query = select(func.count()).select_from(Member).where(Member.workspace_id == workspace_id, col(Member.is_active))
    return (await session.exec(query)).one()


async def memberships(session: AsyncSession, workspace_id: int) -> dict[int, Membership]:
    """Member id → membership."""
    found = (await session.exec(select(Membership).where(Membership.workspace_id == workspace_id))).all()
    return {each.member_id: each for each in found}


async def _insert_if_new(session: AsyncSession, table: type[Any], rows: list[dict[str, Any]]) -> None:
    dialect = session.get_bind().dialect.name
    statement = (insert_sqlite if dialect == "sqlite" else insert_postgresql)(table)
    for start in range(0, len(rows), MANY):
        await session.exec(statement.on_conflict_do_nothing(), params=rows[start : start + MANY])


async def absences(
    session: AsyncSession, workspace_id: int, *, since: date, member_ids: Collection[int] | None = None
) -> list[Absence]:
    """Those that end on `since` or later, the earliest first; of everybody without `member_ids`."""
    query = select(Absence).where(Absence.workspace_id == workspace_id, Absence.last_on >= since)
    values: dict[str, str] = {}
    if member_ids is not None:
        query = query.where(is_listed(session.get_bind().dialect.name, col(Absence.member_id)))
        values = as_ids(member_ids)
    return list((await session.exec(query.order_by(col(Absence.first_on)), params=values)).all())


async def lock_member(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """FOR NO KEY UPDATE: one change of a member's absences at a time."""
    query = select(Member.id).where(Member.workspace_id == workspace_id, Member.id == member_id)
    await session.exec(query.with_for_update(key_share=True))


async def calendar_days(session: AsyncSession, workspace_id: int, *, since: date) -> list[CalendarDay]:
    """The workspace's own days from `since` on, the earliest first."""
    query = select(CalendarDay).where(CalendarDay.workspace_id == workspace_id, CalendarDay.on >= since)
    return list((await session.exec(query.order_by(col(CalendarDay.on)))).all())


class OwnDays(NamedTuple):
    """What a member has set about their days."""

    zone: str
    country: str | None
    paused_until: date | None
    quiet_start: int | None
    quiet_end: int | None


async def own_days(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> dict[int, OwnDays]:
    """By member."""
    found = await _OWN_DAYS.rows(session, {"workspace": workspace_id} | as_ids(member_ids))
    return {row[0]: OwnDays._make(row[1:]) for row in found}


def _own_days(dialect: str) -> Executable:
    columns: list[Any] = [
        *(col(Member.id), col(Member.zone), col(Member.country)),
        *(col(Member.paused_until), col(Member.quiet_start), col(Member.quiet_end)),
    ]
    # SQLite would rather read the whole workspace, by an index that the + 0 keeps it from.
    is_ours = col(Member.workspace_id) + 0 == bindparam("workspace")
    return sqlalchemy_select(*columns).where(is_ours, is_listed(dialect, col(Member.id)))


_OWN_DAYS = Prepared(_own_days)
