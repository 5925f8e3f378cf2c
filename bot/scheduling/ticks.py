"""A few interval ticks in memory; what is due lives in the database."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock
from bot.db.due_clock import DueClock
from bot.db.engine import Database
from bot.errors import first_line
from bot.instruments import Instruments
from bot.scheduling.repository import is_any_due
from bot.scheduling.service import Fired, Handler, fire_due

log = structlog.get_logger(__name__)

PATIENCE_SECONDS = 30
"""For a tick that has much to plan, beyond the three intervals that may pass without one."""


class Ticks:
    """Asks every few seconds what is due and lets the handlers plan it. `wake` follows each plan."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        handlers: Mapping[str, Handler],
        wake: Callable[[], None],
        workspace_id: int,
        seconds: float,
        instruments: Instruments | None = None,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._clock = DueClock(clock)
        self._handlers = {kind: self._counting(kind, handler) for kind, handler in handlers.items()}
        self._planned: Counter[str] = Counter()
        self._wake = wake
        self._workspace_id = workspace_id
        self._seconds = seconds
        self._instruments = instruments or Instruments()
        self._elapsed = elapsed
        self._went_through_at = elapsed()
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )
        self.every(seconds, self.tick)

    def every(self, seconds: float, job: Callable[[], Awaitable[object]]) -> None:
        async def run() -> None:
            # Only `stop` cancels it, and being stopped is no error to be logged.
            with suppress(asyncio.CancelledError):
                await job()

        self._scheduler.add_job(run, "interval", seconds=seconds, name=getattr(job, "__qualname__", None))

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Plan everything due now. A database that is away is tried again at the next tick."""
        began = self._elapsed()
        try:
            while await self._plan():
                self._wake()
        except (SQLAlchemyError, OSError) as error:
            log.error("schedules wait for the database", error=first_line(error))
        else:
            self._went_through_at = self._elapsed()
            self._instruments.ticked(seconds=self._went_through_at - began)

    @property
    def is_on_time(self) -> bool:
        """Whether a tick has gone through lately, or there has been no time for one yet."""
        return self._elapsed() - self._went_through_at <= 3 * self._seconds + PATIENCE_SECONDS

    async def _plan(self) -> int:
        async with self._database.glance() as connection:
            if not await is_any_due(connection, workspace_id=self._workspace_id, clock=self._clock):
                return 0
        self._planned.clear()
        async with self._database.write() as session:
            now = await self._clock.now(session)
            count = await fire_due(session, self._handlers, now=now, workspace_id=self._workspace_id)
        for kind, planned in self._planned.items():
            self._instruments.planned(kind, planned)
        return count

    def _counting(self, kind: str, handler: Handler) -> Handler:
        """What has been planned is known once the handler is through, and true once it is committed."""

        async def plan(session: AsyncSession, fired: list[Fired], now: datetime) -> datetime | None:
            again_at = await handler(session, fired, now)
            self._planned[kind] += len(fired)
            return again_at

        return plan
