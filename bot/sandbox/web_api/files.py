"""files.*: the external upload in three steps, what is known of a file, and its end."""

from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.errors import SlackError, with_messages
from bot.sandbox.web_api.arguments import Arguments


def get_upload_url(core: Core, args: Arguments) -> dict[str, Any]:
    """files.getUploadURLExternal"""
    length = args.number("length", 0, most=1_000_000_000)
    if not length:
        raise with_messages("invalid_arguments", ["[ERROR] missing required field: length"])
    file, key = core.files.reserve(args.required("filename"), length, alt_text=args.text("alt_txt"))
    return {"upload_url": f"{core.address.base_url}/upload/{key}", "file_id": file.id}


def info(core: Core, args: Arguments) -> dict[str, Any]:
    """files.info"""
    file = core.files.find(args.required("file"))
    if file is None:
        raise SlackError("file_not_found")
    return {"file": file.to_api(core.address.base_url)}


def delete(core: Core, args: Arguments) -> dict[str, Any]:
    """files.delete: the app's own files only."""
    file = core.files.find(args.required("file"))
    if file is None:
        raise SlackError("file_not_found")
    if file.owner is not None:
        raise SlackError("cant_delete_file")
    core.files.forget(file.id)
    return {}


def complete_upload(core: Core, args: Arguments) -> dict[str, Any]:
    """files.completeUploadExternal: with `channel_id` the files are posted there as one message."""
    wanted = args.structure("files") or []
    if not isinstance(wanted, list) or not all(isinstance(each, dict) for each in wanted) or not wanted:
        raise SlackError("invalid_arguments")
    target = args.text("channel_id") or args.text("channels")
    conversation = core.workspace.conversation(target) if target else None
    if conversation and core.identity.bot_user not in conversation.members:
        raise SlackError("not_in_channel")
    files = [core.files.complete(str(each.get("id")), title=str(each.get("title") or "")) for each in wanted]
    shown = [file.to_api(core.address.base_url) for file in files]
    if conversation:
        fields = {"text": args.text("initial_comment"), "files": shown, "thread_ts": args.text("thread_ts") or None}
        core.board.post(core.bot_message(conversation, **fields))
    return {"files": shown}
