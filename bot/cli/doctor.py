"""`evenhand doctor`: whether everything that `run` needs is there, told before it is missed."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import as_json, say, table
from bot.errors import ConfigurationError, TransportError, first_line

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.slack.client import SlackClient

AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output, nothing else on stdout.")]
Check = Callable[["Settings"], Awaitable[str]]
"""Tells what it found; ConfigurationError for what is missing."""
FINE, MISSING, UNKNOWN = "ok", "missing", "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """`state`: ok, missing (somebody has to mend it) or unknown (it could not be asked). `told` shows no secret."""

    what: str
    state: str
    told: str


def doctor(json: AsJson = False) -> None:
    """Look at settings, keys, database, tokens and Slack's rights; changes nothing. Exit code 1 when one is missing."""
    import asyncio

    from bot.settings import load_settings

    found = asyncio.run(examined(load_settings()))
    if json:
        as_json([{"what": each.what, "state": each.state, "told": each.told} for each in found])
    else:
        table(("what", "state", ""), ((each.what, each.state, each.told) for each in found))
    missing = sum(each.state == MISSING for each in found)
    say(f"{missing} to mend." if missing else "Nothing to mend.")
    if missing:
        raise typer.Exit(1)


async def examined(settings: "Settings") -> list[Finding]:
    """Everything, in the order in which `run` needs it."""
    checks: tuple[tuple[str, Check], ...] = (
        ("settings", _settings),
        ("EVENHAND_ENCRYPTION_KEYS", _keys),
        ("DATABASE_URL", _database),
        ("SLACK_BOT_TOKEN", _bot_token),
        ("SLACK_APP_TOKEN", _app_token),
    )
    found = [await _finding(what, check, settings) for what, check in checks]
    return [*found, *await _scopes(settings)]


async def _finding(what: str, check: Check, settings: "Settings") -> Finding:
    try:
        return Finding(what, FINE, await check(settings))
    except ConfigurationError as error:
        return Finding(what, MISSING, first_line(error))
    except TransportError as error:
        return Finding(what, UNKNOWN, f"Slack could not be asked: {error.code}")


async def _settings(settings: "Settings") -> str:
    settings.require_role()
    settings.require_slack()
    return "Socket Mode" if settings.is_socket_mode else f"HTTP on port {settings.port}"


async def _keys(settings: "Settings") -> str:
    from bot.db.sealing.keyring import Keyring

    settings.require_keys()
    return f"seals with {Keyring(settings.keys).first}"


async def _database(settings: "Settings") -> str:
    from bot.db.engine import Database
    from bot.db.schema import is_current
    from bot.db.sealing.keyring import Keyring

    database = Database(settings.effective_database_url, Keyring(settings.keys))
    try:
        await database.ping()
        return "the schema is up to date" if await is_current(database) else "`run` brings the schema up to date"
    finally:
        await database.close()


async def _bot_token(settings: "Settings") -> str:
    from bot.upkeep import introduce

    async with _slack(settings) as client:
        identity = await introduce(client)
    return f"{identity['team']} ({identity['team_id']})"


async def _app_token(settings: "Settings") -> str:
    from bot.upkeep import check_app_token

    await check_app_token(settings)
    return "Slack takes it" if settings.is_socket_mode else "not set, and not needed for HTTP"


async def _scopes(settings: "Settings") -> list[Finding]:
    """One line for each right that Slack does not say the token has, or one for all of them."""
    try:
        async with _slack(settings) as client:
            granted = await client.granted()
    except (ConfigurationError, TransportError) as error:
        return [Finding("scopes", UNKNOWN, f"Slack could not be asked: {first_line(error)}")]
    if granted is None:
        return [Finding("scopes", UNKNOWN, "the server does not tell which there are")]
    return list(_compared(granted))


def _compared(granted: frozenset[str]) -> Iterator[Finding]:
    from bot.slack.manifest import SCOPES

    for scope in sorted(SCOPES.keys() - granted):
        told = f"for {SCOPES[scope]}; give the app what `evenhand manifest` prints and install it again"
        yield Finding(f"scope {scope}", MISSING, told)
    if SCOPES.keys() <= granted:
        unused = sorted(granted - SCOPES.keys())
        yield Finding("scopes", FINE, f"not needed any more: {', '.join(unused)}" if unused else "as in the manifest")


@asynccontextmanager
async def _slack(settings: "Settings") -> AsyncIterator["SlackClient"]:
    from bot.slack.client import SlackClient

    settings.require_slack()
    assert settings.slack_bot_token
    client = SlackClient(token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url)
    await client.start()
    try:
        yield client
    finally:
        await client.close()
