"""Puts the parts together: one process that answers, ticks and sends."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock, SystemClock
from bot.db.engine import Database
from bot.db.migrate import upgrade
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.limits import Limits
from bot.delivery.promises import has_promised
from bot.delivery.pruning import Pruning
from bot.delivery.sender import Sender
from bot.errors import TransportError
from bot.features.catalogue import LISTENERS, RENDERERS, handlers
from bot.features.people.service import Directory, ensure_workspace
from bot.i18n.catalogues import name_commands
from bot.scheduling.ticks import Ticks
from bot.settings import Settings
from bot.slack.bolt import build_bolt
from bot.slack.client import SlackClient
from bot.slack.commands import CommandNames
from bot.slack.deciding import Decider
from bot.slack.edge import Edge
from bot.upkeep import Upkeep, check_app_token, introduce
from bot.web.application import build_web
from bot.web.server import http_server, on_signals

log = structlog.get_logger(__name__)
T = TypeVar("T")

UPKEEP_SECONDS = 60
PRUNING_SECONDS = 3600
NEW_OBJECTS = 10_000
"""Before the collector looks at the youngest."""
LONGEST_WAIT_FOR_SLACK = 60
"""Seconds between two attempts to reach Slack at start."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that runs. `workspace_id` is the row of the workspace that the bot token belongs to."""

    settings: Settings
    database: Database
    client: SlackClient
    bolt: AsyncApp
    dispatcher: Dispatcher
    ticks: Ticks
    upkeep: Upkeep
    workspace_id: int


async def open_database(settings: Settings) -> Database:
    """Reach it, bring its schema up to date; ConfigurationError in one line when it cannot be reached."""
    database = Database(settings.effective_database_url)
    await database.ping()
    await asyncio.to_thread(upgrade, settings.effective_database_url)
    return database


@asynccontextmanager
async def assembled(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Parts]:
    """The parts, connected to the database and to Slack, not yet running."""
    settings.require_slack()
    assert settings.slack_bot_token
    clock = clock or SystemClock()
    database = await open_database(settings)
    client = SlackClient(token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url)
    await client.start()
    try:
        yield await _assemble(settings, clock, database, client)
    finally:
        await client.close()
        await database.close()


async def _assemble(settings: Settings, clock: Clock, database: Database, client: SlackClient) -> Parts:
    identity = await _patiently(lambda: introduce(client))
    await _patiently(lambda: check_app_token(settings))
    async with database.write() as session:
        workspace = await ensure_workspace(session, str(identity["team_id"]), str(identity["team"]))
    names = CommandNames(settings.command_prefix, settings.commands)
    name_commands(names.all_shown())
    dispatcher = Dispatcher(
        database=database,
        clock=clock,
        sender=Sender(client),
        renderers=RENDERERS,
        workspace_id=workspace.key,
        sweep_seconds=settings.tick_seconds,
        limits=Limits(
            messages_per_minute=settings.messages_per_minute,
            is_on=settings.slack_limits,
            per_minute=settings.method_limits,
        ),
        lease=timedelta(seconds=settings.lease_seconds),
    )

    def send_promised(session: AsyncSession) -> None:
        if has_promised(session):
            dispatcher.wake()

    decider = Decider(
        database=database,
        clock=clock,
        directory=Directory(default_language=settings.language, default_zone=settings.time_zone),
        committed=send_promised,
        language=settings.language,
    )
    edge = Edge(decider=decider, listeners=LISTENERS, names=names, client=client)
    upkeep = Upkeep(settings=settings, database=database, client=client, clock=clock, workspace_id=workspace.key)
    ticks = Ticks(
        database=database,
        clock=clock,
        handlers=handlers(settings),
        wake=dispatcher.wake,
        workspace_id=workspace.key,
        seconds=settings.tick_seconds,
    )
    ticks.every(UPKEEP_SECONDS, upkeep.keep_schedules)
    ticks.every(24 * 3600, upkeep.sync_members)
    pruning = Pruning(database=database, clock=clock, workspace_id=workspace.key, days=settings.delivery_days)
    ticks.every(PRUNING_SECONDS, pruning.prune)
    bolt = build_bolt(settings, identity, edge)
    return Parts(settings, database, client, bolt, dispatcher, ticks, upkeep, upkeep.workspace_id)


async def _patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """For as long as Slack is away."""
    wait = 1.0
    while True:
        try:
            return await ask()
        except TransportError as error:
            pause = error.retry_after or wait
            log.warning("Slack cannot be reached, trying again", error=error.code, seconds=pause)
            await asyncio.sleep(pause)
            wait = min(wait * 2, LONGEST_WAIT_FOR_SLACK)


@asynccontextmanager
async def running(parts: Parts) -> AsyncIterator[None]:
    """Ticks, dispatcher and, in Socket Mode, the socket; ends by finishing what has been taken."""
    sending = asyncio.create_task(parts.dispatcher.run())
    syncing = asyncio.create_task(parts.upkeep.start())
    socket = await _open_socket(parts)
    parts.ticks.start()
    try:
        yield
    finally:
        parts.ticks.stop()
        if socket:
            await socket.close_async()  # type: ignore[no-untyped-call] # Bolt's adapters carry no types
        syncing.cancel()
        parts.dispatcher.stop()
        await asyncio.gather(sending, syncing, return_exceptions=True)


async def _open_socket(parts: Parts) -> AsyncSocketModeHandler | None:
    token = parts.settings.slack_app_token
    if token is None:
        return None
    handler = AsyncSocketModeHandler(parts.bolt, token.get_secret_value())
    await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt's adapters carry no types
    return handler


async def serve(settings: Settings, clock: Clock | None = None) -> None:
    """Run until SIGTERM or SIGINT, which may come while Slack is still being waited for."""
    starting = asyncio.current_task()
    assert starting
    with contextlib.suppress(asyncio.CancelledError), on_signals(starting.cancel):
        await _serve(settings, clock)


async def _serve(settings: Settings, clock: Clock | None) -> None:
    async with assembled(settings, clock) as parts, running(parts):
        web = build_web(bolt=None if settings.is_socket_mode else parts.bolt, ping=parts.database.ping)
        log.info("serving", mode="socket" if settings.is_socket_mode else "http", port=settings.port)
        _spare_the_collector()
        await http_server(web, host=settings.host, port=settings.port).serve()


def _spare_the_collector() -> None:
    """What is there once everything has started stays until the end; looking through it again for every few hundred new
    objects takes a twentieth of a check-in."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
