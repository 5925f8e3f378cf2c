"""SQL of whose Home shows somebody's figures and duties."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, String, bindparam, literal, select, union
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_among, is_listed
from bot.db.prepared import Prepared
from bot.delivery.homes import is_opened
from bot.features.people.models import HR, Member, Reporting, RoleGrant
from bot.features.people.repository.roles import is_held
from bot.features.people.repository.timelines import holds_on

NOBODY = ""


async def opened_homes(
    session: AsyncSession, workspace_id: int, member_ids: Collection[int], *, on: date, managers: bool, hr: bool
) -> list[tuple[int, str]]:
    """The Homes of members, of their direct managers, and of HR: each one's key and Slack account, of those only who
    are active and have ever opened it."""
    kinds = {"managers": int(managers), "role": HR if hr else NOBODY}
    values = {"w": workspace_id, "on": on, **kinds} | as_ids(member_ids)
    return [(key, slack_user) for key, slack_user in await _HOMES.rows(session, values)]


def _homes(dialect: str) -> Any:
    on = bindparam("on", type_=Date())
    listed = select(col(Member.id)).where(is_listed(dialect, col(Member.id)))
    above = select(col(Reporting.manager_id)).where(
        literal(1) == bindparam("managers", type_=Integer()),
        col(Reporting.workspace_id) == bindparam("w"),
        is_listed(dialect, col(Reporting.member_id)),
        holds_on(Reporting, on),
    )
    hr = select(col(RoleGrant.member_id)).where(
        col(RoleGrant.workspace_id) == bindparam("w"),
        col(RoleGrant.role) == bindparam("role", type_=String()),
        is_held(on),
    )
    who = union(listed, above, hr).subquery()
    # SQLite would rather read the whole workspace, by an index that the + 0 keeps it from.
    is_ours = col(Member.workspace_id) + 0 == bindparam("w")
    opened = is_opened(col(Member.workspace_id), col(Member.slack_user))
    columns: list[Any] = [col(Member.id), col(Member.slack_user)]
    is_one = is_among(dialect, col(Member.id), select(who.c.id))
    return select(*columns).where(is_ours, is_one, col(Member.is_active), opened)


_HOMES = Prepared(_homes)
