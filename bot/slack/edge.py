"""The one path of a request: open a turn, let a listener decide, commit, then acknowledge.

Bolt verifies and reads a request; the listeners' table is looked up here, since Bolt would try its listeners one by one.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackObjectFormationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock
from bot.db.engine import Database
from bot.errors import Rejected, RejectedFields, TransportError, first_line
from bot.i18n.translator import Translator, translator
from bot.slack.client import SlackClient
from bot.slack.commands import CommandNames
from bot.slack.forms import (
    ActionForm,
    Caller,
    CommandForm,
    EventForm,
    Form,
    ShortcutForm,
    SubmissionForm,
    caller_of,
    read_action,
    read_submission,
)
from bot.slack.listen import Listeners
from bot.slack.messages import Message, view_payload
from bot.slack.outcomes import Nothing, OpenModal, Outcome, PublishHome, ReplaceModal, Tell
from bot.slack.refusals import notice_view, refusal_message, refusal_text
from bot.slack.text import unescape
from bot.turn import Turn, Who

log = structlog.get_logger(__name__)

LONGEST_SECONDS = 2.5
"""Slack waits three; whoever asks is told in time that nothing was saved."""

Handler = Callable[[Turn, Any], Awaitable[Outcome]]


class Directory(Protocol):
    """Knows who is asking; Rejected for strangers."""

    async def identify(self, session: AsyncSession, caller: Caller) -> Who:
        """The member behind a caller."""

    async def anonymous(self, session: AsyncSession, caller: Caller) -> Who:
        """The caller's workspace only, with member id 0."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Exactly one of the two is set; `t` speaks the person's language."""

    t: Translator
    outcome: Outcome
    rejected: Rejected | RejectedFields | None = None

    @property
    def answer(self) -> Message | None:
        """What the person is told in words, if anything."""
        if self.rejected:
            return refusal_message(self.t, self.rejected)
        return self.outcome.message if isinstance(self.outcome, Tell) else None

    def in_window(self) -> "Decided":
        """The same answer as a modal, for buttons in Home, where there is no conversation to answer in."""
        return Decided(self.t, OpenModal(notice_view(self.t, self.answer))) if self.answer else self


class Edge(AsyncMiddleware):
    """Bolt's last middleware: answers everything that a listener is there for. `committed` hears of every transaction that went through."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        listeners: Listeners,
        names: CommandNames,
        directory: Directory,
        client: SlackClient,
        committed: Callable[[AsyncSession], None],
        language: str,
    ) -> None:
        self._database = database
        self._clock = clock
        self._listeners = listeners
        self._names = names
        self._directory = directory
        self._client = client
        self._committed = committed
        self._language = language
        self._given_up: set[asyncio.Task[Decided]] = set()
        self._answers: dict[str, Callable[[dict[str, Any]], Awaitable[BoltResponse]]] = {
            "command": self._on_command,
            "block_actions": self._on_action,
            "view_submission": self._on_submission,
            "shortcut": self._on_shortcut,
            "message_action": self._on_shortcut,
            **{f"event:{type_}": self._on_event for type_ in (*listeners.events, *listeners.anonymous_events)},
        }

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """Bolt's middleware before this one has verified the request."""
        answers = self._answers.get(_kind_of(req.body))
        return await answers(req.body) if answers else await next()

    async def _on_command(self, body: dict[str, Any]) -> BoltResponse:
        name = self._names.registered(body["command"])
        form = CommandForm(name, unescape(body.get("text", "")), body.get("channel_id", ""))
        decided = await self._decide(self._listeners.commands.get(name), form, caller_of(body))
        answer = await self._carry_out(decided, body)
        return _acknowledged(answer.payload() if answer else None)

    async def _on_action(self, body: dict[str, Any]) -> BoltResponse:
        form = read_action(body)
        decided = await self._decide(self._action_handler(form), form, caller_of(body))
        if decided.answer and not body.get("response_url"):
            decided = decided.in_window()
        answer = await self._carry_out(decided, body)
        if answer and (url := body.get("response_url")):
            private = {"response_type": "ephemeral", "replace_original": False}
            await self._client.respond(url, {**answer.payload(), **private})
        return _acknowledged()

    async def _on_shortcut(self, body: dict[str, Any]) -> BoltResponse:
        form = ShortcutForm(body["callback_id"])
        decided = await self._decide(self._listeners.shortcuts.get(form.callback_id), form, caller_of(body))
        await self._carry_out(decided, body)
        return _acknowledged()

    async def _on_submission(self, body: dict[str, Any]) -> BoltResponse:
        form = read_submission(body)
        decided = await self._decide(self._listeners.submissions.get(form.callback_id), form, caller_of(body))
        return _acknowledged(_submission_answer(decided, form))

    async def _on_event(self, body: dict[str, Any]) -> BoltResponse:
        form = EventForm(body["event"]["type"], body["event"])
        anonymous = self._listeners.anonymous_events.get(form.type)
        handler = anonymous or self._listeners.events.get(form.type)
        decided = await self._decide(handler, form, caller_of(body), is_anonymous=anonymous is not None)
        await self._carry_out(decided, body)
        return _acknowledged()

    def _action_handler(self, form: ActionForm) -> Handler | None:
        """Several buttons of one kind in a block differ after a colon: `metrics.snooze:10`."""
        return self._listeners.actions.get(form.action_id.partition(":")[0])

    async def _decide(
        self, handler: Handler | None, form: Form, caller: Caller, *, is_anonymous: bool = False
    ) -> Decided:
        """What to answer, in time: a database that keeps somebody waiting is as good as away."""
        language: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        deciding = asyncio.create_task(self._transact(handler, form, caller, language, is_anonymous=is_anonymous))
        await asyncio.wait({deciding}, timeout=LONGEST_SECONDS)
        if deciding.done():
            return deciding.result()
        # Not awaited: a connection may take its time to notice.
        deciding.cancel()
        self._given_up.add(deciding)
        deciding.add_done_callback(self._given_up.discard)
        log.error("database away", error=f"no answer within {LONGEST_SECONDS} s")
        spoken = language.result() if language.done() else self._language
        return Decided(translator(spoken), Nothing(), Rejected("edge-too-late"))

    async def _transact(
        self,
        handler: Handler | None,
        form: Form,
        caller: Caller,
        known_language: asyncio.Future[str],
        *,
        is_anonymous: bool,
    ) -> Decided:
        """Run the listener in a transaction of its own; whatever goes wrong, nothing of it is kept."""
        language = self._language
        try:
            async with self._session() as session:
                identify = self._directory.anonymous if is_anonymous else self._directory.identify
                who = await identify(session, caller)
                language = who.language
                known_language.set_result(language)
                outcome = await handler(Turn(who, self._clock.now(), session), form) if handler else Nothing()
                if session.in_transaction():
                    await session.commit()
                    self._committed(session)
        except (Rejected, RejectedFields) as rejected:
            return Decided(translator(language), Nothing(), rejected)
        except (DBAPIError, PoolTimeout, OSError) as error:
            log.error("database away", error=first_line(error))
            return Decided(translator(language), Nothing(), Rejected("edge-database-away"))
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("listener failed", reference=reference, form=type(form).__name__)
            return Decided(translator(language), Nothing(), Rejected("edge-unexpected", reference=reference))
        return Decided(translator(language), outcome)

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[AsyncSession]:
        """A session that costs next to nothing as long as nobody asks the database."""
        session = self._database.session()
        try:
            yield session
        finally:
            if session.in_transaction():
                await session.close()

    async def _carry_out(self, decided: Decided, body: Mapping[str, Any]) -> Message | None:
        """Do what needs a call; what remains is the answer to the person."""
        if decided.answer:
            return decided.answer
        try:
            await self._show(decided.outcome, body)
        except (TransportError, SlackObjectFormationError) as error:
            log.warning("view not shown", error=str(error))
            return refusal_message(decided.t, Rejected("edge-modal-expired"))
        return None

    async def _show(self, outcome: Outcome, body: Mapping[str, Any]) -> None:
        view = body.get("view") or {}
        if isinstance(outcome, OpenModal):
            method = "views.push" if view.get("type") == "modal" else "views.open"
            await self._client.call(method, trigger_id=body["trigger_id"], view=view_payload(outcome.view))
        elif isinstance(outcome, ReplaceModal):
            await self._client.call("views.update", view_id=view["id"], view=view_payload(outcome.view))
        elif isinstance(outcome, PublishHome):
            await self._client.call("views.publish", user_id=caller_of(body).user, view=view_payload(outcome.view))


def _kind_of(body: Mapping[str, Any]) -> str:
    """What Slack calls the request; events by their own type."""
    if "command" in body:
        return "command"
    kind = str(body.get("type"))
    return f"event:{body['event']['type']}" if kind == "event_callback" else kind


def _acknowledged(answer: Mapping[str, Any] | None = None) -> BoltResponse:
    return BoltResponse(status=200, body={**answer} if answer else "")


def _submission_answer(decided: Decided, form: SubmissionForm) -> dict[str, Any]:
    """What view_submission is acknowledged with: the modal keeps what was typed while anything is wrong."""
    if decided.rejected:
        errors = _errors_by_field(decided, form)
        if errors.keys() <= set(form.inputs.fields()):
            return {"response_action": "errors", "errors": errors}
        notice = notice_view(decided.t, refusal_message(decided.t, decided.rejected))
        return {"response_action": "push", "view": view_payload(notice)}
    if isinstance(decided.outcome, ReplaceModal):
        return {"response_action": "update", "view": view_payload(decided.outcome.view)}
    if isinstance(decided.outcome, OpenModal):
        return {"response_action": "push", "view": view_payload(decided.outcome.view)}
    return {"response_action": "clear"}


def _errors_by_field(decided: Decided, form: SubmissionForm) -> dict[str, str]:
    """Slack shows these as plain text, so nothing is escaped."""
    rejected = decided.rejected
    if isinstance(rejected, RejectedFields):
        return {field: unescape(refusal_text(decided.t, each)) for field, each in rejected.fields.items()}
    assert isinstance(rejected, Rejected)
    field = rejected.field or next(iter(form.inputs.fields()), "")
    return {field: unescape(refusal_text(decided.t, rejected))}
