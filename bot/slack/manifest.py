"""The Slack app's manifest, from the same table as the listeners."""

from collections.abc import Mapping
from typing import Any

from bot.slack.commands import COMMANDS, FUNCTIONS, SHORTCUTS, CommandNames, Parameter

SCOPES: Mapping[str, str] = {
    "chat:write": "messages to people and in channels",
    "chat:write.public": "posts in public channels of teams, without an invitation",
    "commands": "slash commands and shortcuts",
    "files:read": "files that people attach in a form; without it Slack refuses such a form",
    "files:write": "pictures and documents",
    "im:history": "finding out whether a direct message of ours has arrived; no channel’s history is read",
    "im:write": "opening the direct message with somebody",
    "users:read": "who is a member, in which zone and language",
    "users:read.email": "members by their addresses, for imports",
}
"""Each with what it is for. None is asked for in advance."""

EVENTS = ("app_home_opened", "team_join", "user_change")
RAN = "function_executed"
"""The event of a step that a workflow has come to."""


def manifest(names: CommandNames, *, request_url: str | None, has_steps: bool = True) -> dict[str, Any]:
    """With a request URL for HTTP mode, without one for Socket Mode. Without steps of workflows, which Slack takes on
    paid plans only, nothing of them is in it."""
    where = {"request_url": request_url} if request_url else {}
    commands = [
        {
            "command": names.shown(name),
            "description": description,
            "usage_hint": usage,
            "should_escape": True,
            **({"url": request_url} if request_url else {}),
        }
        for name, (description, usage) in COMMANDS.items()
    ]
    return {
        "display_information": {
            "name": "Evenhand",
            "description": "Continuous feedback with a receipt for every number",
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Evenhand", "always_online": True},
            "slash_commands": commands,
            "shortcuts": [
                {"name": name, "type": kind, "callback_id": callback_id, "description": description}
                for callback_id, (kind, name, description) in SHORTCUTS.items()
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**where, "bot_events": [*EVENTS, RAN] if has_steps else list(EVENTS)},
            "interactivity": {"is_enabled": True, **where},
            # Slack lets no other app have steps; it can be installed in a single workspace all the same.
            "org_deploy_enabled": has_steps,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": False,
            **({"function_runtime": "remote"} if has_steps else {}),
        },
        **({"functions": _functions()} if has_steps else {}),
    }


def _functions() -> dict[str, Any]:
    return {
        callback_id: {
            "title": function.title,
            "description": function.description,
            "input_parameters": {each.name: _parameter(each) for each in function.inputs},
            "output_parameters": {each.name: _parameter(each) for each in function.outputs},
        }
        for callback_id, function in FUNCTIONS.items()
    }


def _parameter(each: Parameter) -> dict[str, Any]:
    return {
        "type": each.type,
        "title": each.title,
        "description": each.description,
        "is_required": each.is_required,
        "name": each.name,
    }
