"""Sends within one process: as soon as it is woken, and every few seconds what has come due or been left by others."""

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.delivery.dispatcher import Dispatcher
from bot.errors import first_line

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Rounds:
    """Goes round while there is something to send, then rests `sweep_seconds` at most."""

    dispatcher: Dispatcher
    sweep_seconds: float
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _asked: list[asyncio.Future[None]] = field(default_factory=list)
    _is_stopping: bool = False

    def wake(self) -> None:
        self._woken.set()

    def stop(self) -> None:
        """What Slack is being asked for is waited for, what has only been taken is given back; then `run` returns."""
        self._is_stopping = True
        self.dispatcher.stop()
        self.wake()

    async def go_round(self) -> None:
        """Returns when a round that has begun after this call is over; any number of callers share it."""
        if self._is_stopping:
            return
        asked: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asked.append(asked)
        self.wake()
        await asked

    async def run(self) -> None:
        """Until `stop()`. A database that is away is waited for."""
        try:
            while not self._is_stopping:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), self.dispatcher.rest(self.sweep_seconds))
                self._woken.clear()
                await self._once()
            await self._settled()
        finally:
            self._is_stopping = True
            self._tell(self._asked)

    async def _once(self) -> None:
        asked, self._asked = self._asked, []
        try:
            with _going_on():
                while not self._is_stopping and await self.dispatcher.step():
                    pass
                await self.dispatcher.settle()
        finally:
            self._tell(asked)

    async def _settled(self) -> None:
        """A round that was broken off at the end has left others on their way to Slack."""
        with _going_on():
            await self.dispatcher.settle()

    def _tell(self, asked: list[asyncio.Future[None]]) -> None:
        for each in asked:
            if not each.done():
                each.set_result(None)


@contextlib.contextmanager
def _going_on() -> Iterator[None]:
    """Whatever breaks down once is no reason to send nothing any more; its row is free again after its lease."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        log.error("deliveries wait for the database", error=first_line(error))
    except Exception:
        log.exception("a round has broken down")
