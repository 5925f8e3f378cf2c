"""What an app says back: messages through acks and response URLs, and the answer to a submission."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.sandbox.block_ids import with_ids
from bot.sandbox.core import Core
from bot.sandbox.errors import SlackError, with_messages
from bot.sandbox.limits import check_blocks
from bot.sandbox.messages import Message
from bot.sandbox.views import View

TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """What became of a submission: `errors` by block id, or `error` when the app failed, or neither."""

    ok: bool
    response_action: str | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    error: str | None = None


def respond(core: Core, *, user: str, channel: str, said: Mapping[str, Any], ts: str | None = None) -> Message | None:
    """Put the app's answer into `channel`: for `user` alone unless `response_type` is "in_channel".

    `ts` is the message that `replace_original` and `delete_original` mean. Returns the message, if any.
    Raises SlackError: no_text, invalid_blocks.
    """
    original = core.workspace.conversations[channel].messages.get(ts or "")
    if said.get("delete_original"):
        if original is not None:
            core.board.remove(original)
        return None
    content = _content(said)
    if said.get("replace_original") and original is not None:
        return core.board.edit(original, **content)
    is_public = said.get("response_type") == "in_channel"
    message = core.bot_message(core.workspace.conversations[channel], thread_ts=said.get("thread_ts"), **content)
    return core.board.post(message if is_public else replace(message, ephemeral_to=user))


def _content(said: Mapping[str, Any]) -> dict[str, Any]:
    blocks = said.get("blocks") or []
    found = check_blocks(blocks)
    if found:
        raise with_messages("invalid_blocks", found)
    attachments = said.get("attachments") or ()
    if not said.get("text") and not blocks and not attachments:
        raise SlackError("no_text")
    return {"text": str(said.get("text") or ""), "blocks": with_ids(blocks), "attachments": attachments}


def settle_submission(core: Core, view: View, said: Mapping[str, Any]) -> Submitted:
    """Do with the modal what the app answered; an answer Slack would not understand counts as a failure."""
    action = said.get("response_action")
    try:
        if action == "errors":
            return _field_errors(view, said.get("errors"))
        if action == "update":
            core.views.update(view, said.get("view"))
        elif action == "push":
            core.views.push(view.user, said.get("view"))
        elif action == "clear":
            core.views.clear(view.user)
        elif action is None:
            core.views.close(view)
        else:
            return Submitted(ok=False, error=f"{TROUBLE} (unknown response_action {action!r})")
    except SlackError as problem:
        return Submitted(ok=False, error=f"{TROUBLE} ({problem.code}: {problem.extra})")
    return Submitted(ok=True, response_action=str(action) if action else None)


def _field_errors(view: View, errors: Any) -> Submitted:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        return Submitted(ok=False, error=f"{TROUBLE} (errors must name input blocks, got {errors!r})")
    return Submitted(ok=False, response_action="errors", errors=errors)
