"""Whoever runs Evenhand asks what is missing before Slack says so."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cli.doctor import Finding, examined
from bot.clock import MovableClock
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.slack.commands import CommandNames
from bot.slack.manifest import manifest
from tests.cli.running import Cli
from tests.office import settings_for
from tests.ports import free_port

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)


def described(*scopes: str) -> dict[str, Any]:
    """The manifest, with other rights if there are any."""
    found = manifest(CommandNames("", {}), request_url=None)
    if scopes:
        found["oauth_config"]["scopes"]["bot"] = list(scopes)
    return found


@asynccontextmanager
async def slack(content: Mapping[str, Any]) -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(people=(), channels=(), manifest=content, clock=MovableClock(NOW))
    async with sandbox.serve():
        yield sandbox


async def looked_at(content: Mapping[str, Any], url: str, **fields: object) -> dict[str, Finding]:
    async with slack(content) as sandbox:
        found = await examined(settings_for(sandbox, url, **fields))
    return {each.what: each for each in found}


async def test_nothing_is_missing(sqlite_url: str) -> None:
    found = await looked_at(described(), sqlite_url, transport="socket")
    assert [each for each in found.values() if each.state != "ok"] == []
    assert found["SLACK_BOT_TOKEN"].told == "Sandbox (T0SANDBOX)"
    assert found["scopes"].told == "as in the manifest"


async def test_missing_rights_are_named_with_what_they_are_for_and_others_too(sqlite_url: str) -> None:
    rights = [each for each in described()["oauth_config"]["scopes"]["bot"] if each not in ("files:read", "im:history")]
    found = await looked_at(described(*rights, "channels:history"), sqlite_url)
    assert [what for what, each in found.items() if each.state == "missing"] == ["scope files:read", "scope im:history"]
    assert "files that people attach" in found["scope files:read"].told
    everything = described()["oauth_config"]["scopes"]["bot"]
    more = await looked_at(described(*everything, "channels:history"), sqlite_url)
    assert more["scopes"].told == "not needed any more: channels:history"


async def test_each_thing_is_found_by_itself_and_no_secret_is_told(sqlite_url: str) -> None:
    found = await looked_at(described(), sqlite_url, slack_bot_token="xoxb-hush", encryption_keys=None)
    assert {what: each.state for what, each in found.items()} == {
        "settings": "ok",
        "EVENHAND_ENCRYPTION_KEYS": "missing",
        "DATABASE_URL": "ok",
        "SLACK_BOT_TOKEN": "missing",
        "SLACK_APP_TOKEN": "ok",
        "scopes": "unknown",
    }
    assert "invalid_auth" in found["SLACK_BOT_TOKEN"].told
    assert not [each for each in found.values() if "hush" in each.told]


def test_slack_that_is_away_is_no_fault_of_settings(sqlite_url: str) -> None:
    away = {"slack_api_url": f"http://127.0.0.1:{free_port()}/api/", "slack_bot_token": "xoxb-1"}
    settings = Settings.model_validate({"database_url": sqlite_url, "slack_signing_secret": "hush", **away})
    found = {each.what: each.state for each in asyncio.run(examined(settings))}
    assert (found["SLACK_BOT_TOKEN"], found["scopes"]) == ("unknown", "unknown")


def test_the_command_counts_what_is_missing(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = cli("doctor", "--json")
    assert ran.code == 1
    assert {each["what"] for each in ran.json if each["state"] == "missing"} >= {"settings", "SLACK_BOT_TOKEN"}
    assert "to mend" in ran.err
    monkeypatch.setenv("EVENHAND_ENCRYPTION_KEYS", "short")
    assert cli("doctor").err.startswith("evenhand: EVENHAND_ENCRYPTION_KEYS")
