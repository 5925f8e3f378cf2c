"""Lets a listener decide in a transaction of its own, in time, and commits what it wrote."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock
from bot.db.engine import Database
from bot.errors import Denied, Rejected, RejectedFields, first_line
from bot.i18n.translator import Translator, translator
from bot.instruments import Instruments, RequestKind, RequestResult
from bot.slack.forms import ActionForm, Caller, CommandForm, EventForm, Form, FunctionForm, ShortcutForm, SubmissionForm
from bot.slack.messages import Message
from bot.slack.outcomes import Nothing, OpenModal, Outcome, Tell
from bot.slack.rate_limit import Haste, RateLimit
from bot.slack.refusals import notice_view, refusal_message
from bot.slack.seen.claims import claim
from bot.slack.seen.keys import Key
from bot.turn import UNKNOWN_PLACE, Place, Turn, Who

log = structlog.get_logger(__name__)

LONGEST_SECONDS = 2.2
"""Slack waits three; whoever asks is told in time that nobody knows whether it was saved."""

DATABASE_AWAY, TOO_LATE, UNEXPECTED = "edge-database-away", "edge-too-late", "edge-unexpected"
KINDS: Mapping[type[Form], RequestKind] = {
    CommandForm: "command",
    ActionForm: "action",
    SubmissionForm: "submission",
    ShortcutForm: "shortcut",
    EventForm: "event",
    FunctionForm: "event",
}
TOO_FAST, TOO_MUCH = "edge-too-fast", "edge-too-much"
TROUBLES: Mapping[str, RequestResult] = {
    TOO_LATE: "too_late",
    DATABASE_AWAY: "database_away",
    UNEXPECTED: "failed",
    TOO_FAST: "rate_limited",
    TOO_MUCH: "rate_limited",
}

Handler = Callable[[Turn, Any], Awaitable[Outcome]]
Keep = Callable[[AsyncSession, Sequence[Denied]], Awaitable[None]]


class Directory(Protocol):
    """Knows who is asking; Rejected for strangers."""

    async def identify(self, session: AsyncSession, caller: Caller) -> Who:
        """The member behind a caller."""

    async def anonymous(self, session: AsyncSession, caller: Caller) -> Who:
        """The caller's workspace only, with member id 0."""

    def language_of(self, caller: Caller) -> str:
        """What the caller is spoken to in, as far as that is known without the database."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Exactly one of the two is set; `t` speaks the person's language. Of a copy, nothing was done; what is silent has
    no answer, for another has just been given."""

    t: Translator
    outcome: Outcome
    rejected: Rejected | RejectedFields | None = None
    is_copy: bool = False
    is_silent: bool = False

    @property
    def may_come_again(self) -> bool:
        """The database kept it from being done, so that another attempt may succeed."""
        return isinstance(self.rejected, Rejected) and self.rejected.key in (DATABASE_AWAY, TOO_LATE)

    @property
    def answer(self) -> Message | None:
        """What the person is told in words, if anything."""
        if self.is_silent:
            return None
        if self.rejected:
            return refusal_message(self.t, self.rejected)
        return self.outcome.message if isinstance(self.outcome, Tell) else None

    def in_window(self) -> "Decided":
        """The same answer as a modal, for buttons in Home, where there is no conversation to answer in."""
        return Decided(self.t, OpenModal(notice_view(self.t, self.answer))) if self.answer else self


class Decider:
    """Runs listeners. `committed` hears of every transaction that went through; `keep` keeps what was denied, in a
    transaction of its own, before the person hears of it."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        directory: Directory,
        committed: Callable[[AsyncSession], None],
        keep: Keep,
        language: str,
        instruments: Instruments | None = None,
        rate_limit: RateLimit | None = None,
        is_heavy: Callable[[Form], bool] = lambda _form: False,
        place: Place = UNKNOWN_PLACE,
        is_typed: Callable[[Form], bool] = lambda _form: False,
    ) -> None:
        self._database = database
        self._clock = clock
        self._directory = directory
        self._committed = committed
        self._keep = keep
        self._language = language
        self._instruments = instruments or Instruments()
        self._rate_limit = rate_limit or RateLimit(per_minute=0, heavy_per_minute=0, seconds=time.monotonic)
        self._is_heavy = is_heavy
        self._place = place
        self._is_typed = is_typed
        self._given_up: set[asyncio.Task[Decided]] = set()

    async def decide(
        self,
        handler: Handler | None,
        form: Form,
        caller: Caller,
        *,
        keys: Sequence[Key] = (),
        is_anonymous: bool = False,
    ) -> Decided:
        """What to answer, in time: a database that keeps somebody waiting is as good as away.

        `keys` are what copies of the request are known by; they are kept with what the request writes.
        """
        began = time.perf_counter()
        if self._is_typed(form) and not self._rate_limit.may_note(caller):
            # Nobody waits for an answer, and the next key tells all of it again.
            return Decided(translator(self._directory.language_of(caller)), Nothing())
        # News about accounts is nobody's doing.
        is_free = is_anonymous or self._is_typed(form)
        haste = None if is_free else self._rate_limit.take(caller, keys, is_heavy=self._is_heavy(form))
        if haste:
            decided = self._slowed_down(form, caller, haste)
        else:
            decided = await self._in_time(handler, form, caller, keys, is_anonymous=is_anonymous)
        if self._is_typed(form):
            decided = replace(decided, is_silent=True)
        seconds = time.perf_counter() - began
        self._instruments.listened(kind=KINDS[type(form)], result=_result_of(decided), seconds=seconds)
        return decided

    def _slowed_down(self, form: Form, caller: Caller, haste: Haste) -> Decided:
        """Without the database. Nothing is lost: a form stays open with what was typed, Home shows what it did."""
        rejected = Rejected(TOO_MUCH if haste.is_heavy else TOO_FAST, seconds=haste.seconds)
        t = translator(self._directory.language_of(caller))
        if isinstance(form, EventForm | FunctionForm):
            return Decided(t, Nothing(), rejected, is_silent=True)
        is_first = self._rate_limit.may_tell(caller)
        if is_first:
            log.info("slowed down", form=type(form).__name__, seconds=haste.seconds)
        return Decided(t, Nothing(), rejected, is_silent=not is_first and isinstance(form, ActionForm | ShortcutForm))

    async def _in_time(
        self, handler: Handler | None, form: Form, caller: Caller, keys: Sequence[Key], *, is_anonymous: bool
    ) -> Decided:
        language: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        deciding = asyncio.create_task(self._transact(handler, form, caller, keys, language, is_anonymous=is_anonymous))
        if await _is_done(deciding, LONGEST_SECONDS):
            return deciding.result()
        # Not awaited: a connection may take its time to notice.
        deciding.cancel()
        self._given_up.add(deciding)
        deciding.add_done_callback(self._given_up.discard)
        log.error("database away", error=f"no answer within {LONGEST_SECONDS} s")
        spoken = language.result() if language.done() else self._language
        return Decided(translator(spoken), Nothing(), Rejected(TOO_LATE))

    async def _transact(
        self,
        handler: Handler | None,
        form: Form,
        caller: Caller,
        keys: Sequence[Key],
        known_language: asyncio.Future[str],
        *,
        is_anonymous: bool,
    ) -> Decided:
        """Run the listener in a transaction of its own; whatever goes wrong, nothing of it is kept."""
        language = self._language
        try:
            session = self._database.session()
            try:
                identify = self._directory.anonymous if is_anonymous else self._directory.identify
                who = await identify(session, caller)
                language = who.language
                known_language.set_result(language)
                outcome = await _outcome(handler, Turn(who, self._clock.now(), session, self._place), form, keys)
                if outcome is None:
                    return Decided(translator(language), Nothing(), is_copy=True)
                if session.in_transaction():
                    await session.commit()
                    self._committed(session)
            finally:
                # It costs next to nothing as long as nobody asks the database.
                if session.in_transaction():
                    await session.close()
        except (Rejected, RejectedFields) as rejected:
            await self._keep_denials(rejected)
            return Decided(translator(language), Nothing(), rejected)
        except (DBAPIError, PoolTimeout, OSError) as error:
            log.error("database away", error=first_line(error))
            return Decided(translator(language), Nothing(), Rejected(DATABASE_AWAY))
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("listener failed", reference=reference, form=type(form).__name__)
            return Decided(translator(language), Nothing(), Rejected(UNEXPECTED, reference=reference))
        return Decided(translator(language), outcome)

    async def _keep_denials(self, rejected: Rejected | RejectedFields) -> None:
        """Whoever was denied something is told so even when that cannot be kept: nothing was given away."""
        each = rejected.fields.values() if isinstance(rejected, RejectedFields) else [rejected]
        denied = [one for one in each if isinstance(one, Denied)]
        if not denied:
            return
        try:
            async with self._database.brief() as session:
                await self._keep(session, denied)
        except (DBAPIError, PoolTimeout, OSError) as error:
            log.error("a denial could not be recorded", denied=denied[0].key, error=first_line(error))


async def _is_done(task: asyncio.Task[Decided], seconds: float) -> bool:
    """Whether the task ends in so many seconds. Whoever is cancelled meanwhile leaves it to itself, as with
    `asyncio.wait`, which takes several times as long."""
    loop = asyncio.get_running_loop()
    waiting: asyncio.Future[None] = loop.create_future()

    def woken(_task: object = None) -> None:
        if not waiting.done():
            waiting.set_result(None)

    task.add_done_callback(woken)
    timer = loop.call_later(seconds, woken)
    try:
        await waiting
    finally:
        timer.cancel()
        task.remove_done_callback(woken)
    return task.done()


def _result_of(decided: Decided) -> RequestResult:
    if decided.rejected is None:
        return "ok"
    return TROUBLES.get(decided.rejected.key, "rejected") if isinstance(decided.rejected, Rejected) else "rejected"


async def _outcome(handler: Handler | None, turn: Turn, form: Form, keys: Sequence[Key]) -> Outcome | None:
    """None for a copy."""
    if handler is None:
        return Nothing()
    if isinstance(form, CommandForm):
        return await _outcome_of_command(handler, turn, form, keys)
    if await claim(turn.session, turn.who.workspace_id, keys):
        return await handler(turn, form)
    # Nothing was written; who shares a commit with the first one is not told before the disk has that.
    await turn.session.commit()
    return None


async def _outcome_of_command(handler: Handler, turn: Turn, form: Form, keys: Sequence[Key]) -> Outcome | None:
    """Only at its end it is known whether a command needs the database at all: help does not, and writes nothing."""
    session, workspace_id = turn.session, turn.who.workspace_id
    if session.in_transaction():
        # Only to find out who asks.
        await session.rollback()
    try:
        outcome = await handler(turn, form)
    except (Rejected, RejectedFields):
        if session.in_transaction() and not await claim(session, workspace_id, keys):
            # It cannot be done, for its first copy has done it.
            return None
        raise
    if session.in_transaction() and not await claim(session, workspace_id, keys):
        return None
    return outcome
