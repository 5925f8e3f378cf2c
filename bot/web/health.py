"""Whether a process can do its work, and what is still to be done."""

import asyncio
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.db.due_clock import DueClock
from bot.db.engine import Database
from bot.delivery.backlog import Backlog, backlog
from bot.errors import first_line

log = structlog.get_logger(__name__)

LONGEST_SECONDS = 2.0
"""A database that lets us wait for longer is as good as away; whoever asks gives up after some seconds, too."""
OK: Final = "ok"


class Punctual(Protocol):
    """Something that has to happen again and again."""

    @property
    def is_on_time(self) -> bool:
        """Whether it has happened lately."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`states` says of each check “ok” or what is wrong, in a word; `oldest_due_seconds` is for how long a promise has
    been due, None when the database is away. That one keeps no process from being ready."""

    states: Mapping[str, str]
    oldest_due_seconds: float | None

    @property
    def is_ready(self) -> bool:
        return all(state == OK for state in self.states.values())


class Health:
    """Of one process; `ticks` is None in one that has no schedules to plan."""

    def __init__(self, *, database: Database, workspace_id: int, clock: Clock, ticks: Punctual | None = None) -> None:
        self._database = database
        self._workspace_id = workspace_id
        self._clock = DueClock(clock)
        self._ticks = ticks
        self._looking: asyncio.Task[Backlog] | None = None
        self.is_leaving = False

    def leave(self) -> None:
        """From now on whoever asks is told to ask others, while requests are still answered."""
        self.is_leaving = True

    async def checks(self) -> Checked:
        """In less than three seconds, whatever the database does."""
        found = await self.backlog()
        states = {"database": OK if found else "away"}
        if self._ticks:
            states["scheduler"] = OK if self._ticks.is_on_time else "late"
        if self.is_leaving:
            states["process"] = "stopping"
        return Checked(states, found.oldest_due_seconds if found else None)

    async def backlog(self) -> Backlog | None:
        """None when the database is away. However many ask at once, one asks the database."""
        looking = self._looking
        if looking is None or looking.done():
            looking = self._looking = asyncio.create_task(self._look())
        await asyncio.wait((looking,), timeout=LONGEST_SECONDS)
        if not looking.done():
            # Not awaited: a connection may take its time to notice.
            looking.cancel()
            looking.add_done_callback(_forget)
            log.warning("the database is away", error=f"no answer within {LONGEST_SECONDS} s")
            return None
        return None if looking.cancelled() else _answer(looking)

    async def _look(self) -> Backlog:
        async with self._database.read() as session:
            return await backlog(session, self._workspace_id, clock=self._clock)


def _forget(given_up: asyncio.Task[Backlog]) -> None:
    """What it still has to say is of interest to nobody."""
    if not given_up.cancelled():
        given_up.exception()


def _answer(looking: asyncio.Task[Backlog]) -> Backlog | None:
    try:
        return looking.result()
    except (SQLAlchemyError, OSError, sqlite3.Error) as error:
        log.warning("the database is away", error=first_line(error))
        return None
