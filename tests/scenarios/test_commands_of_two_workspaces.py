"""Whoever runs Evenhand for two companies on one database says which one a command is about, or the token says it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

import pytest
import typer

from bot.cli import app
from bot.clock import MovableClock
from bot.db.engine import Database
from bot.sandbox.server import Sandbox
from bot.slack.commands import CommandNames
from bot.slack.manifest import manifest
from tests.cli.running import alone, evenhand, meet
from tests.databases import opened
from tests.features.people.cast import ACCOUNTS, BO, CHEN, SLACK_TEAM, TABLE
from tests.office import BERLIN, PEOPLE, WEDNESDAY
from tests.twins import TEAM_ID, Twins, settle_in

WITHOUT_A_WORKSPACE = {
    "run",
    "demo",
    "doctor",
    "migrate",
    "manifest",
    "schemes list",
    "schemes show",
    "schemes check",
    "score",
    "keys new",
}
FIGURES = f"date,member,metric,value,note\n2026-10-05,{BO},leads,41,\n"
THEIRS = "twin-secret:prompts.prompt:U0BO"
COMMANDS: dict[str, tuple[str, ...]] = {
    "import members": ("import", "members", "people.csv"),
    "members import": ("members", "import", "people.csv"),
    "import entries": ("import", "entries", "figures.csv"),
    "members list": ("members", "list"),
    "members show": ("members", "show", BO),
    "members merge": ("members", "merge", CHEN, BO, "--dry-run", "--reason", "new account", "--force"),
    "members readmit": ("members", "readmit", BO),
    "schedule show": ("schedule", "show", BO),
    "close": ("close", "2026-10"),
    "card": ("card", BO, "2026-10"),
    "delivery list": ("delivery", "list", "--state", "due"),
    "delivery retry": ("delivery", "retry", THEIRS),
    "delivery resolve": ("delivery", "resolve", THEIRS, "--dropped"),
    "audit verify": ("audit", "verify"),
    "audit head": ("audit", "head"),
    "audit search": ("audit", "search"),
    "audit export": ("audit", "export", "-"),
    "keys check": ("keys", "check"),
    "keys rotate": ("keys", "rotate"),
    "retention": ("retention",),
}
"""In an order in which each finds what it needs."""
NOT_OURS = {"delivery retry", "delivery resolve", "members readmit"}
"""They name a row of the twins', or somebody who was not erased, which is as good as none."""


def named(group: typer.Typer, before: str = "") -> Iterator[str]:
    for command in group.registered_commands:
        assert command.callback
        yield before + (command.name or command.callback.__name__)
    for each in group.registered_groups:
        assert each.typer_instance
        yield from named(each.typer_instance, f"{before}{each.name} ")


def test_every_command_is_here() -> None:
    assert set(named(app)) == COMMANDS.keys() | WITHOUT_A_WORKSPACE


@pytest.fixture(autouse=True)
def beside_twins() -> None:
    """Not beside an office, but alone with ours."""


@pytest.fixture
def twins(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Twins:
    """Two companies; nobody of ours is in a team yet."""
    alone(monkeypatch, tmp_path, sqlite_url)
    monkeypatch.delenv("EVENHAND_WORKSPACE", raising=False)
    (tmp_path / "people.csv").write_text(TABLE)
    (tmp_path / "figures.csv").write_text(FIGURES)
    found = asyncio.run(settled(sqlite_url))
    meet(sqlite_url)
    return found


async def settled(url: str) -> Twins:
    async with visiting(url) as database:
        return await settle_in(database, PEOPLE)


@asynccontextmanager
async def visiting(url: str) -> AsyncIterator[Database]:
    database = opened(url)
    yield database
    await database.close()


async def apart(url: str, twins: Twins, shown: list[str]) -> None:
    async with visiting(url) as database, database.read() as session:
        await twins.assert_apart(session, shown=shown)


def test_without_a_word_about_which_every_command_asks(twins: Twins, sqlite_url: str) -> None:
    for name, arguments in COMMANDS.items():
        ran = evenhand(*arguments)
        assert (ran.code, ran.out) == (1, ""), name
        assert f"{SLACK_TEAM} Acme, {TEAM_ID} Twin" in ran.err, name
        assert "set EVENHAND_WORKSPACE to the id of one" in ran.err, name
    asyncio.run(apart(sqlite_url, twins, []))


def test_every_command_does_it_for_the_one_that_is_named(
    twins: Twins, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENHAND_WORKSPACE", SLACK_TEAM)
    told = []
    for name, arguments in COMMANDS.items():
        ran = evenhand(*arguments)
        assert ran.code == (1 if name in NOT_OURS else 0), (name, ran.err)
        told.append((ran.out + ran.err).replace(THEIRS, "what was typed"))
    asyncio.run(apart(sqlite_url, twins, told))
    assert "41" in "".join(told), "ours are there"


def test_a_workspace_that_is_not_there_is_refused(twins: Twins, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_WORKSPACE", "T0NOBODY")
    ran = evenhand("members", "list")
    assert (ran.code, ran.out) == (1, "")
    assert f"no workspace 'T0NOBODY'; there are {SLACK_TEAM} Acme, {TEAM_ID} Twin" in ran.err


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """The twins' Slack, in a thread of its own, and their bot's token."""
    described = manifest(CommandNames("", {}), request_url=None)
    sandbox = Sandbox(
        people=PEOPLE, manifest=described, clock=MovableClock(WEDNESDAY), zone=BERLIN, team_id=TEAM_ID, team_name="Twin"
    )
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    serving = sandbox.serve()
    asyncio.run_coroutine_threadsafe(serving.__aenter__(), loop).result()
    monkeypatch.setenv("SLACK_BOT_TOKEN", sandbox.bot_token)
    monkeypatch.setenv("SLACK_API_URL", sandbox.base_url + "/api/")
    yield sandbox
    asyncio.run_coroutine_threadsafe(serving.__aexit__(None, None, None), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_the_token_says_which(twins: Twins, slack: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = evenhand("members", "list", "--json")
    assert {each["member"] for each in listed.json} == set(twins.members)
    monkeypatch.setenv("EVENHAND_WORKSPACE", SLACK_TEAM)
    assert {each["member"] for each in evenhand("members", "list", "--json").json} <= {each["id"] for each in ACCOUNTS}
    refused = evenhand("import", "members", "people.csv")
    assert refused.code == 1
    assert f"SLACK_BOT_TOKEN belongs to {TEAM_ID}, and EVENHAND_WORKSPACE says {SLACK_TEAM}" in refused.err


def test_a_token_whose_slack_is_away_asks_like_none(twins: Twins, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-nobody")
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    ran = evenhand("audit", "head")
    assert ran.code == 1
    assert "Slack cannot be reached" in ran.err
    assert "set EVENHAND_WORKSPACE" in ran.err
