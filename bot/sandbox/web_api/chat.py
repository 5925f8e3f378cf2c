"""chat.*"""

from typing import Any

from bot.sandbox.block_ids import with_ids
from bot.sandbox.core import Core
from bot.sandbox.errors import SlackError, with_messages
from bot.sandbox.limits import MESSAGE_TEXT, check_blocks
from bot.sandbox.messages import Conversation, Message, may_see
from bot.sandbox.web_api.arguments import Arguments


def content(core: Core, args: Arguments) -> dict[str, Any]:
    """Text, blocks and attachments of a message. SlackError: invalid_blocks(_format), no_text, msg_too_long."""
    blocks = args.structure("blocks", error="invalid_blocks_format") or []
    attachments = args.structure("attachments", error="invalid_attachments") or []
    found = check_blocks(blocks) or core.unknown_files(blocks)
    if found:
        raise with_messages("invalid_blocks", found)
    text = args.text("text")
    if not text and not blocks and not attachments:
        raise SlackError("no_text")
    if len(text) > MESSAGE_TEXT:
        raise SlackError("msg_too_long")
    return {"text": text, "blocks": with_ids(blocks), "attachments": attachments}


def post_message(core: Core, args: Arguments) -> dict[str, Any]:
    """chat.postMessage: `channel` is an id, "#name", or a person's id for the direct message."""
    conversation = _writable(core, args)
    fields = content(core, args) | {"metadata": _metadata(args), **_thread(conversation, args)}
    core.faults.spend(conversation.id)
    message = core.board.post(core.bot_message(conversation, **fields))
    shown = core.message_json(message, with_metadata=True)
    return {"channel": conversation.id, "ts": message.ts, "message": shown}


def post_ephemeral(core: Core, args: Arguments) -> dict[str, Any]:
    """chat.postEphemeral: `user` must be in the conversation; nothing is kept in its history."""
    conversation = _writable(core, args)
    user = core.workspace.person(args.required("user")).id
    if user not in conversation.members:
        raise SlackError("user_not_in_channel")
    fields = content(core, args) | _thread(conversation, args)
    core.faults.spend(conversation.id)
    message = core.board.post(core.bot_message(conversation, ephemeral_to=user, **fields))
    return {"message_ts": message.ts}


def update(core: Core, args: Arguments) -> dict[str, Any]:
    """chat.update: the app's own messages only."""
    message = _own(core, args, error="cant_update_message")
    given = {name: value for name, value in content(core, args).items() if name in args.given or name == "text"}
    if "metadata" in args.given:
        given["metadata"] = _metadata(args)
    changed = core.board.edit(message, **given)
    shown = core.message_json(changed, with_metadata=True)
    return {"channel": changed.channel, "ts": changed.ts, "text": changed.text, "message": shown}


def delete(core: Core, args: Arguments) -> dict[str, Any]:
    """chat.delete: the app's own messages only."""
    message = _own(core, args, error="cant_delete_message")
    core.board.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(core: Core, args: Arguments) -> dict[str, Any]:
    """chat.getPermalink"""
    message = _find(core, args, "message_ts")
    digits = message.ts.replace(".", "")
    link = f"{core.identity.team_url}archives/{message.channel}/p{digits}"
    return {"channel": message.channel, "permalink": link}


def _writable(core: Core, args: Arguments) -> Conversation:
    conversation = core.workspace.addressed(args.required("channel"))
    if conversation.is_archived:
        raise SlackError("is_archived")
    may_write_anywhere = "chat:write.public" in (core.manifest.scopes or ())
    if core.identity.bot_user not in conversation.members and not may_write_anywhere:
        raise SlackError("not_in_channel")
    return conversation


def _find(core: Core, args: Arguments, name: str) -> Message:
    conversation = core.workspace.addressed(args.required("channel"))
    message = conversation.messages.get(args.required(name))
    if message is None or not may_see(conversation, message, core.identity.bot_user):
        raise SlackError("message_not_found")
    return message


def _own(core: Core, args: Arguments, *, error: str) -> Message:
    message = _find(core, args, "ts")
    if message.bot_id != core.identity.bot_id:
        raise SlackError(error)
    return message


def _thread(conversation: Conversation, args: Arguments) -> dict[str, Any]:
    parent = args.text("thread_ts")
    if not parent:
        return {}
    if parent not in conversation.messages:
        raise SlackError("invalid_thread_ts")
    return {"thread_ts": parent, "is_broadcast": args.flag("reply_broadcast")}


def _metadata(args: Arguments) -> dict[str, Any] | None:
    metadata = args.structure("metadata", error="invalid_metadata_format")
    if metadata is None:
        return None
    is_complete = isinstance(metadata, dict) and isinstance(metadata.get("event_payload"), dict)
    if not is_complete or not isinstance(metadata.get("event_type"), str):
        raise SlackError("invalid_metadata_format")
    return dict(metadata)
