"""SQL of schemes, assignments and targets."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import and_, delete, func, update
from sqlalchemy import select as select_columns
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.features.schemes.models import Assignment, RulesSettled, SchemeVersion, Target
from scoring.periods import Period
from scoring.scheme import Scheme


class AssignmentRow(NamedTuple):
    """An assignment with what names its version, but not the version's content, which is large."""

    row: Assignment
    scheme_id: str
    version: int
    hash: str


async def version_with_hash(session: AsyncSession, workspace_id: int, scheme_id: str, hash_: str) -> int | None:
    """The row's id."""
    statement = select(col(SchemeVersion.id)).where(
        col(SchemeVersion.workspace_id) == workspace_id,
        col(SchemeVersion.scheme_id) == scheme_id,
        col(SchemeVersion.hash) == hash_,
    )
    return (await session.exec(statement)).one_or_none()


async def add_version(session: AsyncSession, workspace_id: int, scheme: Scheme, *, content: str, now: datetime) -> None:
    """Nothing when it is there."""
    values = {
        "workspace_id": workspace_id,
        "scheme_id": scheme.id,
        "version": scheme.version,
        "hash": scheme.version_hash,
        "content": content,
        "created_at": now,
    }
    await session.exec(_insert(session, SchemeVersion).values(values).on_conflict_do_nothing())


async def hash_of(session: AsyncSession, workspace_id: int, version_id: int) -> str:
    return await _of_version(session, workspace_id, version_id, col(SchemeVersion.hash))


async def content_of(session: AsyncSession, workspace_id: int, version_id: int) -> str:
    return await _of_version(session, workspace_id, version_id, col(SchemeVersion.content))


async def _of_version(session: AsyncSession, workspace_id: int, version_id: int, column: Mapped[str]) -> str:
    statement = select(column).where(
        col(SchemeVersion.workspace_id) == workspace_id, col(SchemeVersion.id) == version_id
    )
    found: str = (await session.exec(statement)).one()
    return found


async def assignments(
    session: AsyncSession, workspace_id: int, team_id: int | None = None, *, on: date
) -> list[AssignmentRow]:
    """What holds on a day, for one team or for all that have something then."""
    newest = (
        select(col(Assignment.team_id), func.max(col(Assignment.since)).label("since"))
        .where(col(Assignment.workspace_id) == workspace_id, col(Assignment.since) <= on)
        .group_by(col(Assignment.team_id))
        .subquery()
    )
    statement = _with_version(workspace_id, team_id).join(
        newest, (newest.c.team_id == col(Assignment.team_id)) & (newest.c.since == col(Assignment.since))
    )
    return [AssignmentRow(*row) for row in (await session.exec(statement)).all()]


async def assignments_after(
    session: AsyncSession, workspace_id: int, team_id: int | None = None, *, on: date
) -> list[AssignmentRow]:
    """What will hold later, the earliest first."""
    statement = _with_version(workspace_id, team_id).where(col(Assignment.since) > on)
    return [AssignmentRow(*row) for row in (await session.exec(statement.order_by(col(Assignment.since)))).all()]


def _with_version(workspace_id: int, team_id: int | None) -> Any:
    statement = (
        select(Assignment, col(SchemeVersion.scheme_id), col(SchemeVersion.version), col(SchemeVersion.hash))
        .join(SchemeVersion, col(SchemeVersion.id) == col(Assignment.scheme_version_id))
        .where(col(Assignment.workspace_id) == workspace_id)
    )
    return statement if team_id is None else statement.where(col(Assignment.team_id) == team_id)


async def put_assignment(
    session: AsyncSession,
    workspace_id: int,
    team_id: int,
    *,
    since: date,
    version_id: int,
    groups: list[str],
    now: datetime,
) -> None:
    """Insert, or replace what begins with the same month."""
    changes = {"scheme_version_id": version_id, "groups": groups, "assigned_at": now}
    statement = _insert(session, Assignment).values(workspace_id=workspace_id, team_id=team_id, since=since, **changes)
    elements = ["workspace_id", "team_id", "since"]
    await session.exec(statement.on_conflict_do_update(index_elements=elements, set_=changes))


async def last_out(session: AsyncSession, workspace_id: int) -> date | None:
    """First day of the last month whose cards are out."""
    statement = select(col(RulesSettled.month)).where(col(RulesSettled.workspace_id) == workspace_id)
    return (await session.exec(statement)).one_or_none()


async def lock_last_out(session: AsyncSession, workspace_id: int) -> date | None:
    """The same; until the end of the transaction others wait who change rules or let cards out."""
    statement = _insert(session, RulesSettled).values(workspace_id=workspace_id, month=None)
    same = {"workspace_id": workspace_id}
    held = statement.on_conflict_do_update(index_elements=["workspace_id"], set_=same).returning(
        col(RulesSettled.month)
    )
    found: date | None = (await session.exec(held)).one()[0]
    return found


async def settle(session: AsyncSession, workspace_id: int, month: date) -> None:
    statement = update(RulesSettled).where(col(RulesSettled.workspace_id) == workspace_id).values(month=month)
    await session.exec(statement)


async def targets_of_team(session: AsyncSession, workspace_id: int, team_id: int, *, on: date) -> dict[str, Decimal]:
    return (await _targets(session, workspace_id, col(Target.team_id), [team_id], on=on)).get(team_id, {})


async def targets_of_member(
    session: AsyncSession, workspace_id: int, member_id: int, *, on: date
) -> dict[str, Decimal]:
    return (await _targets(session, workspace_id, col(Target.member_id), [member_id], on=on)).get(member_id, {})


async def targets_of_teams(
    session: AsyncSession, workspace_id: int, teams: Collection[int], *, on: date
) -> dict[int, dict[str, Decimal]]:
    """Of those of these teams that have their own on a day: team → metric → target."""
    return await _targets(session, workspace_id, col(Target.team_id), teams, on=on)


async def targets_of_all_members(
    session: AsyncSession, workspace_id: int, members: Collection[int], *, on: date
) -> dict[int, dict[str, Decimal]]:
    """Of those of these members who have a personal one on a day: member → metric → target."""
    return await _targets(session, workspace_id, col(Target.member_id), members, on=on)


async def own_targets_since(
    session: AsyncSession, workspace_id: int, month: Period, period: Period, since: datetime
) -> list[tuple[int, datetime | None]]:
    """Members who have had another target of their own since, in the eyes of a card of the `period`, than their card of
    one of its months had: it was set after a moment, and when, or, with None, begins after the month and is not what
    held then."""
    begins_later = (col(Target.since) > month.end) & col(Target.value).is_distinct_from(_held(month.end))
    statement = select(col(Target.member_id), col(Target.set_at), begins_later).where(
        col(Target.workspace_id) == workspace_id,
        col(Target.member_id).is_not(None),
        col(Target.since) <= period.end,
        begins_later | (col(Target.set_at) > since),
    )
    return [
        (each, None if later else at) for each, at, later in (await session.exec(statement)).all() if each is not None
    ]


def _held(on: date) -> Any:
    """The value of the member and metric of the query around it on a day; None without one."""
    earlier = aliased(Target)
    statement = select_columns(col(earlier.value)).where(
        col(earlier.workspace_id) == col(Target.workspace_id),
        col(earlier.metric) == col(Target.metric),
        col(earlier.member_id) == col(Target.member_id),
        col(earlier.since) <= on,
    )
    return statement.order_by(col(earlier.since).desc()).limit(1).scalar_subquery()


async def every_target(session: AsyncSession, workspace_id: int, member_id: int) -> list[Target]:
    """A member's own, the earliest first."""
    statement = select(Target).where(Target.workspace_id == workspace_id, Target.member_id == member_id)
    return list((await session.exec(statement.order_by(col(Target.metric), col(Target.since)))).all())


async def _targets(
    session: AsyncSession, workspace_id: int, owner: Mapped[int | None], owners: Collection[int], *, on: date
) -> dict[int, dict[str, Decimal]]:
    whose = is_listed(session.get_bind().dialect.name, owner)
    newest = (
        select_columns(owner.label("owner"), col(Target.metric), func.max(col(Target.since)).label("since"))
        .where(col(Target.workspace_id) == workspace_id, whose, col(Target.since) <= on)
        .group_by(owner, col(Target.metric))
        .subquery()
    )
    is_newest = (newest.c.owner == owner, newest.c.metric == col(Target.metric), newest.c.since == col(Target.since))
    statement = (
        select(owner, col(Target.metric), col(Target.value))
        .join(newest, and_(*is_newest))
        .where(col(Target.workspace_id) == workspace_id)
    )
    found: dict[int, dict[str, Decimal]] = {}
    for owned_by, metric, value in (await session.exec(statement, params=as_ids(owners))).all():
        if owned_by is not None and value is not None:
            found.setdefault(owned_by, {})[metric] = value
    return found


async def put_target(
    session: AsyncSession,
    workspace_id: int,
    owner: dict[str, int],
    metric: str,
    value: Decimal | None,
    *,
    since: date,
    now: datetime,
) -> None:
    """Insert, or replace what begins with the same month; `owner` is `{"team_id": …}` or `{"member_id": …}`."""
    changes = {"value": value, "set_at": now}
    values = {"workspace_id": workspace_id, "metric": metric, "since": since, **owner, **changes}
    statement = _insert(session, Target).values(**values)
    elements = ["workspace_id", "metric", *owner, "since"]
    await session.exec(statement.on_conflict_do_update(index_elements=elements, set_=changes))


async def remove_targets_of_member(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    whose = (col(Target.workspace_id) == workspace_id, col(Target.member_id) == member_id)
    await session.exec(delete(Target).where(*whose))


def _insert(session: AsyncSession, table: type) -> Any:
    """The dialect's own insert, which alone knows ON CONFLICT."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return (insert_sqlite if is_sqlite else insert_postgresql)(table)
