"""SQL about teams: who is in them and who leads them, on a day."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.features.people.models import Leadership, Member, Membership, Team
from bot.features.people.repository.timelines import holds_on


async def team(session: AsyncSession, workspace_id: int, team_id: int) -> Team | None:
    return (await session.exec(select(Team).where(Team.workspace_id == workspace_id, Team.id == team_id))).first()


async def teams(session: AsyncSession, workspace_id: int) -> list[Team]:
    query = select(Team).where(Team.workspace_id == workspace_id).order_by(Team.name)
    return list((await session.exec(query)).all())


async def team_of(session: AsyncSession, workspace_id: int, member_id: int, *, on: date) -> Team | None:
    query = (
        select(Team)
        .join(Membership, col(Membership.team_id) == col(Team.id))
        .where(Membership.workspace_id == workspace_id, Membership.member_id == member_id, holds_on(Membership, on))
    )
    return (await session.exec(query)).first()


async def teams_between(
    session: AsyncSession, workspace_id: int, member_id: int, *, first: date, last: date
) -> list[Team]:
    """Each once in which the member was on any of these days."""
    stays = select(Membership.team_id).where(
        Membership.workspace_id == workspace_id,
        Membership.member_id == member_id,
        col(Membership.first_on) <= last,
        or_(col(Membership.last_on).is_(None), col(Membership.last_on) >= first),
    )
    query = select(Team).where(Team.workspace_id == workspace_id, col(Team.id).in_(stays))
    return list((await session.exec(query)).all())


async def team_members(session: AsyncSession, workspace_id: int, team_id: int, *, on: date) -> list[Member]:
    """Active ones, by name."""
    return [each for each, _ in await team_members_since(session, workspace_id, team_id, on=on)]


async def team_members_since(
    session: AsyncSession, workspace_id: int, team_id: int, *, on: date
) -> list[tuple[Member, date]]:
    """Active ones with the day on which they came into the team, by name."""
    query = (
        select(Member, col(Membership.first_on))
        .join(Membership, col(Membership.member_id) == col(Member.id))
        .where(Membership.workspace_id == workspace_id, Membership.team_id == team_id, holds_on(Membership, on))
        .where(col(Member.is_active))
        .order_by(Member.name, col(Member.id))
    )
    return [(each, since) for each, since in (await session.exec(query)).all()]


async def leads(session: AsyncSession, workspace_id: int, *, on: date) -> dict[int, Member]:
    """Team id → its active lead."""
    query = (
        select(Leadership.team_id, Member)
        .join(Member, col(Leadership.member_id) == col(Member.id))
        .join(Membership, _leads_own_team())
        .where(Leadership.workspace_id == workspace_id, holds_on(Leadership, on), holds_on(Membership, on))
        .where(col(Member.is_active))
    )
    return dict((await session.exec(query)).all())


async def lead_of(session: AsyncSession, workspace_id: int, team_id: int, *, on: date) -> Member | None:
    query = (
        select(Member)
        .join(Leadership, col(Leadership.member_id) == col(Member.id))
        .join(Membership, _leads_own_team())
        .where(Leadership.workspace_id == workspace_id, Leadership.team_id == team_id, holds_on(Leadership, on))
        .where(holds_on(Membership, on), col(Member.is_active))
    )
    return (await session.exec(query)).first()


async def team_led_by(session: AsyncSession, workspace_id: int, member_id: int, *, on: date) -> int | None:
    query = (
        select(Leadership.team_id)
        .join(Membership, _leads_own_team())
        .where(Leadership.workspace_id == workspace_id, Leadership.member_id == member_id)
        .where(holds_on(Leadership, on), holds_on(Membership, on))
    )
    return (await session.exec(query)).first()


async def members_with_team(session: AsyncSession, workspace_id: int, *, on: date) -> list[tuple[Member, Team]]:
    query = (
        select(Member, Team)
        .join(Membership, col(Membership.member_id) == col(Member.id))
        .join(Team, col(Team.id) == col(Membership.team_id))
        .where(Membership.workspace_id == workspace_id, holds_on(Membership, on), col(Member.is_active))
        .order_by(Team.name, Member.name, col(Member.id))
    )
    return [(each, their_team) for each, their_team in (await session.exec(query)).all()]


async def memberships_of_those_present(
    session: AsyncSession, workspace_id: int, *, on: date, teams: Collection[int] | None = None
) -> list[tuple[Member, Team, date, date | None]]:
    """Every stretch in a team with its first and last day, the earliest first, of all who are active or left after that
    day; of those who were ever in one of these `teams`, if some are named."""
    query = (
        select(Member, Team, col(Membership.first_on), col(Membership.last_on))
        .join(Membership, col(Membership.member_id) == col(Member.id))
        .join(Team, col(Team.id) == col(Membership.team_id))
        .where(Membership.workspace_id == workspace_id, or_(col(Member.is_active), col(Member.left_on) > on))
        .order_by(col(Membership.first_on))
    )
    if teams is not None:
        ever = select(Membership.member_id).where(
            Membership.workspace_id == workspace_id,
            is_listed(session.get_bind().dialect.name, col(Membership.team_id)),
        )
        query = query.where(col(Member.id).in_(ever))
    found = (await session.exec(query, params={} if teams is None else as_ids(teams))).all()
    return [(each, their_team, first_on, last_on) for each, their_team, first_on, last_on in found]


async def team_sizes(session: AsyncSession, workspace_id: int, *, on: date) -> dict[int, int]:
    """Team id → number of active members; teams without any are left out."""
    query = (
        select(Membership.team_id, func.count())
        .join(Member, col(Membership.member_id) == col(Member.id))
        .where(Membership.workspace_id == workspace_id, holds_on(Membership, on), col(Member.is_active))
        .group_by(col(Membership.team_id))
    )
    return dict((await session.exec(query)).all())


def _leads_own_team() -> ColumnElement[bool]:
    return (col(Membership.member_id) == col(Leadership.member_id)) & (
        col(Membership.team_id) == col(Leadership.team_id)
    )
