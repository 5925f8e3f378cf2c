"""What whoever runs Evenhand types first."""

import json
import sqlite3
import subprocess

import pytest
import yaml
from sqlalchemy.exc import OperationalError

from bot.slack.commands import COMMANDS
from tests.cli.running import EVENHAND, Cli


def test_the_manifest_is_yaml_and_json(cli: Cli) -> None:
    as_yaml, as_json = cli("manifest"), cli("manifest", "--json")
    assert as_yaml.err == as_json.err == ""
    described = yaml.safe_load(as_yaml.out)
    assert described == as_json.json
    assert described["settings"]["socket_mode_enabled"] is True
    assert {each["command"] for each in described["features"]["slash_commands"]} == {f"/{name}" for name in COMMANDS}


def test_the_manifest_takes_a_prefix_and_an_address(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    described = yaml.safe_load(cli("manifest", "--command-prefix", "eh-", "--request-url", "https://x.example/e").out)
    assert {each["command"] for each in described["features"]["slash_commands"]} == {f"/eh-{name}" for name in COMMANDS}
    assert described["settings"]["interactivity"]["request_url"] == "https://x.example/e"
    monkeypatch.setenv("EVENHAND_COMMAND_PREFIX", "mk-")
    assert "/mk-perf" in cli("manifest").out
    assert "/perf" in cli("manifest", "--command-prefix", "").out


def test_migrate_can_be_repeated(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new/folder/evenhand.db")
    first, second = cli("migrate"), cli("migrate")
    assert (first.code, first.out) == (second.code, second.out) == (0, "")
    assert "up to date" in second.err


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://evenhand:hush@127.0.0.1:1/evenhand",
        "sqlite:////proc/evenhand/evenhand.db",
        "mysql://evenhand:hush@127.0.0.1/evenhand",
        "evenhand.db",
    ],
)
def test_a_database_out_of_reach_is_one_line(cli: Cli, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    for command in (["migrate"], ["close", "2025-10"], ["card", "bo", "2025-10"]):
        ran = cli(*command)
        assert (ran.code, ran.out) == (1, "")
        assert len(ran.err.strip().splitlines()) == 1
        assert ran.err.startswith("evenhand: DATABASE_URL: ")
        assert "hush" not in ran.err


def test_a_database_that_gives_up_on_the_way_is_one_line(office: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    async def gives_up(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("database is locked"))

    with monkeypatch.context() as patch:
        patch.setattr("bot.features.scorecards.service.close_month", gives_up)
        refused = office("close", "2025-10")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("evenhand: the database gave up: database is locked")
    assert len(refused.err.splitlines()) == 1
    assert "database" not in office("close", "2025-10").err, "it is there again"


def test_a_wrong_setting_is_one_line(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_TIME_ZONE", "Europe/Atlantis")
    ran = cli("migrate")
    assert ran.code == 1
    assert ran.err.startswith("evenhand: EVENHAND_TIME_ZONE: 'Europe/Atlantis'")


def test_run_without_tokens_says_which(cli: Cli) -> None:
    ran = cli("run")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("evenhand: SLACK_BOT_TOKEN is not set")


@pytest.mark.parametrize("command", [["close", "2025-10"], ["card", "bo", "2025-10"]])
def test_without_a_workspace_there_is_a_way_on(cli: Cli, command: list[str]) -> None:
    ran = cli(*command)
    assert ran.code == 1
    assert "SLACK_BOT_TOKEN" in ran.err


def test_json_goes_through_a_pipe_alone(sqlite_url: str) -> None:
    ran = subprocess.run(
        [EVENHAND, "manifest", "--json"], capture_output=True, text=True, check=True, env={"DATABASE_URL": sqlite_url}
    )
    assert json.loads(ran.stdout)["display_information"]["name"] == "Evenhand"
    assert ran.stderr == ""
