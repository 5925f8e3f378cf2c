"""What was sent or dropped long ago is forgotten; what needs a person stays until a person has seen to it."""

import asyncio
from datetime import timedelta

import structlog
from sqlalchemy import delete
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, select

from bot.clock import Clock
from bot.db.engine import Database
from bot.delivery import slots
from bot.delivery.models import DROPPED, SENT, Delivery
from bot.delivery.times import DueClock
from bot.errors import first_line

log = structlog.get_logger(__name__)

BATCH = 1_000
BETWEEN_SECONDS = 0.05
"""After each batch, so that requests need not queue behind all of them."""


class Pruning:
    """Deletes finished rows that fell due more than `days` ago, a batch in each transaction."""

    def __init__(self, *, database: Database, clock: Clock, workspace_id: int, days: int) -> None:
        self._database = database
        self._clock = DueClock(clock)
        self._workspace_id = workspace_id
        self._age = timedelta(days=days)

    async def prune(self) -> int:
        """Returns how many rows went. A database that is away is tried again next time."""
        count = 0
        try:
            while gone := await self._batch():
                count += gone
                await asyncio.sleep(BETWEEN_SECONDS)
            async with self._database.write() as session:
                await slots.forget_idle(session, self._workspace_id)
        except (SQLAlchemyError, OSError) as error:
            log.warning("old deliveries not pruned, trying again later", error=first_line(error))
        if count:
            log.info("old deliveries pruned", count=count)
        return count

    async def _batch(self) -> int:
        old = (
            select(Delivery.id)
            .where(
                Delivery.workspace_id == self._workspace_id,
                col(Delivery.state).in_((SENT, DROPPED)),
                col(Delivery.due_at) < self._clock.at(-self._age),
            )
            .limit(BATCH)
        )
        async with self._database.write() as session:
            return int((await session.exec(delete(Delivery).where(col(Delivery.id).in_(old)))).rowcount)
