"""SQL about roles: who holds which on a day."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam
from sqlalchemy import select as plain_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import and_, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.prepared import Prepared
from bot.features.people.models import Member, RoleGrant
from bot.features.people.rules.timeline import ONE_DAY


async def grants_of(session: AsyncSession, workspace_id: int, member_id: int) -> list[RoleGrant]:
    """Every grant a member ever had, the earliest first."""
    query = select(RoleGrant).where(RoleGrant.workspace_id == workspace_id, RoleGrant.member_id == member_id)
    return list((await session.exec(query.order_by(col(RoleGrant.first_on), col(RoleGrant.id)))).all())


async def roles_of(session: AsyncSession, workspace_id: int, member_id: int, *, on: date) -> frozenset[str]:
    found = await _ROLES.rows(session, {"w": workspace_id, "m": member_id, "on": on})
    return frozenset(row[0] for row in found)


async def grants_in_force(
    session: AsyncSession, workspace_id: int, *, on: date, begun: date | None = None
) -> dict[int, list[RoleGrant]]:
    """By member; with those that began later, until `begun`."""
    found: dict[int, list[RoleGrant]] = {}
    query = select(RoleGrant).where(RoleGrant.workspace_id == workspace_id, is_held(on, begun))
    for grant in (await session.exec(query)).all():
        found.setdefault(grant.member_id, []).append(grant)
    return found


async def holders(session: AsyncSession, workspace_id: int, roles: Collection[str], *, on: date) -> list[Member]:
    """Active members who hold one of the roles, by name; also those for whom it is another day already, or still."""
    of_them = select(RoleGrant.member_id).where(
        RoleGrant.workspace_id == workspace_id, col(RoleGrant.role).in_(roles), is_held(on - ONE_DAY, on + ONE_DAY)
    )
    query = (
        select(Member)
        .where(Member.workspace_id == workspace_id, col(Member.is_active), col(Member.id).in_(of_them))
        .order_by(Member.name)
    )
    return list((await session.exec(query)).all())


def is_held(on: Any, begun: Any = None) -> ColumnElement[bool]:
    return and_(
        col(RoleGrant.first_on) <= (on if begun is None else begun),
        or_(col(RoleGrant.last_on).is_(None), col(RoleGrant.last_on) >= on),
        col(RoleGrant.revoked_at).is_(None),
    )


def _roles(_dialect: str) -> Any:
    return plain_select(col(RoleGrant.role)).where(
        col(RoleGrant.workspace_id) == bindparam("w"),
        col(RoleGrant.member_id) == bindparam("m"),
        is_held(bindparam("on", type_=Date())),
    )


_ROLES = Prepared(_roles)
