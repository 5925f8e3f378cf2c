"""What the app declares is what it listens to and calls, within what Slack takes."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import bot
from bot.features.catalogue import LISTENERS
from bot.slack.commands import COMMANDS, FUNCTIONS, SHORTCUTS, CommandNames
from bot.slack.manifest import RAN, SCOPES, manifest

DESCRIBED = manifest(CommandNames("", {}), request_url=None)
FEATURES = DESCRIBED["features"]

METHODS: Mapping[str, str] = {
    "apps.connections.open": "",
    "auth.test": "",
    "bots.info": "users:read",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "im:history",
    "conversations.open": "im:write",
    "conversations.replies": "im:history",
    "files.completeUploadExternal": "files:write",
    "files.delete": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
    "functions.completeError": "",
    "functions.completeSuccess": "",
    "users.list": "users:read",
    "views.open": "",
    "views.publish": "",
    "views.push": "",
    "views.update": "",
}
"""Method → the scope of a bot's token that it takes, as https://docs.slack.dev/reference/methods says; histories those
of direct messages alone. Opening a socket takes the app's own token."""
EVENTS: Mapping[str, str] = {"app_home_opened": "", "team_join": "users:read", "user_change": "users:read"}
"""Event → the scope without which Slack does not send it, from https://docs.slack.dev/reference/events."""
OTHERWISE = {
    "chat:write.public": "chat.postMessage into a public channel in which the app is not",
    "commands": "slash commands and shortcuts",
    "users:read.email": "the field `email` of users.list",
}
"""Scopes that no method and no event takes by itself."""
FAMILIES = ("apps", "auth", "bots", "chat", "conversations", "files", "functions", "users", "views")
METHOD = re.compile(rf"({'|'.join(FAMILIES)})\.[a-zA-Z.]+")


def called() -> Iterator[str]:
    """Names of Slack's methods in what the bot is made of; the local workspace has its own."""
    root = Path(bot.__file__).parent
    for file in root.rglob("*.py"):
        if "sandbox" not in file.relative_to(root).parts:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and METHOD.fullmatch(str(node.value)):
                    yield node.value


def test_every_shortcut_and_command_has_a_listener_and_no_other_has() -> None:
    assert {each["callback_id"] for each in FEATURES["shortcuts"]} == set(LISTENERS.shortcuts) == set(SHORTCUTS)
    assert {each["command"] for each in FEATURES["slash_commands"]} == {f"/{name}" for name in LISTENERS.commands}
    assert set(LISTENERS.commands) == set(COMMANDS)


def test_every_event_has_a_listener_and_no_other_has() -> None:
    asked = DESCRIBED["settings"]["event_subscriptions"]["bot_events"]
    assert set(asked) - {RAN} == set(EVENTS) == {*LISTENERS.events, *LISTENERS.anonymous_events}
    assert len(asked) == len(set(asked))


def test_every_step_of_workflows_has_a_listener_and_no_other_has() -> None:
    assert set(DESCRIBED["functions"]) == set(LISTENERS.functions) == set(FUNCTIONS)
    assert RAN in DESCRIBED["settings"]["event_subscriptions"]["bot_events"]
    assert (DESCRIBED["settings"]["org_deploy_enabled"], DESCRIBED["settings"]["function_runtime"]) == (True, "remote")
    for each in DESCRIBED["functions"].values():
        for parameters in (each["input_parameters"], each["output_parameters"]):
            assert all(parameter["name"] == name for name, parameter in parameters.items())
    without = manifest(CommandNames("", {}), request_url=None, has_steps=False)
    assert "functions" not in without
    assert RAN not in without["settings"]["event_subscriptions"]["bot_events"]
    assert without["settings"]["org_deploy_enabled"] is False


def test_the_scopes_are_those_of_what_is_called_and_heard_and_no_others() -> None:
    assert set(called()) == set(METHODS), "a method that is new here needs its scope in the table"
    needed = {*METHODS.values(), *EVENTS.values(), *OTHERWISE} - {""}
    assert needed == set(DESCRIBED["oauth_config"]["scopes"]["bot"]) == set(SCOPES)
    assert all(SCOPES.values()), "each says what it is for"


def test_no_channel_is_read() -> None:
    assert not [scope for scope in SCOPES if re.match(r"(channels|groups|mpim|search):", scope)]


def test_names_are_as_long_as_slack_takes_them() -> None:
    for each in FEATURES["shortcuts"]:
        assert len(each["name"]) <= 24
        assert len(each["description"]) <= 150
        assert each["type"] in ("global", "message")
    for kind, most in (("global", 10), ("message", 10)):
        assert sum(each["type"] == kind for each in FEATURES["shortcuts"]) <= most
