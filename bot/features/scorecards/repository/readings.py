"""SQL of who has read which card."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.features.people.rules.visibility import Sight
from bot.features.scorecards.models import Card, CardReading


class Out(NamedTuple):
    """A member's newest revision of a period, since when it is out, and when they read it, if they have."""

    member_id: int
    revision: int
    published_at: datetime
    read_at: datetime | None


async def add_reading(session: AsyncSession, row: CardReading) -> bool:
    """False when it is there."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    statement = (insert_sqlite if is_sqlite else insert_postgresql)(CardReading)
    values = row.model_dump(exclude={"id"})
    added = await session.exec(statement.values(values).on_conflict_do_nothing().returning(col(CardReading.id)))
    return added.first() is not None


async def read_at(session: AsyncSession, sight: Sight, card_id: int) -> datetime | None:
    statement = select(CardReading.read_at).where(
        CardReading.workspace_id == sight.workspace_id,
        CardReading.member_id == sight.member_id,
        CardReading.card_id == card_id,
    )
    return (await session.exec(statement)).first()


async def out_of(
    session: AsyncSession, workspace_id: int, period: str, members: Collection[int] | None = None
) -> list[Out]:
    """Newest revisions by member; of everybody for None."""
    is_read = (col(CardReading.workspace_id) == workspace_id) & (col(CardReading.card_id) == col(Card.id))
    columns = select(Card.member_id, Card.revision, Card.published_at, CardReading.read_at)
    statement = columns.join(CardReading, is_read, isouter=True).where(
        Card.workspace_id == workspace_id, Card.period == period
    )
    if members is not None:
        statement = statement.where(is_listed(session.get_bind().dialect.name, col(Card.member_id)))
    rising = statement.order_by(col(Card.member_id), col(Card.revision))
    found = (await session.exec(rising, params={} if members is None else as_ids(members))).all()
    return list({row[0]: Out(*row) for row in found}.values())


async def every_reading(session: AsyncSession, workspace_id: int, member_id: int) -> list[tuple[str, int, datetime]]:
    """Period, revision and when, the earliest period first."""
    columns = select(Card.period, Card.revision, CardReading.read_at)
    statement = columns.join(Card, col(CardReading.card_id) == col(Card.id)).where(
        CardReading.workspace_id == workspace_id, CardReading.member_id == member_id
    )
    return list((await session.exec(statement.order_by(col(Card.period), col(Card.revision)))).all())
