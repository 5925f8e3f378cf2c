"""Takes due promises and sees each of them through: claim, render, clear up doubts, fence, send, mark."""

import asyncio
import contextlib
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.db.engine import Database
from bot.delivery import repository
from bot.delivery.models import DEAD, DROPPED, POST, SENT, UNSURE, UPDATE, Delivery
from bot.delivery.promises import Occasion, Renderer
from bot.delivery.rules import LEASE, TOKEN_TROUBLE, after_failure, after_unreadable_history, after_waiting
from bot.delivery.sender import Sender
from bot.errors import Rejected, TransportError, first_line

log = structlog.get_logger(__name__)

BATCH = 50
AT_ONCE = 8


class Dispatcher:
    """Sends what was promised in the workspace of its token, in one process beside the web server.

    `wake()` after a commit, a sweep every few seconds otherwise.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        sender: Sender,
        renderers: Mapping[str, Renderer],
        workspace_id: int,
        sweep_seconds: float,
    ) -> None:
        self._database = database
        self._clock = clock
        self._sender = sender
        self._renderers = renderers
        self._workspace_id = workspace_id
        self._sweep_seconds = sweep_seconds
        self._woken = asyncio.Event()
        self._is_stopping = False
        self._places = asyncio.Semaphore(AT_ONCE)

    def wake(self) -> None:
        self._woken.set()

    def stop(self) -> None:
        """Finish what has been taken, then return from `run`."""
        self._is_stopping = True
        self.wake()

    async def run(self) -> None:
        """Until `stop()`. A database that is away is waited for."""
        while not self._is_stopping:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self._sweep_seconds)
            self._woken.clear()
            try:
                while not self._is_stopping and await self.drain():
                    pass
            except (SQLAlchemyError, OSError) as error:
                log.error("deliveries wait for the database", error=first_line(error))

    async def drain(self) -> int:
        """Send what is due now; returns how many promises were taken."""
        token = secrets.token_hex(16)
        async with self._database.write() as session:
            taken = await repository.claim_due_skipping_locked(
                session,
                workspace_id=self._workspace_id,
                due_by=self._clock.now(),
                real_now=_real_now(),
                lease=LEASE,
                token=token,
                limit=BATCH,
            )
        await asyncio.gather(*(self._one(delivery) for delivery in taken))
        return len(taken)

    async def _one(self, delivery: Delivery) -> None:
        async with self._places:
            changes = await self._attempt(delivery)
            if changes is None:
                return
            async with self._database.write() as session:
                is_ours = await repository.finish(session, delivery, changes)
        needs_a_person = changes["state"] in (DEAD, UNSURE)
        (log.warning if needs_a_person else log.info)(
            "delivery",
            key=delivery.unique_key,
            state=changes["state"] if is_ours else "taken over",
            attempts=delivery.attempts,
            error=changes.get("last_error"),
        )

    async def _attempt(self, delivery: Delivery) -> dict[str, Any] | None:
        """The row's new state; None when another sender has taken over."""
        try:
            if (
                delivery.is_ambiguous
                and delivery.operation == POST
                and (found := await self._sender.find_posted(delivery))
            ):
                return self._as_sent(*found)
        except TransportError as error:
            if error.permanent and error.code not in TOKEN_TROUBLE:
                return after_unreadable_history(error)
            return self._failed(delivery, error)
        return await self._send(delivery)

    async def _send(self, delivery: Delivery) -> dict[str, Any] | None:
        try:
            async with self._database.read() as session:
                occasion = Occasion(delivery.workspace_id, delivery.recipient, delivery.payload, self._clock.now())
                shown = await self._renderers[delivery.kind](session, occasion)
                replaces = await self._replaced(session, delivery)
                is_early = replaces is None and await self._has_waiting_original(session, delivery)
            if is_early:
                return after_waiting(attempts=delivery.attempts, now=self._clock.now())
            if shown is None or (delivery.operation == UPDATE and replaces is None):
                return {"state": DROPPED}
            async with self._database.write() as session:
                if not await repository.renew_lease(session, delivery, until=_real_now() + LEASE):
                    return None
            return self._as_sent(*await self._sender.send(delivery, shown, replaces=replaces))
        except TransportError as error:
            return self._failed(delivery, error)
        except Rejected as rejected:
            return {"state": DROPPED, "last_error": rejected.key}
        except (SQLAlchemyError, OSError):
            raise
        except Exception as error:
            log.exception("delivery cannot be rendered", key=delivery.unique_key)
            return {"state": DEAD, "last_error": f"not rendered: {type(error).__name__}"}

    async def _replaced(self, session: Any, delivery: Delivery) -> tuple[str, str] | None:
        if not delivery.updates_key:
            return None
        return await repository.sent_as(session, delivery.workspace_id, delivery.updates_key)

    async def _has_waiting_original(self, session: Any, delivery: Delivery) -> bool:
        """What is being posted at this moment may show what was true before."""
        if not delivery.updates_key:
            return False
        return await repository.is_waiting(session, delivery.workspace_id, delivery.updates_key)

    def _as_sent(self, channel: str, ts: str) -> dict[str, Any]:
        return {"state": SENT, "channel": channel, "ts": ts, "sent_at": self._clock.now(), "last_error": None}

    def _failed(self, delivery: Delivery, error: TransportError) -> dict[str, Any]:
        return after_failure(
            error, attempts=delivery.attempts, was_ambiguous=delivery.is_ambiguous, now=self._clock.now()
        )


def _real_now() -> datetime:
    return datetime.now(UTC)
