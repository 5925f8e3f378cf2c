"""The one path of a request: open a turn, let a listener decide, commit, then acknowledge.

Bolt verifies and reads a request; which listener it is for is looked up here, since Bolt would try one by one.
"""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from secrets import token_hex
from typing import Any

import structlog
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.views import View
from structlog.contextvars import bind_contextvars, reset_contextvars

from bot.errors import Rejected, RejectedFields, TransportError
from bot.slack.client import SlackClient
from bot.slack.commands import CommandNames
from bot.slack.deciding import Decided, Decider, Handler
from bot.slack.forms import (
    ActionForm,
    Caller,
    CommandForm,
    EventForm,
    FunctionForm,
    ShortcutForm,
    SubmissionForm,
    caller_of,
    read_action,
    read_event,
    read_function,
    read_shortcut,
    read_submission,
)
from bot.slack.links import is_link
from bot.slack.listen import Listeners
from bot.slack.manifest import RAN
from bot.slack.messages import Message, view_payload
from bot.slack.outcomes import OpenModal, Outcome, PublishHome, ReplaceModal
from bot.slack.pictures import NOT_SHOWN, without_words
from bot.slack.refusals import notice_view, refusal_message, refusal_text, repeated_form, repeated_message
from bot.slack.seen.keys import keys_of
from bot.slack.text import unescape

log = structlog.get_logger(__name__)

Read = Callable[[Mapping[str, Any]], Any]
Answer = Callable[[Any, Caller, Mapping[str, Any]], Awaitable[BoltResponse]]


class Edge(AsyncMiddleware):
    """Bolt's last middleware: answers everything that a listener is there for. `pictured` gives a Home the pictures
    that are at Slack."""

    def __init__(
        self,
        *,
        decider: Decider,
        listeners: Listeners,
        names: CommandNames,
        client: SlackClient,
        pictured: Callable[[View], Awaitable[View]],
    ) -> None:
        self._decider = decider
        self._listeners = listeners
        self._names = names
        self._client = client
        self._pictured = pictured
        self._answers: dict[str, tuple[Read, Answer]] = {
            "command": (self._read_command, self._on_command),
            "block_actions": (read_action, self._on_action),
            "view_submission": (read_submission, self._on_submission),
            "shortcut": (read_shortcut, self._on_shortcut),
            "message_action": (read_shortcut, self._on_shortcut),
            **dict.fromkeys(
                (f"event:{type_}" for type_ in (*listeners.events, *listeners.anonymous_events)),
                (read_event, self._on_event),
            ),
            f"event:{RAN}": (read_function, self._on_function),
        }

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002  # Bolt's name for it
    ) -> BoltResponse:
        """Bolt's middleware before this one has verified the request."""
        try:
            answer = self._answer_to(req.body)
        except (LookupError, TypeError, AttributeError, ValueError):
            log.warning("request refused: it cannot be read", exc_info=True)
            return BoltResponse(status=400, body="")
        if answer is None:
            return await next()
        before = bind_contextvars(request=_kind_of(req.body), request_id=token_hex(4))
        try:
            return await answer()
        finally:
            reset_contextvars(**before)

    def _answer_to(self, body: Mapping[str, Any]) -> Callable[[], Awaitable[BoltResponse]] | None:
        """None when nobody listens; LookupError, TypeError, AttributeError, ValueError when it cannot be read."""
        known = self._answers.get(_kind_of(body))
        if known is None:
            return None
        read, answer = known
        return partial(answer, read(body), caller_of(body), body)

    def _read_command(self, body: Mapping[str, Any]) -> CommandForm:
        name = self._names.registered(body["command"])
        return CommandForm(name, unescape(body.get("text", "")), body.get("channel_id", ""))

    async def _on_command(self, form: CommandForm, caller: Caller, body: Mapping[str, Any]) -> BoltResponse:
        decided = await self._decider.decide(self._listeners.commands.get(form.name), form, caller, keys=keys_of(body))
        answer = repeated_message(decided.t) if decided.is_copy else await self._carry_out(decided, body)
        return BoltResponse(status=200, body=answer.written() if answer else "")

    async def _on_action(self, form: ActionForm, caller: Caller, body: Mapping[str, Any]) -> BoltResponse:
        if is_link(form.action_id):
            # Slack has opened it; nobody waits for more.
            return _acknowledged()
        decided = await self._decider.decide(self._action_handler(form), form, caller, keys=keys_of(body))
        if decided.answer and not body.get("response_url"):
            decided = decided.in_window()
        answer = await self._carry_out(decided, body)
        if answer and (url := body.get("response_url")):
            private = {"response_type": "ephemeral", "replace_original": False}
            await self._client.respond(url, {**answer.payload(), **private})
        return _acknowledged()

    async def _on_shortcut(self, form: ShortcutForm, caller: Caller, body: Mapping[str, Any]) -> BoltResponse:
        handler = self._listeners.shortcuts.get(form.callback_id)
        decided = await self._decider.decide(handler, form, caller, keys=keys_of(body))
        await self._carry_out(decided, body)
        return _acknowledged()

    async def _on_submission(self, form: SubmissionForm, caller: Caller, body: Mapping[str, Any]) -> BoltResponse:
        handler = self._listeners.submissions.get(form.callback_id)
        decided = await self._decider.decide(handler, form, caller, keys=keys_of(body))
        return _acknowledged(_submission_answer(decided, form))

    async def _on_event(self, form: EventForm, caller: Caller, body: Mapping[str, Any]) -> BoltResponse:
        anonymous = self._listeners.anonymous_events.get(form.type)
        handler = anonymous or self._listeners.events.get(form.type)
        decided = await self._decider.decide(
            handler, form, caller, keys=keys_of(body), is_anonymous=anonymous is not None
        )
        return await self._heard(decided, body)

    async def _on_function(self, form: FunctionForm, caller: Caller, body: Mapping[str, Any]) -> BoltResponse:
        handler = self._listeners.functions.get(form.callback_id)
        return await self._heard(
            await self._decider.decide(handler, form, caller, keys=keys_of(body), is_anonymous=True), body
        )

    async def _heard(self, decided: Decided, body: Mapping[str, Any]) -> BoltResponse:
        """Nobody reads an answer to an event, but Slack sends it again unless it is acknowledged."""
        if decided.may_come_again:
            return BoltResponse(status=503, body="")
        await self._carry_out(decided, body)
        return _acknowledged()

    def _action_handler(self, form: ActionForm) -> Handler | None:
        """Several buttons of one kind in a block differ after a colon: `metrics.snooze:10`."""
        return self._listeners.actions.get(form.action_id.partition(":")[0])

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
            await self._open(method, outcome.view, trigger_id=body.get("trigger_id"))
        elif isinstance(outcome, ReplaceModal):
            await self._open("views.update", outcome.view, view_id=view.get("id"))
        elif isinstance(outcome, PublishHome):
            home = outcome.view
            await self._put("views.publish", await self._pictured(home), home, user_id=caller_of(body).user)

    async def _open(self, method: str, window: View, **where: object) -> None:
        await self._put(method, without_words(await self._pictured(window)), without_words(window), **where)

    async def _put(self, method: str, shown: View, plain: View, **where: object) -> None:
        """Without pictures where Slack refuses one, such as a file that somebody has deleted."""
        try:
            await self._client.call(method, **where, view=view_payload(shown))
        except TransportError as error:
            if shown is plain or error.code not in NOT_SHOWN:
                raise
            await self._client.call(method, **where, view=view_payload(plain))


class BeforeAuthorization(AsyncMiddleware):
    """The edge for everything but events. Bolt's authorization serves to leave out events about the app itself; what
    somebody has typed or pressed need not wait for it."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002  # Bolt's name for it
    ) -> BoltResponse:
        """Bolt has verified the request."""
        if "event" in req.body:
            return await next()
        return await self._edge.async_process(req=req, resp=resp, next=next)


def _kind_of(body: Mapping[str, Any]) -> str:
    """What Slack calls the request; events by their own type."""
    if "command" in body:
        return "command"
    kind = str(body.get("type"))
    return f"event:{body['event']['type']}" if kind == "event_callback" else kind


def _acknowledged(answer: Mapping[str, Any] | None = None) -> BoltResponse:
    return BoltResponse(status=200, body={**answer} if answer else "")


def _submission_answer(decided: Decided, form: SubmissionForm) -> dict[str, Any]:
    """What view_submission is acknowledged with: the modal keeps what was typed while anything is wrong.

    A copy comes from somebody whose first answer was lost, be it the next step or an end: nobody is left in front of a
    form that can only be refused, and nobody wonders whether it was saved.
    """
    if decided.is_copy:
        return {"response_action": "update", "view": view_payload(notice_view(decided.t, repeated_form(decided.t)))}
    if decided.rejected:
        errors = _errors_by_field(decided, form)
        if errors.keys() <= set(form.inputs.fields()):
            return {"response_action": "errors", "errors": errors}
        notice = notice_view(decided.t, refusal_message(decided.t, decided.rejected))
        return {"response_action": "push", "view": view_payload(notice)}
    if isinstance(decided.outcome, ReplaceModal):
        return {"response_action": "update", "view": view_payload(without_words(decided.outcome.view))}
    if isinstance(decided.outcome, OpenModal):
        return {"response_action": "push", "view": view_payload(without_words(decided.outcome.view))}
    return {"response_action": "clear"}


def _errors_by_field(decided: Decided, form: SubmissionForm) -> dict[str, str]:
    """Slack shows these as plain text, so nothing is escaped."""
    rejected = decided.rejected
    if isinstance(rejected, RejectedFields):
        return {field: unescape(refusal_text(decided.t, each)) for field, each in rejected.fields.items()}
    assert isinstance(rejected, Rejected)
    field = rejected.field or next(iter(form.inputs.fields()), "")
    return {field: unescape(refusal_text(decided.t, rejected))}
