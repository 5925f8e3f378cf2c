"""Private messages get the names that another first key gives to their occasions, before the old key is left out."""

from collections.abc import Sequence

from sqlalchemy import and_, or_
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select, update

from bot.db.engine import Database
from bot.delivery.models import DROPPED, DUE, SENT, Delivery
from bot.delivery.private import INSIDE, OCCASION, PRIVATE, names_of

_IS_AT_REST = or_(
    col(Delivery.state).in_((SENT, DROPPED)),
    and_(col(Delivery.state) == DUE, col(Delivery.attempts) == 0, col(Delivery.is_ambiguous).is_(False)),
)
"""What nothing is looked for at Slack by its name: it has arrived, or nobody has begun to send it."""
BATCH = 1_000


async def rename_private(database: Database, workspace_id: int) -> int:
    """So that nobody is told the same again; returns how many had other names. What is being sent, or may have reached
    Slack, keeps its own: run it again once that is settled."""
    count, after = 0, 0
    while found := await _some(database, workspace_id, after):
        after = found[-1].key
        for row in found:
            count += await _renamed(database, row)
    return count


async def _some(database: Database, workspace_id: int, after: int) -> Sequence[Delivery]:
    query = select(Delivery).where(
        col(Delivery.workspace_id) == workspace_id,
        col(Delivery.kind) == PRIVATE,
        _IS_AT_REST,
        col(Delivery.id) > after,
    )
    async with database.read() as session:
        return (await session.exec(query.order_by(col(Delivery.id)).limit(BATCH))).all()


async def _renamed(database: Database, row: Delivery) -> bool:
    """Not while there is another one of that name."""
    occasion = row.payload.get(OCCASION)
    if occasion is None:
        return False
    name = names_of(row.workspace_id, row.payload[INSIDE], occasion, database.keyring)[0]
    if name == row.unique_key:
        return False
    of_it = update(Delivery).where(
        col(Delivery.workspace_id) == row.workspace_id,
        col(Delivery.id) == row.key,
        _IS_AT_REST,
        col(Delivery.unique_key) == row.unique_key,
    )
    try:
        async with database.write() as session:
            await session.exec(of_it.values(unique_key=name))
    except IntegrityError:
        return False
    return True
