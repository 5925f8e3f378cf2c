"""Which methods exist, which token they take and which scopes open them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from bot.sandbox.core import Core
from bot.sandbox.errors import SlackError
from bot.sandbox.identity import FILES
from bot.sandbox.web_api import apps, chat, conversations, files, functions, users, views
from bot.sandbox.web_api.arguments import Arguments

Handler = Callable[[Core, Arguments], dict[str, Any]]
READ: Final = {
    "public_channel": "channels:read",
    "private_channel": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}
HISTORY: Final = {
    "public_channel": "channels:history",
    "private_channel": "groups:history",
    "im": "im:history",
    "mpim": "mpim:history",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One Web API method. `scope` is always needed; `by_type` names the scope for each type of conversation."""

    handler: Handler
    scope: str | None = None
    by_type: tuple[tuple[str, str], ...] = ()
    takes_app_token: bool = False

    def missing_scope(self, core: Core, args: Arguments) -> str | None:
        """The scope that this call would need and the manifest does not grant."""
        granted = core.manifest.scopes
        needed = {self.scope} if self.scope else set()
        if granted is None:
            return None
        if self.by_type:
            scopes = dict(self.by_type)
            needed |= {scopes[kind] for kind in _types(core, args) if kind in scopes}
        return next(iter(sorted(needed - granted)), None)


def _types(core: Core, args: Arguments) -> list[str]:
    channel = args.text("channel")
    if channel:
        return [conversations.type_of(core.workspace.conversation(channel))]
    return args.names("types") or ["public_channel"]


def find_method(name: str) -> Method:
    """The method called `name`; SlackError("unknown_method")."""
    if name not in METHODS:
        raise SlackError("unknown_method", extra={"req_method": name})
    return METHODS[name]


def _reading(handler: Handler) -> Method:
    return Method(handler=handler, by_type=tuple(READ.items()))


def _history(handler: Handler) -> Method:
    return Method(handler=handler, by_type=tuple(HISTORY.items()))


def _writing(handler: Handler) -> Method:
    return Method(handler=handler, scope="chat:write")


METHODS: Final[dict[str, Method]] = {
    "api.test": Method(handler=lambda _core, args: {"args": args.given}),
    "apps.connections.open": Method(handler=apps.open_connection, takes_app_token=True),
    "auth.test": Method(handler=apps.auth_test),
    "bots.info": Method(handler=apps.bots_info, scope="users:read"),
    "chat.delete": _writing(chat.delete),
    "chat.getPermalink": Method(handler=chat.get_permalink),
    "chat.postEphemeral": _writing(chat.post_ephemeral),
    "chat.postMessage": _writing(chat.post_message),
    "chat.update": _writing(chat.update),
    "conversations.history": _history(conversations.conversations_history),
    "conversations.info": _reading(conversations.conversations_info),
    "conversations.join": Method(handler=conversations.conversations_join, scope="channels:join"),
    "conversations.list": _reading(conversations.conversations_list),
    "conversations.members": _reading(conversations.conversations_members),
    "conversations.open": Method(handler=conversations.conversations_open, scope="im:write"),
    "conversations.replies": _history(conversations.conversations_replies),
    "files.completeUploadExternal": Method(handler=files.complete_upload, scope="files:write"),
    "files.delete": Method(handler=files.delete, scope="files:write"),
    "files.info": Method(handler=files.info, scope=FILES),
    "files.getUploadURLExternal": Method(handler=files.get_upload_url, scope="files:write"),
    "functions.completeError": Method(handler=functions.complete_error),
    "functions.completeSuccess": Method(handler=functions.complete_success),
    "team.info": Method(handler=apps.team_info, scope="team:read"),
    "users.conversations": _reading(users.users_conversations),
    "users.info": Method(handler=users.users_info, scope="users:read"),
    "users.list": Method(handler=users.users_list, scope="users:read"),
    "users.lookupByEmail": Method(handler=users.lookup_by_email, scope="users:read.email"),
    "views.open": Method(handler=views.views_open),
    "views.publish": Method(handler=views.views_publish),
    "views.push": Method(handler=views.views_push),
    "views.update": Method(handler=views.views_update),
}
