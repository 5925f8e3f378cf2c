"""What the app declares is what it listens to, within what Slack takes."""

from bot.features.catalogue import LISTENERS
from bot.slack.commands import COMMANDS, SHORTCUTS, CommandNames
from bot.slack.manifest import manifest

FEATURES = manifest(CommandNames("", {}), request_url=None)["features"]


def test_every_shortcut_and_command_has_a_listener_and_no_other_has() -> None:
    assert {each["callback_id"] for each in FEATURES["shortcuts"]} == set(LISTENERS.shortcuts) == set(SHORTCUTS)
    assert {each["command"] for each in FEATURES["slash_commands"]} == {f"/{name}" for name in LISTENERS.commands}
    assert set(LISTENERS.commands) == set(COMMANDS)


def test_names_are_as_long_as_slack_takes_them() -> None:
    for each in FEATURES["shortcuts"]:
        assert len(each["name"]) <= 24
        assert len(each["description"]) <= 150
        assert each["type"] in ("global", "message")
    for kind, most in (("global", 10), ("message", 10)):
        assert sum(each["type"] == kind for each in FEATURES["shortcuts"]) <= most
