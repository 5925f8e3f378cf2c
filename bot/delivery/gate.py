"""What a delivery has to pass before it may reach for Slack: its lease, and Slack's limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.engine import Database
from bot.delivery import repository, slots
from bot.delivery.lease import Allowed, Elapsed
from bot.delivery.limits import (
    CHANNEL_STEP_US,
    EVERY_CALL,
    HOLD_US,
    METHODS,
    NO_LIMIT,
    SECOND_US,
    Bucket,
    Held,
    Limits,
    Room,
    held_by,
)
from bot.delivery.models import Delivery
from bot.delivery.rules import LEASE
from bot.errors import TransportError


@dataclass(frozen=True, slots=True)
class Opening:
    """What may be claimed now: `most` rows of any operation but the `exhausted` ones, which have a slot again after
    `wait_us` (0: none is exhausted)."""

    most: int
    exhausted: tuple[str, ...]
    wait_us: int


class Gate:
    """The limits of one workspace, shared with every other process through the database."""

    def __init__(
        self,
        *,
        database: Database,
        workspace_id: int,
        limits: Limits,
        lease: timedelta = LEASE,
        elapsed: Elapsed,
    ) -> None:
        self._database = database
        self._workspace_id = workspace_id
        self._lease = lease
        self._elapsed = elapsed
        self._held_since: dict[int, float] = {}
        self.limits = limits

    async def opening(self, session: AsyncSession, *, most: int) -> Opening:
        """So that nothing is claimed and rendered that would have to go back."""
        left = await slots.rooms(session, self._workspace_id, [EVERY_CALL, *METHODS.values()])
        of = {operation: _least(left, (EVERY_CALL, method)) for operation, method in METHODS.items()}
        free = [each.free for each in of.values() if each.free]
        exhausted = tuple(operation for operation, each in of.items() if not each.free)
        waits = [of[operation].wait_us for operation in exhausted]
        return Opening(min([most, *free]) if free else 0, exhausted, min(waits, default=0))

    async def for_send(
        self, delivery: Delivery, *, file_id: str | None = None, noted: Mapping[str, Any] | None = None
    ) -> Allowed | int:
        """Fence the row, with what is to be `noted` about it, and take its slots in one transaction; the microseconds
        to wait when it is not the time."""
        method = METHODS[delivery.operation]
        buckets = self.limits.of_send(delivery.operation, delivery.recipient, delivery.updates_key)
        allowed = Allowed(self._elapsed(), self._lease, bool(buckets), self._elapsed)
        async with self._database.brief() as session:
            is_ours = await repository.fence(session, delivery, lease=self._lease, method=method, file_id=file_id)
            if is_ours and await slots.take(session, self._workspace_id, buckets):
                if noted:
                    await repository.note(session, delivery, noted)
                if self.limits.is_on:
                    self._held_since[delivery.key] = allowed.fenced_at
                return allowed
            await session.rollback()
        held = _held(delivery).name
        wait = await self._wait_us([method, *(name for name in _names(buckets) if name != held)])
        return wait or min(await self._wait_us([held]), CHANNEL_STEP_US)

    async def after_send(self, session: AsyncSession, delivery: Delivery) -> int | None:
        """What was held for it takes the next message in so many microseconds; None when that is at once, when it was
        not held, or so long ago that it may be held for another one now."""
        held_since = self._held_since.pop(delivery.key, None)
        if held_since is None or self._elapsed() - held_since > HOLD_US / SECOND_US:
            return None
        held = _held(delivery)
        await slots.let_go(session, self._workspace_id, held.name, step_us=held.rest_us)
        return held.rest_us or None

    async def for_calls(self, methods: Sequence[str]) -> int:
        """Take the slots of calls that nobody sees; 0, or the microseconds to wait."""
        if wait := await self._wait_us(methods):
            return wait
        buckets = self.limits.of_call(*methods)
        async with self._database.brief() as session:
            if await slots.take(session, self._workspace_id, buckets):
                return 0
            await session.rollback()
        return await self._wait_us(_names(buckets)) or 1

    async def heed(self, error: TransportError) -> None:
        """Tell every process what a 429 asked for."""
        if error.retry_after is None or error.method is None:
            return
        async with self._database.brief() as session:
            await slots.block(session, self._workspace_id, error.method, seconds=error.retry_after)

    async def _wait_us(self, names: Sequence[str]) -> int:
        async with self._database.brief() as session:
            left = await slots.rooms(session, self._workspace_id, names)
        return max((each.wait_us for each in left.values()), default=0)


def _held(delivery: Delivery) -> Held:
    return held_by(delivery.operation, delivery.recipient, delivery.updates_key)


def _names(buckets: Sequence[Bucket]) -> list[str]:
    return [each.name for each in buckets]


def _least(left: Mapping[str, Room], names: Sequence[str]) -> Room:
    present = [left[name] for name in names if name in left]
    return Room(
        min((each.free for each in present), default=NO_LIMIT.free),
        max((each.wait_us for each in present), default=0),
    )
