"""A few interval ticks in memory; what is due lives in the database."""

from collections.abc import Awaitable, Callable, Mapping

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.db.engine import Database
from bot.db.present import present
from bot.errors import first_line
from bot.scheduling.service import Handler, fire_due

log = structlog.get_logger(__name__)


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
    ) -> None:
        self._database = database
        self._clock = clock
        self._handlers = handlers
        self._wake = wake
        self._workspace_id = workspace_id
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )
        self.every(seconds, self.tick)

    def every(self, seconds: float, job: Callable[[], Awaitable[object]]) -> None:
        self._scheduler.add_job(job, "interval", seconds=seconds)

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Plan everything due now. A database that is away is tried again at the next tick."""
        try:
            while await self._plan():
                self._wake()
        except (SQLAlchemyError, OSError) as error:
            log.error("schedules wait for the database", error=first_line(error))

    async def _plan(self) -> int:
        async with self._database.write() as session:
            now = await present(session, self._clock)
            return await fire_due(session, self._handlers, now=now, workspace_id=self._workspace_id)
