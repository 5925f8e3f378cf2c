"""SQL of who may be named, wins and stars."""

import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.features.people.rules.visibility import Sight
from bot.features.scorecards.models import SHARED, Card, NamingChoice, Star, Win
from bot.features.scorecards.repository.cards import CHUNK


class CardLines(NamedTuple):
    """A card with its receipt's metrics as plain data."""

    member_id: int
    team_id: int
    period: str
    scheme_version_id: int
    receipt: Mapping[str, Any]
    published_at: datetime


class Standing(NamedTuple):
    """A card of somebody who may be star."""

    member_id: int
    team_id: int
    scheme_version_id: int
    is_complete: bool
    score: float | None


async def naming_choice(session: AsyncSession, sight: Sight) -> NamingChoice | None:
    query = select(NamingChoice).where(
        NamingChoice.workspace_id == sight.workspace_id, NamingChoice.member_id == sight.member_id
    )
    return (await session.exec(query)).first()


async def put_naming_choice(session: AsyncSession, row: NamingChoice) -> None:
    """In place of the one there is."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    values = row.model_dump(exclude={"id"})
    changes = {name: values[name] for name in ("is_asked", "may_be_star", "changed_at")}
    statement = (insert_sqlite if is_sqlite else insert_postgresql)(NamingChoice).values(values)
    await session.exec(statement.on_conflict_do_update(index_elements=["workspace_id", "member_id"], set_=changes))


async def unasked(session: AsyncSession, workspace_id: int) -> set[int]:
    """Who never wants to be asked."""
    query = select(NamingChoice.member_id).where(
        NamingChoice.workspace_id == workspace_id, col(NamingChoice.is_asked).is_(False)
    )
    return set((await session.exec(query)).all())


async def star_takers(session: AsyncSession, workspace_id: int) -> set[int]:
    """Who takes part in the star of the month."""
    query = select(NamingChoice.member_id).where(NamingChoice.workspace_id == workspace_id, NamingChoice.may_be_star)
    return set((await session.exec(query)).all())


async def card_lines(
    session: AsyncSession, workspace_id: int, periods: Collection[str], members: Collection[int] | None = None
) -> AsyncIterator[CardLines]:
    """Cards of these periods, older revisions of one before newer ones; of everybody for None. A few hundred in memory
    at a time."""
    dialect, last = session.get_bind().dialect.name, 0
    columns = (Card.id, Card.member_id, Card.team_id, Card.period)
    while True:
        query = select(*columns, Card.scheme_version_id, Card.receipt, Card.published_at).where(  # type: ignore[call-overload]  # more columns than it has overloads for
            Card.workspace_id == workspace_id, col(Card.period).in_(periods), col(Card.id) > last
        )
        if members is not None:
            query = query.where(is_listed(dialect, col(Card.member_id)))
        given = {} if members is None else as_ids(members)
        rows = (await session.exec(query.order_by(col(Card.id)).limit(CHUNK), params=given)).all()
        for row in rows:
            yield CardLines(row[1], row[2], row[3], row[4], json.loads(row[5]), row[6])
        if len(rows) < CHUNK:
            return
        last = rows[-1][0]


async def standings_of(
    session: AsyncSession, workspace_id: int, period: str, members: Collection[int]
) -> list[Standing]:
    """The newest revision of each of these members' cards."""
    query = select(  # type: ignore[call-overload]  # more columns than it has overloads for
        Card.member_id, Card.team_id, Card.scheme_version_id, Card.is_complete, Card.score
    ).where(
        Card.workspace_id == workspace_id,
        Card.period == period,
        is_listed(session.get_bind().dialect.name, col(Card.member_id)),
    )
    rising = query.order_by(col(Card.member_id), col(Card.revision))
    found = (await session.exec(rising, params=as_ids(members))).all()
    return list({row[0]: Standing(*row) for row in found}.values())


async def has_wins(session: AsyncSession, workspace_id: int, period: str) -> bool:
    query = select(Win.id).where(Win.workspace_id == workspace_id, Win.period == period).limit(1)
    return (await session.exec(query)).first() is not None


async def add_wins(session: AsyncSession, rows: Sequence[Win]) -> list[Win]:
    """Those whose members had none of that month; with their keys."""
    insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    keys: dict[int, int] = {}
    for start in range(0, len(rows), CHUNK):
        some = [row.model_dump(exclude={"id"}) for row in rows[start : start + CHUNK]]
        statement = insert(Win).values(some).on_conflict_do_nothing().returning(col(Win.member_id), col(Win.id))
        keys |= dict((await session.exec(statement)).all())
    for row in rows:
        row.id = keys.get(row.member_id)
    return [row for row in rows if row.id is not None]


async def win(session: AsyncSession, workspace_id: int, key: int) -> Win | None:
    return (await session.exec(select(Win).where(Win.workspace_id == workspace_id, Win.id == key))).first()


async def win_to_answer(session: AsyncSession, workspace_id: int, key: int) -> Win | None:
    """FOR UPDATE."""
    query = select(Win).where(Win.workspace_id == workspace_id, Win.id == key)
    return (await session.exec(query.with_for_update().execution_options(populate_existing=True))).first()


async def own_wins(session: AsyncSession, sight: Sight, *, most: int) -> list[Win]:
    """The newest first."""
    query = select(Win).where(Win.workspace_id == sight.workspace_id, Win.member_id == sight.member_id)
    return list((await session.exec(query.order_by(col(Win.period).desc()).limit(most))).all())


async def shared_wins(session: AsyncSession, workspace_id: int, team_id: int, periods: Collection[str]) -> list[Win]:
    """In the order in which people agreed."""
    query = select(Win).where(
        Win.workspace_id == workspace_id, Win.team_id == team_id, col(Win.period).in_(periods), Win.state == SHARED
    )
    return list((await session.exec(query.order_by(col(Win.answered_at), col(Win.id)))).all())


async def named_wins(
    session: AsyncSession, workspace_id: int, teams: Collection[int], periods: Collection[str]
) -> list[Win]:
    """Of these teams, whose numbers have been in a post, also of those taken back since: they have been read."""
    query = select(Win).where(
        Win.workspace_id == workspace_id,
        col(Win.period).in_(periods),
        Win.shows_figure,
        is_listed(session.get_bind().dialect.name, col(Win.team_id)),
    )
    return list((await session.exec(query, params=as_ids(teams))).all())


async def add_stars(session: AsyncSession, rows: Collection[Star]) -> None:
    for row in rows:
        session.add(row)
    await session.flush()


async def stars_of(session: AsyncSession, workspace_id: int, team_id: int, period: str) -> list[Star]:
    """Of the team in that month, without those that were taken back."""
    query = select(Star).where(
        Star.workspace_id == workspace_id,
        Star.team_id == team_id,
        Star.period == period,
        col(Star.taken_back_at).is_(None),
    )
    return list((await session.exec(query.order_by(col(Star.id)))).all())


async def all_stars(session: AsyncSession, workspace_id: int, *, scheme: str | None = None) -> list[Star]:
    """Of a scheme, or all there are; the newest first."""
    query = select(Star).where(Star.workspace_id == workspace_id)
    if scheme is not None:
        query = query.where(Star.scheme == scheme)
    return list((await session.exec(query.order_by(col(Star.period).desc(), col(Star.id)))).all())


async def take_back(session: AsyncSession, workspace_id: int, key: int, *, by: int, now: datetime) -> Star | None:
    """The star it was, once."""
    statement = (
        update(Star)
        .where(col(Star.workspace_id) == workspace_id, col(Star.id) == key, col(Star.taken_back_at).is_(None))
        .values(taken_back_by=by, taken_back_at=now)
        .returning(Star)
    )
    return (await session.exec(statement)).scalars().first()


async def every_choice(session: AsyncSession, workspace_id: int, member_id: int) -> list[NamingChoice]:
    query = select(NamingChoice).where(NamingChoice.workspace_id == workspace_id, NamingChoice.member_id == member_id)
    return list((await session.exec(query)).all())


async def every_win(session: AsyncSession, workspace_id: int, member_id: int) -> list[Win]:
    """Of the member, the oldest first."""
    query = select(Win).where(Win.workspace_id == workspace_id, Win.member_id == member_id)
    return list((await session.exec(query.order_by(col(Win.id)))).all())


async def every_star(session: AsyncSession, workspace_id: int, member_id: int) -> list[Star]:
    """Likewise."""
    query = select(Star).where(Star.workspace_id == workspace_id, Star.member_id == member_id)
    return list((await session.exec(query.order_by(col(Star.id)))).all())


async def remove_named(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    for table in (NamingChoice, Win, Star):
        whose = (col(table.workspace_id) == workspace_id, col(table.member_id) == member_id)
        await session.exec(delete(table).where(*whose))
