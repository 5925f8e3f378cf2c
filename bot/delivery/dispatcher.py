"""Takes due promises and sees each of them through: claim, render, clear up doubts, fence, send, mark."""

import asyncio
import math
import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta

import structlog
from slack_sdk.models.views import View
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel.ext.asyncio.session import AsyncSession
from structlog.contextvars import bound_contextvars

from bot.clock import Clock
from bot.db.due_clock import DueClock
from bot.db.engine import Database
from bot.delivery import repository, rules, uploaded
from bot.delivery.gate import Gate
from bot.delivery.homes import without_replaced
from bot.delivery.lease import Elapsed, TooLate, elapsed
from bot.delivery.limits import CHANNEL_STEP_US, NO_LIMITS, RESERVE, SECOND_US, Limits, staggered
from bot.delivery.models import (
    DEAD,
    DROPPED,
    EPHEMERAL,
    FETCH,
    FILE,
    INTO_CHANNEL,
    POST,
    REPLY,
    SENT,
    UNSURE,
    UPDATE,
    Delivery,
)
from bot.delivery.pictures import Pictures, blocks_of, discard
from bot.delivery.private import inside
from bot.delivery.promises import Ahead, Completion, Discard, Fetch, Occasion, Renderer, Shown
from bot.delivery.repository import Original
from bot.delivery.rules import LEASE, Outcome
from bot.delivery.sender import Place, Sender
from bot.errors import Rejected, TransportError, first_line
from bot.instruments import Instruments, SendOutcome
from bot.slack.client import guarded
from bot.slack.error_codes import Trouble, trouble_of
from bot.slack.files import Upload
from bot.slack.messages import Message

log = structlog.get_logger(__name__)

BATCH = 50
AT_ONCE = 8
DATABASE_PAUSE_SECONDS = 1.0
ABANDONED_SECONDS = 15
"""Between two looks for rows whose sender has let its lease expire."""
NO_ORIGINAL = Original(is_waiting=False, place=None)
LOOKED_FOR = (POST, REPLY, FILE)
"""What leaves something to look for when its answer got lost."""
FOLLOWING = (UPDATE, REPLY)
"""What comes after the message it names, or not at all."""
ENDS: Mapping[str, SendOutcome] = {SENT: "sent", DROPPED: "dropped", DEAD: "dead", UNSURE: "unsure"}


class Dispatcher:
    """Sends what was promised in the workspace of its token; any number of processes may do so on one database. An
    engine says when."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        sender: Sender,
        renderers: Mapping[str, Renderer],
        workspace_id: int,
        limits: Limits = NO_LIMITS,
        lease: timedelta = LEASE,
        elapsed: Elapsed = elapsed,
        instruments: Instruments | None = None,
        has_pictures: bool = True,
    ) -> None:
        self._database = database
        self._due_clock = DueClock(clock)
        self._gate = Gate(database=database, workspace_id=workspace_id, limits=limits, lease=lease, elapsed=elapsed)
        self._sender = sender
        self._renderers = {uploaded.KIND: discard, **renderers}
        self.pictures = Pictures(
            database=database,
            due_clock=self._due_clock,
            sender=sender,
            gate=self._gate,
            workspace_id=workspace_id,
            elapsed=elapsed,
            is_on=has_pictures,
        )
        self._workspace_id = workspace_id
        self._lease = lease
        self._elapsed = elapsed
        self._instruments = instruments or Instruments()
        self._look_for_abandoned_at = 0.0
        self._slot_in = math.inf
        self._is_stopping = False
        self._places = asyncio.Semaphore(AT_ONCE)
        self._under_way: set[asyncio.Task[None]] = set()

    def stop(self) -> None:
        """From now on what has been taken is given back, unless Slack is being asked already."""
        self._is_stopping = True

    def rest(self, longest: float) -> float:
        """For how many seconds nothing becomes due that is known to: until the next slot of what waits for one."""
        seconds, self._slot_in = min(longest, self._slot_in), math.inf
        return seconds

    async def drain(self) -> int:
        """Send what is due now and has a slot; returns how many promises were taken, once all are done."""
        taken = await self.step()
        await self.settle()
        return taken

    async def settle(self) -> None:
        """Returns when nothing is being sent any more; raises what has gone wrong with it."""
        await self._fewer_than(1)

    async def step(self) -> int:
        """Take what is due now and has a slot; returns how many, as soon as only the last of them are being sent. With
        nothing to take, 0 when all are done."""
        taken = await self._taken()
        await self._fewer_than(AT_ONCE if taken else 1)
        return len(taken)

    async def _taken(self) -> list[Delivery]:
        async with self._database.glance() as connection:
            if not await repository.is_anything_to_do(
                connection, workspace_id=self._workspace_id, clock=self._due_clock
            ):
                return []
        async with self._database.write() as session:
            taken = await self._claim(session)
            newest = await without_replaced(session, taken, clock=self._due_clock)
            kept = await self._one_for_each_channel(session, newest)
        self._under_way |= {asyncio.create_task(self._one(delivery)) for delivery in kept}
        return taken

    async def _fewer_than(self, number: int) -> None:
        errors: list[BaseException] = []
        while len(self._under_way) >= number:
            done, self._under_way = await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            errors += filter(None, (each.exception() for each in done))
        if errors:
            raise errors[0]

    async def _claim(self, session: AsyncSession) -> list[Delivery]:
        if self._elapsed() >= self._look_for_abandoned_at:
            await repository.free_abandoned(session, self._workspace_id)
            self._look_for_abandoned_at = self._elapsed() + ABANDONED_SECONDS
        opening = await self._gate.opening(session, most=BATCH)
        if opening.exhausted:
            self._look_again_in(opening.wait_us)
        if not opening.most:
            return []
        return await repository.claim_due_skipping_locked(
            session,
            workspace_id=self._workspace_id,
            clock=self._due_clock,
            lease=self._lease,
            token=secrets.token_hex(16),
            limit=opening.most,
            exhausted=opening.exhausted,
        )

    async def _one_for_each_channel(self, session: AsyncSession, taken: Sequence[Delivery]) -> list[Delivery]:
        """The others that go there wait for their turn, without holding up whatever goes elsewhere."""
        if not self._gate.limits.is_on:
            return list(taken)
        posts = [each for each in taken if each.operation in INTO_CHANNEL]
        places = dict(zip((each.id for each in posts), staggered([each.recipient for each in posts]), strict=True))
        for each in posts:
            if place := places[each.id]:
                outcome = self._without_slot(each, place * CHANNEL_STEP_US)
                await repository.finish(session, each, outcome, self._due_clock)
                self._instruments.attempted(operation=_counted_as(each), outcome="waited")
        return [each for each in taken if not places.get(each.id)]

    async def _one(self, delivery: Delivery) -> None:
        with bound_contextvars(delivery=delivery.unique_key):
            async with self._places:
                outcome = self._without_slot(delivery, 0) if self._is_stopping else await self._attempt(delivery)
                is_ours = await self._ended(delivery, outcome)
            self._tell(delivery, outcome, is_ours=is_ours)

    def _tell(self, delivery: Delivery, outcome: Outcome, *, is_ours: bool) -> None:
        self._instruments.attempted(operation=_counted_as(delivery), outcome=_end_of(outcome, is_ours=is_ours))
        needs_a_person = outcome.state in (DEAD, UNSURE)
        (log.warning if needs_a_person else log.info)(
            "delivery",
            state=outcome.state if is_ours else "taken over",
            attempts=delivery.attempts,
            error=outcome.error,
        )

    async def _ended(self, delivery: Delivery, outcome: Outcome) -> bool:
        """What Slack has answered is not forgotten because the database is away for a moment."""
        until = self._elapsed() + self._lease.total_seconds()
        while True:
            try:
                async with self._database.brief() as session:
                    is_ours = await repository.finish(session, delivery, outcome, self._due_clock)
                    if wait := await self._gate.after_send(session, delivery):
                        self._look_again_in(wait)
                    return is_ours
            except (SQLAlchemyError, OSError) as error:
                if self._is_stopping or self._elapsed() > until:
                    raise
                log.warning("an answer waits for the database", error=first_line(error))
                await asyncio.sleep(DATABASE_PAUSE_SECONDS)

    async def _attempt(self, delivery: Delivery) -> Outcome:
        if delivery.is_ambiguous and delivery.operation == EPHEMERAL:
            return rules.dropped(rules.PERHAPS_SEEN)
        try:
            if delivery.is_ambiguous and delivery.operation in LOOKED_FOR:
                if wait := await self._gate.for_calls(self._sender.lookup(delivery)):
                    return self._without_slot(delivery, wait)
                if found := await self._sender.find_posted(delivery, thread=await self._thread(delivery)):
                    return rules.sent(*found)
        except TransportError as error:
            await self._heed(error)
            if error.permanent and trouble_of(error.code) is not Trouble.TOKEN:
                return rules.after_unreadable_history(error)
            return self._failed(delivery, error)
        return self._without_slot(delivery, 0) if self._is_stopping else await self._send(delivery)

    async def _send(self, delivery: Delivery) -> Outcome:
        kind, payload = inside(delivery.kind, delivery.payload)
        if kind not in self._renderers:
            return rules.after_unknown(delivery.kind, attempts=delivery.attempts)
        try:
            async with self._database.read() as session:
                now = await self._due_clock.now(session)
                occasion = Occasion(delivery.workspace_id, delivery.recipient, payload, now)
                original = await self._original(session, delivery)
                if original.is_waiting:
                    return rules.after_waiting(attempts=delivery.attempts)
                shown = await self._renderers[kind](session, occasion)
            if shown is None or (delivery.operation in FOLLOWING and original.place is None):
                return rules.dropped()
            return await self._with_pictures(delivery, shown, original.place)
        except TransportError as error:
            await self._heed(error)
            return self._failed(delivery, error)
        except Rejected as rejected:
            return rules.dropped(rejected.key)
        except (SQLAlchemyError, OSError):
            raise
        except Exception as error:
            log.exception("delivery cannot be rendered")
            return Outcome(state=DEAD, error=f"not rendered: {type(error).__name__}")

    async def _with_pictures(self, delivery: Delivery, shown: Shown, original: Place | None) -> Outcome:
        """They are brought to Slack before anything is fenced: nobody sees them there."""
        if isinstance(shown, Ahead):
            return await self._bring_ahead(delivery, shown)
        if not isinstance(shown, Message | View) or not blocks_of(shown):
            return await self._pass_gate_and_send(delivery, shown, original)
        brought = await self.pictures.brought(delivery, shown)
        if isinstance(brought, int):
            return self._without_slot(delivery, brought)
        try:
            return await self._pass_gate_and_send(delivery, brought, original)
        except TransportError as error:
            raise await self.pictures.refused(delivery, shown, error) from None

    async def _bring_ahead(self, delivery: Delivery, shown: Ahead) -> Outcome:
        """Nothing is fenced: whoever brings a picture twice keeps one of them."""
        wait = await self.pictures.ahead(delivery, shown)
        return self._without_slot(delivery, wait) if wait else rules.sent(delivery.recipient, "")

    async def _pass_gate_and_send(self, delivery: Delivery, shown: Shown, original: Place | None) -> Outcome:
        assert not isinstance(shown, Ahead), "brought without a gate"
        file_id = None
        if isinstance(shown, Upload):
            if wait := await self._gate.for_calls([RESERVE]):
                return self._without_slot(delivery, wait)
            file_id = await self._sender.upload(shown)
        noted = shown.noted if isinstance(shown, Message) else None
        allowed = await self._gate.for_send(delivery, file_id=file_id, noted=noted)
        if isinstance(allowed, int):
            return self._without_slot(delivery, allowed)
        try:
            with guarded(allowed):
                if isinstance(shown, Fetch):
                    return await self._fetch(delivery, shown)
                if isinstance(shown, Discard | Completion):
                    await self._sender.settle(shown)
                    return rules.sent(delivery.recipient, "")
                return rules.sent(*await self._sender.send(delivery, shown, original=original, file_id=file_id))
        except TooLate:
            log.warning("stopped for too long before sending")
            return self._without_slot(delivery, 0)

    async def _fetch(self, delivery: Delivery, wanted: Fetch) -> Outcome:
        """Twice is no harm: whoever dies before it is marked has either kept nothing, or all of it."""
        content = await self._sender.fetch(wanted)
        async with self._database.write() as session:
            await wanted.keep(session, content)
        return rules.sent(delivery.recipient, "")

    async def _original(self, session: AsyncSession, delivery: Delivery) -> Original:
        """What is being posted at this moment may show what was true before. Looked at first: what is rendered then
        knows that it has been sent."""
        if not delivery.updates_key:
            return NO_ORIGINAL
        return await repository.original(session, delivery.workspace_id, delivery.updates_key)

    async def _thread(self, delivery: Delivery) -> Place | None:
        """Where the message is that a reply answers."""
        if delivery.operation != REPLY:
            return None
        async with self._database.read() as session:
            return (await self._original(session, delivery)).place

    def _without_slot(self, delivery: Delivery, wait_us: int) -> Outcome:
        self._look_again_in(wait_us)
        return rules.without_slot(wait_us, was_ambiguous=delivery.is_ambiguous)

    def _look_again_in(self, wait_us: int) -> None:
        self._slot_in = min(self._slot_in, wait_us / SECOND_US)

    async def _heed(self, error: TransportError) -> None:
        """Slack has answered: not to be forgotten, even when nobody else can be told to wait."""
        try:
            await self._gate.heed(error)
        except (SQLAlchemyError, OSError) as away:
            log.warning("nobody can be told to wait for Slack", error=first_line(away))

    def _failed(self, delivery: Delivery, error: TransportError) -> Outcome:
        return rules.after_failure(error, attempts=delivery.attempts, was_ambiguous=delivery.is_ambiguous)


def _counted_as(delivery: Delivery) -> str:
    """Only where there is something confidential are files brought from Slack, and counts are no secret."""
    return FILE if delivery.operation == FETCH else delivery.operation


def _end_of(outcome: Outcome, *, is_ours: bool) -> SendOutcome:
    if not is_ours:
        return "taken_over"
    return ENDS.get(outcome.state, "retried" if outcome.counted else "waited")
