"""What was sent or dropped long ago is forgotten; what needs a person stays until a person has seen to it."""

from datetime import timedelta

from sqlalchemy import and_
from sqlmodel import col

from bot.clock import Clock
from bot.db import pruning
from bot.db.due_clock import DueClock
from bot.db.engine import Database
from bot.delivery import slots
from bot.delivery.models import DROPPED, SENT, Delivery, RateBucket


class Pruning:
    """Deletes finished rows that fell due more than `days` ago, and rate buckets at rest."""

    def __init__(self, *, database: Database, clock: Clock, workspace_id: int, days: int) -> None:
        self._database = database
        self._clock = DueClock(clock)
        self._workspace_id = workspace_id
        self._age = timedelta(days=days)

    async def prune(self) -> int:
        """Returns how many deliveries went. A database that is away is tried again next time."""
        is_old = and_(
            col(Delivery.workspace_id) == self._workspace_id,
            col(Delivery.state).in_((SENT, DROPPED)),
            col(Delivery.due_at) < self._clock.at(-self._age),
        )
        count = await pruning.prune(self._database, Delivery, is_old)
        await pruning.prune(self._database, RateBucket, slots.idle(self._workspace_id))
        return count
