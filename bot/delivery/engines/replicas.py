"""Sends what any process on the same PostgreSQL has promised, by a worker of procrastinate's, supervised."""

import asyncio
import contextlib
from typing import Any

import structlog
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.exceptions import ProcrastinateException
from psycopg import Error as PsycopgError
from psycopg_pool import PoolTimeout
from sqlalchemy import make_url

from bot.delivery.engines.calls import SEND_DUE, queue_of
from bot.delivery.engines.rounds import Rounds
from bot.errors import first_line

log = structlog.get_logger(__name__)

CONCURRENCY = 4
"""Jobs that come while a round goes on share the next one."""
HEARTBEAT_SECONDS = 5.0
STALLED_SECONDS = 20.0
EVERY_MINUTE, EVERY_DAY = "* * * * *", "17 3 * * *"
KEPT_HOURS = 24 * 7
"""Of jobs that did not end well; the others go at once."""
AWAY_SECONDS = 5.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0


class Replicas:
    """Rounds that every other process can ask for. Its worker ends, with no error, when PostgreSQL goes away: it is
    started again for as long as this runs, and the rounds' own sweep goes on meanwhile."""

    def __init__(self, rounds: Rounds, *, url: str, workspace_id: int) -> None:
        self._rounds = rounds
        self._url = url
        self._queue = queue_of(workspace_id)
        self._stopped = asyncio.Event()

    def wake(self) -> None:
        """Nothing: the job that was promised along wakes whoever is free, perhaps us."""

    def stop(self) -> None:
        self._stopped.set()
        self._rounds.stop()

    async def run(self) -> None:
        """Until `stop()`."""
        await asyncio.gather(self._rounds.run(), self._supervise())

    async def _supervise(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopped.is_set():
            began = asyncio.get_running_loop().time()
            error = await self._work()
            if self._stopped.is_set():
                return
            has_worked = asyncio.get_running_loop().time() - began > LONGEST_PAUSE
            pause = FIRST_PAUSE if has_worked else min(pause * 2, LONGEST_PAUSE)
            log.warning("the queue's worker has ended, starting it again", error=error, seconds=pause)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), pause)

    async def _work(self) -> str | None:
        """One life of the worker; why it ended, if it says so."""
        app = self._app()
        try:
            async with app.open_async():
                working = asyncio.create_task(app.run_worker_async())
                stopped = asyncio.create_task(self._stopped.wait())
                await asyncio.wait((working, stopped), return_when=asyncio.FIRST_COMPLETED)
                stopped.cancel()
                working.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await working
        except (ProcrastinateException, PsycopgError, PoolTimeout, OSError) as error:
            return first_line(error.__cause__ or error)
        except Exception as error:
            log.exception("the queue's worker has broken down")
            return type(error).__name__
        return None

    def _app(self) -> App:
        app = App(connector=PsycopgConnector(**_pool(self._url)), worker_defaults=self._habits())
        app.task(name=SEND_DUE, queue=self._queue)(self._rounds.go_round)
        retry = app.task(
            name="retry-stalled", queue=self._queue, queueing_lock=f"{self._queue}-retry", pass_context=True
        )
        # Without names of their own only one workspace of a database would have these done.
        app.periodic(cron=EVERY_MINUTE, periodic_id=self._queue)(retry(self._retry_stalled))
        forget = app.task(
            name="forget-old", queue=self._queue, queueing_lock=f"{self._queue}-forget", pass_context=True
        )
        app.periodic(cron=EVERY_DAY, periodic_id=self._queue)(forget(self._forget_old))
        return app

    def _habits(self) -> Any:
        return {
            "queues": [self._queue],
            "concurrency": CONCURRENCY,
            "install_signal_handlers": False,
            "delete_jobs": "successful",
            "update_heartbeat_interval": HEARTBEAT_SECONDS,
            "stalled_worker_timeout": STALLED_SECONDS,
            "shutdown_graceful_timeout": AWAY_SECONDS,
        }

    async def _retry_stalled(self, context: JobContext, timestamp: int) -> None:
        """What a process had begun that was killed; a job that cannot go back, since another waits in its place, does
        not keep the next ones."""
        jobs = context.app.job_manager
        for job in await jobs.get_stalled_jobs(queue=self._queue, seconds_since_heartbeat=STALLED_SECONDS):
            with contextlib.suppress(ProcrastinateException):
                await jobs.retry_job(job)
        await jobs.prune_stalled_workers(STALLED_SECONDS)

    async def _forget_old(self, context: JobContext, timestamp: int) -> None:
        await context.app.job_manager.delete_old_jobs(
            nb_hours=KEPT_HOURS, queue=self._queue, include_failed=True, include_cancelled=True, include_aborted=True
        )


def _pool(url: str) -> dict[str, Any]:
    """Few connections: the work itself goes over the database's own."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return {
        "conninfo": plain,
        "min_size": 1,
        "max_size": 3,
        "timeout": AWAY_SECONDS,
        "kwargs": {"connect_timeout": 2, "options": "-c statement_timeout=5000 -c timezone=UTC"},
    }
