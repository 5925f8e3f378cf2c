"""SQL about what held when: teams, leads and managers, each in rows that follow each other."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Date, bindparam
from sqlalchemy import select as plain_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import and_, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import ID, as_ids, rows_listed
from bot.db.prepared import Prepared
from bot.features.people.models import Leadership, Member, Membership, Reporting
from bot.features.people.rules.timeline import Span
from bot.features.people.rules.visibility import Sight

Dated = Membership | Leadership | Reporting
Wanted = Mapping[int, Sequence[Span]]
"""Subject → what is to hold, the earliest first."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A table of dated rows: whose they are, and what they say, by the names of columns."""

    table: type[Dated]
    subject: str
    value: str

    def span(self, row: Dated) -> Span:
        return Span(getattr(row, self.value), row.first_on, row.last_on)

    def row(self, workspace_id: int, subject: int, span: Span) -> Dated:
        keys = {"workspace_id": workspace_id, self.subject: subject, self.value: span.value}
        return self.table(**keys, first_on=span.first_on, last_on=span.last_on)


TEAMS = Ledger(Membership, "member_id", "team_id")
LEADS = Ledger(Leadership, "team_id", "member_id")
MANAGERS = Ledger(Reporting, "member_id", "manager_id")


def holds_on(table: type[Dated], day: Any) -> ColumnElement[bool]:
    """`day` is a date, or a parameter of one."""
    return and_(col(table.first_on) <= day, or_(col(table.last_on).is_(None), col(table.last_on) >= day))


async def dated_rows(
    session: AsyncSession, workspace_id: int, ledger: Ledger, subject_id: int | None = None
) -> dict[int, list[Dated]]:
    """By subject, the earliest first; of everybody without `subject_id`."""
    query: Any = select(ledger.table).where(col(ledger.table.workspace_id) == workspace_id)
    if subject_id is not None:
        query = query.where(getattr(ledger.table, ledger.subject) == subject_id)
    found: dict[int, list[Dated]] = {}
    for row in (await session.exec(query.order_by(col(ledger.table.first_on)))).all():
        found.setdefault(getattr(row, ledger.subject), []).append(row)
    return found


async def replace_rows(
    session: AsyncSession, workspace_id: int, ledger: Ledger, rows: Mapping[int, list[Dated]], wanted: Wanted
) -> None:
    """Make what is known of each subject in `rows` say what is `wanted`; rows that stay keep their keys.

    First deleted, then changed, then added, so that never two rows of a subject are open.
    """
    days = {subject: {span.first_on for span in spans} for subject, spans in wanted.items()}
    of_day = {(subject, row.first_on): row for subject in wanted for row in rows.get(subject, [])}
    for (subject, day), row in of_day.items():
        if day not in days[subject]:
            await session.delete(row)
    await session.flush()
    new: list[Dated] = []
    for subject, spans in wanted.items():
        for span in spans:
            kept = of_day.get((subject, span.first_on))
            if kept is None:
                new.append(ledger.row(workspace_id, subject, span))
            else:
                setattr(kept, ledger.value, span.value)
                kept.last_on = span.last_on
                session.add(kept)
    await session.flush()
    session.add_all(new)
    await session.flush()


async def manager_of(session: AsyncSession, workspace_id: int, member_id: int, *, on: date) -> int | None:
    found = await _MANAGER.rows(session, {"w": workspace_id, "m": member_id, "on": on})
    return found[0][0] if found else None


async def managers(session: AsyncSession, workspace_id: int, *, on: date) -> dict[int, int]:
    """Member → direct manager, of everybody who has one."""
    query = select(Reporting.member_id, Reporting.manager_id)
    found = await session.exec(query.where(Reporting.workspace_id == workspace_id, holds_on(Reporting, on)))
    return dict(found.all())


async def managers_upwards(
    session: AsyncSession, workspace_id: int, members: Collection[int], *, on: date
) -> dict[int, int]:
    """Likewise, of these members and whoever is above them. UNION drops repeats, so a circle ends by itself."""
    listed = rows_listed(session.get_bind().dialect.name, {ID: BigInteger()})
    first: Any = plain_select(listed.c[ID].label("id"))
    chain = first.cte("upwards", recursive=True)
    # A join makes SQLite read all managers first, once it has counted the table.
    everybody = chain.union(plain_select(_above(chain, workspace_id, on)).where(chain.c.id.is_not(None)))
    query = plain_select(everybody.c.id, _above(everybody, workspace_id, on)).where(everybody.c.id.is_not(None))
    found = (await (await session.connection()).execute(query, as_ids(members))).all()
    return {member: manager for member, manager in found if manager is not None}


def _above(some: Any, workspace_id: int, on: date) -> Any:
    """The direct manager of each of these."""
    is_theirs = (col(Reporting.workspace_id) == workspace_id, col(Reporting.member_id) == some.c.id)
    query = plain_select(col(Reporting.manager_id)).where(*is_theirs, holds_on(Reporting, on))
    return query.correlate(some).scalar_subquery()


async def reports_of(session: AsyncSession, workspace_id: int, manager_id: int, *, on: date) -> list[Member]:
    query = (
        select(Member)
        .join(Reporting, col(Reporting.member_id) == col(Member.id))
        .where(
            Member.workspace_id == workspace_id,
            col(Member.is_active),
            Reporting.workspace_id == workspace_id,
            Reporting.manager_id == manager_id,
            holds_on(Reporting, on),
        )
    )
    return list((await session.exec(query.order_by(Member.name, col(Member.id)))).all())


def _manager(_dialect: str) -> Any:
    return plain_select(col(Reporting.manager_id).label("id")).where(
        col(Reporting.workspace_id) == bindparam("w"),
        col(Reporting.member_id) == bindparam("m"),
        holds_on(Reporting, bindparam("on", type_=Date())),
    )


_MANAGER = Prepared(_manager)


async def manages_anybody(session: AsyncSession, sight: Sight, *, on: date) -> bool:
    """Whether somebody reports to the member, or a team is theirs to lead."""
    reports = select(Reporting.id).where(
        Reporting.workspace_id == sight.workspace_id,
        Reporting.manager_id == sight.member_id,
        holds_on(Reporting, on),
    )
    led = select(Leadership.id).where(
        Leadership.workspace_id == sight.workspace_id,
        Leadership.member_id == sight.member_id,
        holds_on(Leadership, on),
    )
    return bool((await session.exec(select(or_(reports.exists(), led.exists())))).one())


async def manages_somebody_in(
    session: AsyncSession, workspace_id: int, member_id: int, team_id: int, *, on: date
) -> bool:
    """Whether anybody who is in the team on that day has the member above them."""
    first = (
        select(col(Reporting.member_id).label("id"))
        .where(Reporting.workspace_id == workspace_id, Reporting.manager_id == member_id, holds_on(Reporting, on))
        .cte("below", recursive=True)
    )
    next_down = (
        select(col(Reporting.member_id))
        .join(first, col(Reporting.manager_id) == first.c.id)
        .where(Reporting.workspace_id == workspace_id, holds_on(Reporting, on))
    )
    below = first.union(next_down)
    found = select(Membership.id).join(below, col(Membership.member_id) == below.c.id)
    in_team = found.where(
        Membership.workspace_id == workspace_id, Membership.team_id == team_id, holds_on(Membership, on)
    )
    return (await session.exec(in_team.limit(1))).first() is not None
