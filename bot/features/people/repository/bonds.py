"""SQL of the decision who may do what: how a viewer stands to a subject, in as few statements as can be."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Date, bindparam, exists, literal, union_all
from sqlalchemy import select as plain_select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.prepared import Prepared
from bot.features.people.models import Member, Membership, Reporting, RoleGrant
from bot.features.people.repository.roles import is_held
from bot.features.people.repository.timelines import holds_on

DIRECT, ABOVE, TEAMMATE = "=direct", "=above", "=teammate"
"""Bonds that are no roles; no role begins like this."""


class Standing(NamedTuple):
    """A member as the decision needs to know them."""

    key: int
    workspace_id: int
    zone: str
    is_active: bool
    is_slack_admin: bool


async def standings(
    session: AsyncSession, workspace_id: int, viewer_id: int, subject_id: int | None = None
) -> dict[int, Standing]:
    """Of both, by key; who is no member of the workspace is left out."""
    given = {"w": workspace_id, "viewer": viewer_id, "subject": viewer_id if subject_id is None else subject_id}
    found = await _STANDINGS.rows(session, given)
    return {row[0]: Standing(row[0], row[1], row[2], bool(row[3]), bool(row[4])) for row in found}


async def bonds(
    session: AsyncSession,
    viewer: Standing,
    subject: Standing,
    *,
    viewer_day: date,
    subject_day: date,
    has_roles: bool,
    has_managers: bool,
    has_teams: bool,
) -> frozenset[str]:
    """The viewer's roles on `viewer_day`, and DIRECT, ABOVE (also the direct manager) and TEAMMATE where they hold;
    only those that are asked for."""
    given: dict[str, Any] = {"w": viewer.workspace_id, "viewer": viewer.key}
    given |= {"viewer_day": viewer_day} if has_roles or has_teams else {}
    given |= {"subject": subject.key, "subject_day": subject_day} if has_managers or has_teams else {}
    if len(given) == 2:
        return frozenset()
    statement = _bonds(has_roles=has_roles, has_managers=has_managers, has_teams=has_teams)
    return frozenset(row[0] for row in await statement.rows(session, given))


def _standings(_dialect: str) -> Any:
    columns: list[Any] = [
        *(col(Member.id), col(Member.workspace_id), col(Member.zone)),
        *(col(Member.is_active), col(Member.is_slack_admin)),
    ]
    is_either = col(Member.id).in_([bindparam("viewer"), bindparam("subject")])
    # SQLite would rather read the whole workspace, by an index that the + 0 keeps it from.
    return plain_select(*columns).where(is_either, col(Member.workspace_id) + 0 == bindparam("w"))


_STANDINGS = Prepared(_standings)


@cache
def _bonds(*, has_roles: bool, has_managers: bool, has_teams: bool) -> Prepared:
    def build(_dialect: str) -> Any:
        parts: list[Any] = []
        if has_roles:
            parts.append(_roles())
        if has_managers:
            parts += [_direct(), _above()]
        if has_teams:
            parts.append(_teammates())
        return union_all(*parts)

    return Prepared(build)


def _roles() -> Any:
    return plain_select(col(RoleGrant.role)).where(
        col(RoleGrant.workspace_id) == bindparam("w"),
        col(RoleGrant.member_id) == bindparam("viewer"),
        is_held(bindparam("viewer_day", type_=Date())),
    )


def _direct() -> Any:
    is_manager = exists().where(*_reports(bindparam("subject")), col(Reporting.manager_id) == bindparam("viewer"))
    return plain_select(literal(DIRECT)).where(is_manager)


def _above() -> Any:
    """UNION drops repeats, so a circle ends by itself."""
    first: Any = plain_select(col(Reporting.manager_id).label("id")).where(*_reports(bindparam("subject")))
    chain = first.cte("above", recursive=True)
    # A join makes SQLite read all managers first, once it has counted the table.
    next_up = plain_select(col(Reporting.manager_id)).where(*_reports(chain.c.id)).correlate(chain).scalar_subquery()
    everybody = chain.union(plain_select(next_up).select_from(chain).where(chain.c.id.is_not(None)))
    return plain_select(literal(ABOVE)).where(exists().where(everybody.c.id == bindparam("viewer")))


def _teammates() -> Any:
    theirs = _team("subject", "subject_day")
    return plain_select(literal(TEAMMATE)).where(_team("viewer", "viewer_day") == theirs)


def _team(member: str, day: str) -> Any:
    return (
        plain_select(col(Membership.team_id))
        .where(
            col(Membership.workspace_id) == bindparam("w"),
            col(Membership.member_id) == bindparam(member),
            holds_on(Membership, _day(day)),
        )
        .scalar_subquery()
    )


def _reports(member: Any) -> tuple[Any, ...]:
    return (
        col(Reporting.workspace_id) == bindparam("w"),
        col(Reporting.member_id) == member,
        holds_on(Reporting, _day("subject_day")),
    )


def _day(name: str) -> Any:
    return bindparam(name, type_=Date())
