"""conversations.*"""

from collections.abc import Sequence
from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.errors import SlackError
from bot.sandbox.messages import Conversation, Message
from bot.sandbox.web_api.arguments import Arguments

MOST_GUESTS = 8


def describe(core: Core, conversation: Conversation) -> dict[str, Any]:
    """The `channel` object."""
    is_channel = conversation.kind == "channel"
    described: dict[str, Any] = {
        "id": conversation.id,
        "created": int(conversation.created_at.timestamp()),
        "is_channel": is_channel and not conversation.is_private,
        "is_group": is_channel and conversation.is_private,
        "is_im": conversation.kind == "im",
        "is_mpim": conversation.kind == "mpim",
        "is_private": conversation.is_private,
        "is_archived": conversation.is_archived,
        "is_member": core.identity.bot_user in conversation.members,
        "context_team_id": core.identity.team_id,
    }
    if conversation.kind == "im":
        return described | {"user": conversation.name}
    topic = {"value": conversation.topic, "creator": "", "last_set": 0}
    return described | {
        "name": conversation.name,
        "name_normalized": conversation.name,
        "topic": topic,
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(conversation.members),
    }


def type_of(conversation: Conversation) -> str:
    """Slack's name in `types`: public_channel, private_channel, im or mpim."""
    if conversation.kind != "channel":
        return conversation.kind
    return "private_channel" if conversation.is_private else "public_channel"


def listed(core: Core, args: Arguments, conversations: Sequence[Conversation]) -> dict[str, Any]:
    """One page of `conversations` after the filters `types` and `exclude_archived`."""
    types = args.names("types") or ["public_channel"]
    chosen = [each for each in conversations if type_of(each) in types]
    if args.flag("exclude_archived"):
        chosen = [each for each in chosen if not each.is_archived]
    page, metadata = args.page(chosen, default=100)
    return {"channels": [describe(core, each) for each in page], "response_metadata": metadata}


def conversations_list(core: Core, args: Arguments) -> dict[str, Any]:
    """conversations.list"""
    return listed(core, args, core.workspace.reachable())


def conversations_info(core: Core, args: Arguments) -> dict[str, Any]:
    """conversations.info"""
    conversation = core.workspace.conversation(args.required("channel"))
    described = describe(core, conversation)
    if not args.flag("include_num_members"):
        described.pop("num_members", None)
    return {"channel": described}


def conversations_open(core: Core, args: Arguments) -> dict[str, Any]:
    """conversations.open: by `users` (1 to 8) or by the id of an existing direct message."""
    before = len(core.workspace.conversations)
    if args.text("channel"):
        conversation = core.workspace.conversation(args.text("channel"))
    else:
        conversation = core.workspace.group(_guests(core, args))
    already = {"no_op": True, "already_open": True} if len(core.workspace.conversations) == before else {}
    full = describe(core, conversation)
    return {**already, "channel": full if args.flag("return_im") else {"id": conversation.id}}


def _guests(core: Core, args: Arguments) -> list[str]:
    users = [name for name in args.names("users") if name != core.identity.bot_user]
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > MOST_GUESTS:
        raise SlackError("too_many_users")
    if any(core.workspace.person(user).deleted for user in users):
        raise SlackError("user_disabled")
    return users


def conversations_members(core: Core, args: Arguments) -> dict[str, Any]:
    """conversations.members"""
    conversation = core.workspace.conversation(args.required("channel"))
    page, metadata = args.page(sorted(conversation.members), default=100)
    return {"members": page, "response_metadata": metadata}


def conversations_join(core: Core, args: Arguments) -> dict[str, Any]:
    """conversations.join: public channels only."""
    conversation = core.workspace.conversation(args.required("channel"))
    if type_of(conversation) != "public_channel":
        raise SlackError("method_not_supported_for_channel_type")
    if conversation.is_archived:
        raise SlackError("is_archived")
    already = {"warning": "already_in_channel"} if core.identity.bot_user in conversation.members else {}
    conversation.members.add(core.identity.bot_user)
    return {"channel": describe(core, conversation), **already}


def conversations_history(core: Core, args: Arguments) -> dict[str, Any]:
    """conversations.history: newest first, without replies."""
    readable = [each for each in _readable(core, args) if not each.is_reply or each.is_broadcast]
    return _messages(core, args, readable[::-1], default=100)


def conversations_replies(core: Core, args: Arguments) -> dict[str, Any]:
    """conversations.replies: the parent and its replies, oldest first."""
    parent = args.required("ts")
    thread = [each for each in _readable(core, args) if parent in (each.ts, each.thread_ts)]
    if not thread:
        raise SlackError("thread_not_found")
    return _messages(core, args, thread, default=1000)


def _readable(core: Core, args: Arguments) -> list[Message]:
    conversation = core.workspace.conversation(args.required("channel"))
    if core.identity.bot_user not in conversation.members:
        raise SlackError("not_in_channel")
    oldest, latest = _moment(args, "oldest", 0.0), _moment(args, "latest", float("inf"))
    inclusive = args.flag("inclusive")
    return [
        each for each in conversation.visible_to(core.identity.bot_user) if _within(each, oldest, latest, inclusive)
    ]


def _moment(args: Arguments, name: str, default: float) -> float:
    try:
        return float(args.text(name) or default)
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None


def _within(message: Message, oldest: float, latest: float, inclusive: bool) -> bool:
    at = float(message.ts)
    return oldest <= at <= latest if inclusive else oldest < at < latest


def _messages(core: Core, args: Arguments, messages: Sequence[Message], *, default: int) -> dict[str, Any]:
    page, metadata = args.page(messages, default=default, most=1000)
    with_metadata = args.flag("include_all_metadata")
    shown = [core.message_json(each, with_metadata=with_metadata) for each in page]
    more = {"response_metadata": metadata} if metadata["next_cursor"] else {}
    return {"messages": shown, "has_more": bool(more), **more}
