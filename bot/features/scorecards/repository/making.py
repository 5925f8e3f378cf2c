"""SQL of cards that are made before they come out, and of how far that is."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Subquery, and_, bindparam, case, delete, func, insert, literal, update
from sqlalchemy import select as select_columns
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.db.types import UtcDateTime
from bot.features.people.service import Sight
from bot.features.scorecards.models import FIRST_REVISION, Card, MonthMaking, StagedCard, StagedTeam, TeamCard
from bot.features.scorecards.repository.cards import CHUNK

OF_BOTH = ("workspace_id", "team_id", "period", "scheme_version_id", "score")
OF_CARD = (*OF_BOTH, "member_id", "band", "coverage", "is_complete", "receipt")
NOBODY = "{}"
"""`contributors` of a team that has nothing to tell."""
OF_TEAM = (*OF_BOTH, "n_members", "n_scored", "minimum", "figures", "contributors")


async def add_making(session: AsyncSession, workspace_id: int, month: str) -> bool:
    """Insert the month's row, for one that is to be made for the first time; False when there is one."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    row = MonthMaking(workspace_id=workspace_id, month=month).model_dump(exclude={"id"})
    statement = (insert_sqlite if is_sqlite else insert_postgresql)(MonthMaking).values(row).on_conflict_do_nothing()
    return (await session.exec(statement.returning(col(MonthMaking.id)))).first() is not None


async def making_of(
    session: AsyncSession, workspace_id: int, month: str, *, to_change: bool = False
) -> MonthMaking | None:
    """FOR UPDATE when it is to be changed: whoever holds, makes or releases the month waits for each other."""
    statement = select(MonthMaking).where(MonthMaking.workspace_id == workspace_id, MonthMaking.month == month)
    if to_change:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return (await session.exec(statement)).first()


async def held_months(session: AsyncSession, workspace_id: int) -> set[date]:
    """First days."""
    query = select(MonthMaking.month).where(
        MonthMaking.workspace_id == workspace_id, col(MonthMaking.held_at).is_not(None)
    )
    return {date.fromisoformat(f"{month}-01") for month in (await session.exec(query)).all()}


async def months_to_come(session: AsyncSession, workspace_id: int) -> set[str]:
    """Those that somebody holds, and those that come out once their cards are made; written 2026-10."""
    is_to_come = col(MonthMaking.held_at).is_not(None) | col(MonthMaking.release_at).is_not(None)
    query = select(MonthMaking.month).where(MonthMaking.workspace_id == workspace_id, is_to_come)
    return set((await session.exec(query)).all())


async def makings(session: AsyncSession, workspace_id: int) -> list[MonthMaking]:
    """The earliest month first."""
    statement = select(MonthMaking).where(MonthMaking.workspace_id == workspace_id).order_by(col(MonthMaking.month))
    return list((await session.exec(statement)).all())


async def forget_holder(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """What they wrote as the reason; the hold goes on."""
    theirs = (col(MonthMaking.workspace_id) == workspace_id, col(MonthMaking.held_by) == member_id)
    statement = update(MonthMaking).where(*theirs).values({"held_for": ""})
    await session.exec(statement.execution_options(synchronize_session=False))


async def plan_teams(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of teams that have none yet; of the others, how many they are."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    for start in range(0, len(rows), CHUNK):
        statement = (insert_sqlite if is_sqlite else insert_postgresql)(StagedTeam).values(rows[start : start + CHUNK])
        keys = ["workspace_id", "period", "team_id"]
        changed = {"n_members": statement.excluded.n_members}
        await session.exec(statement.on_conflict_do_update(index_elements=keys, set_=changed))


async def teams_to_look_at(
    session: AsyncSession, workspace_id: int, period: str, wish: int, *, most: int
) -> list[tuple[int, int]]:
    """Teams with the numbers of their members, at least one and up to `most` of these, that were not looked at for this
    wish."""
    statement = (
        select(StagedTeam.team_id, StagedTeam.n_members)
        .where(StagedTeam.workspace_id == workspace_id, StagedTeam.period == period, StagedTeam.looked_at < wish)
        .order_by(col(StagedTeam.scheme_version_id), col(StagedTeam.team_id))
        .limit(most)
    )
    found: list[tuple[int, int]] = []
    for team_id, members in (await session.exec(statement)).all():
        if found and sum(each for _, each in found) + members > most:
            break
        found.append((team_id, members))
    return found


async def staged_teams(session: AsyncSession, workspace_id: int, period: str) -> list[StagedTeam]:
    statement = select(StagedTeam).where(StagedTeam.workspace_id == workspace_id, StagedTeam.period == period)
    return list((await session.exec(statement.order_by(col(StagedTeam.team_id)))).all())


async def members_made(session: AsyncSession, workspace_id: int, period: str, wish: int) -> tuple[int, int]:
    """Of how many members the cards are made, as this wish wants them, and how many there are."""
    is_made = and_(col(StagedTeam.fingerprint) != "", col(StagedTeam.looked_at) >= wish)
    statement = select_columns(
        func.coalesce(func.sum(case((is_made, col(StagedTeam.n_members)), else_=0)), 0),
        func.coalesce(func.sum(col(StagedTeam.n_members)), 0),
    ).where(col(StagedTeam.workspace_id) == workspace_id, col(StagedTeam.period) == period)
    made, total = (await (await session.connection()).execute(statement)).one()
    return int(made), int(total)


async def staged_team(session: AsyncSession, workspace_id: int, team_id: int, period: str) -> StagedTeam | None:
    statement = select(StagedTeam).where(
        StagedTeam.workspace_id == workspace_id, StagedTeam.period == period, StagedTeam.team_id == team_id
    )
    return (await session.exec(statement)).first()


async def staged_team_ids(session: AsyncSession, workspace_id: int, period: str) -> set[int]:
    statement = select(StagedTeam.team_id).where(StagedTeam.workspace_id == workspace_id, StagedTeam.period == period)
    return set((await session.exec(statement)).all())


async def fingerprints(session: AsyncSession, workspace_id: int, period: str, teams: Collection[int]) -> dict[int, str]:
    """Of what these teams' cards were made from; those that were never made are left out."""
    statement = select(StagedTeam.team_id, StagedTeam.fingerprint).where(
        StagedTeam.workspace_id == workspace_id,
        StagedTeam.period == period,
        StagedTeam.fingerprint != "",
        is_listed(session.get_bind().dialect.name, col(StagedTeam.team_id)),
    )
    return dict((await session.exec(statement, params=as_ids(teams))).all())


async def mark_looked_at(
    session: AsyncSession, workspace_id: int, period: str, teams: Collection[int], wish: int
) -> None:
    statement = update(StagedTeam).where(
        col(StagedTeam.workspace_id) == workspace_id,
        col(StagedTeam.period) == period,
        is_listed(session.get_bind().dialect.name, col(StagedTeam.team_id)),
    )
    await session.exec(statement.values(looked_at=wish), params=as_ids(teams))


async def remove_staged(
    session: AsyncSession, workspace_id: int, period: str, teams: Collection[int] | None = None
) -> None:
    """Of these teams, of all for None."""
    dialect = session.get_bind().dialect.name
    for table in (StagedCard, StagedTeam):
        statement = delete(table).where(col(table.workspace_id) == workspace_id, col(table.period) == period)
        if teams is None:
            await session.exec(statement)
        else:
            await session.exec(statement.where(is_listed(dialect, col(table.team_id))), params=as_ids(teams))


async def stage(session: AsyncSession, teams: Sequence[Mapping[str, Any]], cards: Sequence[Mapping[str, Any]]) -> None:
    """What was staged of the teams and of these members before is gone already."""
    for table, rows in ((StagedTeam, teams), (StagedCard, cards)):
        for start in range(0, len(rows), CHUNK):
            await session.exec(insert(table), params=rows[start : start + CHUNK])


async def remove_staged_of(session: AsyncSession, workspace_id: int, period: str, members: Collection[int]) -> None:
    """Also of those who were made with another team."""
    statement = delete(StagedCard).where(
        col(StagedCard.workspace_id) == workspace_id,
        col(StagedCard.period) == period,
        is_listed(session.get_bind().dialect.name, col(StagedCard.member_id)),
    )
    await session.exec(statement, params=as_ids(members))


async def publish_staged(session: AsyncSession, workspace_id: int, period: str, *, now: datetime) -> None:
    """INSERT … SELECT: everything staged of the period becomes published as it is."""
    for source, target, names, more in (
        (StagedCard, Card, OF_CARD, {"revision": literal(FIRST_REVISION), "reason": literal("")}),
        (StagedTeam, TeamCard, OF_TEAM, {"revision": literal(FIRST_REVISION)}),
    ):
        published = {"published_at": literal(now, UtcDateTime()), **more}
        chosen = select_columns(*(getattr(source, name) for name in names), *published.values()).where(
            col(source.workspace_id) == workspace_id, col(source.period) == period
        )
        statement = insert(target).from_select([*names, *published], chosen.order_by(col(source.id)))
        await session.exec(statement)


async def staged_results(session: AsyncSession, workspace_id: int, period: str) -> list[dict[str, Any]]:
    """Of every team that has something to tell: `team_id`, the counts, `score`, `figures` and `contributors`."""
    names = ("team_id", "n_members", "n_scored", "minimum", "score", "figures", "contributors")
    statement = select_columns(*(getattr(StagedTeam, name) for name in names)).where(
        col(StagedTeam.workspace_id) == workspace_id,
        col(StagedTeam.period) == period,
        col(StagedTeam.contributors) != NOBODY,
    )
    rows = (await (await session.connection()).execute(statement)).all()
    return [dict(zip(names, row, strict=True)) for row in rows]


async def restage(session: AsyncSession, workspace_id: int, period: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Other results for these teams."""
    if not rows:
        return
    table = StagedTeam.metadata.tables["staged_team"]
    told = ("score", "figures", "contributors")
    statement = (
        update(table)
        .where(table.c.workspace_id == workspace_id, table.c.period == period, table.c.team_id == bindparam("team"))
        .values({name: bindparam(f"new_{name}", type_=table.c[name].type) for name in told})
    )
    given = [{"team": row["team_id"], **{f"new_{name}": row[name] for name in told}} for row in rows]
    await (await session.connection()).execute(statement, given)


async def staged_card(session: AsyncSession, sight: Sight, period: str) -> Card | None:
    """What is staged of a period, as the card that it will become; not to be added."""
    statement = select(StagedCard).where(
        StagedCard.workspace_id == sight.workspace_id,
        StagedCard.member_id == sight.member_id,
        StagedCard.period == period,
    )
    row = (await session.exec(statement)).first()
    return Card(**row.model_dump(include=set(OF_CARD))) if row else None


class Tally(NamedTuple):
    """How many cards are alike: `band` is None for those without one."""

    band: str | None
    is_complete: bool
    has_score: bool
    cards: int


async def tally_staged(session: AsyncSession, workspace_id: int, period: str) -> list[Tally]:
    return await _tally(session, _of_period(StagedCard, workspace_id, period).subquery())


async def tally_published(session: AsyncSession, workspace_id: int, period: str) -> list[Tally]:
    """Of the newest revisions. Numbered rather than joined with themselves: just after a release PostgreSQL knows
    nothing yet of the table's size and plans such a join row by row."""
    place = func.row_number().over(partition_by=col(Card.member_id), order_by=col(Card.revision).desc())
    numbered = _of_period(Card, workspace_id, period).add_columns(place.label("place")).subquery()
    return await _tally(session, numbered, numbered.c.place == 1)


def _of_period(table: type[StagedCard] | type[Card], workspace_id: int, period: str) -> Select[str | None, bool, bool]:
    shown = (col(table.band), col(table.is_complete), col(table.score).is_not(None).label("has_score"))
    return select_columns(*shown).where(col(table.workspace_id) == workspace_id, col(table.period) == period)


async def _tally(session: AsyncSession, cards: Subquery, *which: ColumnElement[bool]) -> list[Tally]:
    alike = (cards.c.band, cards.c.is_complete, cards.c.has_score)
    statement = select_columns(*alike, func.count()).where(*which).group_by(*alike)
    connection = await session.connection()
    rows = (await connection.execute(statement)).all()
    return [Tally(band, bool(complete), bool(scored), count) for band, complete, scored, count in rows]
