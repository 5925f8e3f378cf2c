"""Puts the parts together: one process that answers, ticks and sends."""

import asyncio
import contextlib
import gc
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Protocol, TypeVar

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.applications import Starlette

from bot.audit.denials import keep_denials
from bot.clock import Clock, SystemClock
from bot.db.configured import with_settings
from bot.db.due_clock import DueClock
from bot.db.engine import Database
from bot.db.pruning import prune
from bot.db.schema import is_current
from bot.db.sealing.keyring import Keyring
from bot.db.sealing.known import keep_key
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.engines.rounds import Rounds
from bot.delivery.limits import Limits
from bot.delivery.promises import has_promised
from bot.delivery.pruning import Pruning
from bot.delivery.sender import Sender
from bot.errors import TransportError
from bot.features.catalogue import LISTENERS, RENDERERS, handlers
from bot.features.improvement.service.checklists import checklists
from bot.features.people.service import Directory, ensure_workspace
from bot.features.voices import service as voices
from bot.i18n.catalogues import name_commands
from bot.instruments import Instruments
from bot.retention.nightly import Nightly
from bot.scheduling.ticks import Ticks
from bot.settings import Settings
from bot.slack.bolt import build_bolt
from bot.slack.client import SlackClient
from bot.slack.commands import CommandNames
from bot.slack.deciding import Decider
from bot.slack.edge import Edge
from bot.slack.rate_limit import RateLimit
from bot.slack.seen.claims import expired
from bot.slack.seen.models import SeenRequest
from bot.turn import Place
from bot.upkeep import Upkeep, check_app_token, introduce, own_app
from bot.web.application import build_web
from bot.web.health import Health
from bot.web.metrics import Metrics
from bot.web.server import http_server, on_signals
from bot.web.voices import VoicesDesk, voices_routes

log = structlog.get_logger(__name__)
T = TypeVar("T")

UPKEEP_SECONDS = 60
STEPS_SECONDS = 10
"""Between two looks at the steps of workflows: somebody may wait for the next one."""
PRUNING_SECONDS = 3600
RETENTION_SECONDS = 900
NEW_OBJECTS = 10_000
"""Before the collector looks at the youngest."""
STOP_SECONDS = 13
"""With what the web server takes, a process ends within 20 s of SIGTERM."""
LAST_SECONDS = STOP_SECONDS + 0.5
"""For whatever is left to be closed."""
LONGEST_WAIT_FOR_SLACK = 60
"""Seconds between two attempts to reach Slack at start."""


class Engine(Protocol):
    """Says when the dispatcher sends; `wake()` after something has been promised in this process."""

    def wake(self) -> None: ...
    def stop(self) -> None: ...
    async def run(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that runs. `workspace_id` is the row of the workspace that the bot token belongs to."""

    settings: Settings
    database: Database
    client: SlackClient
    bolt: AsyncApp
    dispatcher: Dispatcher
    engine: "Engine"
    ticks: Ticks
    upkeep: Upkeep
    workspace_id: int
    health: Health
    instruments: Instruments
    clock: Clock


async def open_database(settings: Settings) -> Database:
    """Reach it, bring its schema up to date; ConfigurationError in one line when it cannot be reached."""
    database = Database(settings.effective_database_url, Keyring(settings.keys), info=with_settings(settings))
    await database.ping()
    if not await is_current(database):
        # Here, for it is needed once.
        from bot.db.migrate import upgrade

        await asyncio.to_thread(upgrade, settings.effective_database_url)
    return database


@asynccontextmanager
async def assembled(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Parts]:
    """The parts, connected to the database and to Slack, not yet running."""
    settings.require_slack()
    settings.require_keys()
    checklists(settings.plan_checklists)
    assert settings.slack_bot_token
    clock = clock or SystemClock()
    database = await open_database(settings)
    instruments = Instruments()
    token = settings.slack_bot_token.get_secret_value()
    client = SlackClient(token=token, base_url=settings.slack_api_url, instruments=instruments)
    await client.start()
    try:
        yield await _assemble(settings, clock, database, client, instruments)
    finally:
        await client.close()
        await database.close()


async def _assemble(
    settings: Settings, clock: Clock, database: Database, client: SlackClient, instruments: Instruments
) -> Parts:
    identity = await _patiently(lambda: introduce(client))
    await _patiently(lambda: check_app_token(settings))
    team, url, app = str(identity["team_id"]), str(identity.get("url") or ""), await own_app(client, identity)
    async with database.write() as session:
        workspace = await ensure_workspace(session, team, str(identity["team"]), url=url, app=app)
    await keep_key(database, workspace.key)
    names = CommandNames(settings.command_prefix, settings.commands)
    name_commands(names.all_shown())
    dispatcher = Dispatcher(
        database=database,
        clock=clock,
        sender=Sender(client),
        renderers=RENDERERS,
        workspace_id=workspace.key,
        limits=Limits(
            messages_per_minute=settings.messages_per_minute,
            is_on=settings.slack_limits,
            per_minute=settings.method_limits,
        ),
        lease=timedelta(seconds=settings.lease_seconds),
        instruments=instruments,
        has_pictures=settings.pictures == "on",
    )

    engine = _engine(settings, database, dispatcher, workspace.key)

    def send_promised(session: AsyncSession) -> None:
        if has_promised(session):
            engine.wake()

    decider = Decider(
        database=database,
        clock=clock,
        directory=Directory(settings.language, settings.time_zone, own_team=workspace.slack_team),
        committed=send_promised,
        keep=keep_denials,
        language=settings.language,
        instruments=instruments,
        rate_limit=RateLimit(
            per_minute=settings.requests_per_minute,
            heavy_per_minute=settings.heavy_requests_per_minute,
            seconds=lambda: clock.now().timestamp(),
        ),
        is_heavy=LISTENERS.is_heavy,
        place=Place(settings.time_zone, settings.public_url),
        is_typed=LISTENERS.is_typed,
    )
    edge = Edge(decider=decider, listeners=LISTENERS, names=names, client=client, pictured=dispatcher.pictures.at_hand)
    upkeep = Upkeep(settings=settings, database=database, client=client, clock=clock, workspace_id=workspace.key)
    ticks = Ticks(
        database=database,
        clock=clock,
        handlers=handlers(settings),
        wake=engine.wake,
        workspace_id=workspace.key,
        seconds=settings.tick_seconds,
        instruments=instruments,
    )
    ticks.every(UPKEEP_SECONDS, upkeep.keep_schedules)
    ticks.every(UPKEEP_SECONDS, upkeep.keep_key)
    ticks.every(STEPS_SECONDS, upkeep.end_steps)
    ticks.every(24 * 3600, upkeep.sync_members)
    ticks.every(UPKEEP_SECONDS, upkeep.erase)
    ticks.every(UPKEEP_SECONDS, upkeep.scrub)
    pruning = Pruning(database=database, clock=clock, workspace_id=workspace.key, days=settings.delivery_days)
    ticks.every(PRUNING_SECONDS, pruning.prune)
    ticks.every(PRUNING_SECONDS, partial(prune, database, SeenRequest, expired(workspace.key)))
    ticks.every(PRUNING_SECONDS, partial(forget_links, database, workspace.key, clock))
    nightly = Nightly(settings=settings, database=database, clock=clock, workspace_id=workspace.key)
    ticks.every(RETENTION_SECONDS, nightly.run)
    bolt = build_bolt(settings, identity, edge)
    planning = ticks if settings.plays("scheduler") else None
    health = Health(database=database, workspace_id=workspace.key, clock=clock, ticks=planning)
    return Parts(
        settings,
        database,
        client,
        bolt,
        dispatcher,
        engine,
        ticks,
        upkeep,
        upkeep.workspace_id,
        health,
        instruments,
        clock,
    )


def _engine(settings: Settings, database: Database, dispatcher: Dispatcher, workspace_id: int) -> Engine:
    rounds = Rounds(dispatcher, settings.tick_seconds)
    if database.is_sqlite:
        return rounds
    # Here, for it takes a tenth of the memory of a process on SQLite, which has no use for it.
    from bot.delivery.engines.replicas import Replicas

    return Replicas(rounds, url=database.url, workspace_id=workspace_id)


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
    """The parts that the process's role asks for; ends by finishing what has been taken, or giving it back."""
    settings = parts.settings
    working: list[asyncio.Task[None]] = []
    socket = await _open_socket(parts) if settings.plays("web") else None
    if settings.plays("worker"):
        working.append(asyncio.create_task(parts.engine.run()))
    if settings.plays("scheduler"):
        starting = asyncio.create_task(parts.upkeep.start())
        parts.ticks.start()
    try:
        yield
    finally:
        if settings.plays("scheduler"):
            parts.ticks.stop()
            starting.cancel()
            working.append(starting)
        parts.engine.stop()
        if socket:
            # Slack's end may take ten seconds to say goodbye.
            working.append(asyncio.create_task(socket.close_async()))  # type: ignore[no-untyped-call] # as below
        await _ended(working)


async def _ended(working: list[asyncio.Task[None]]) -> None:
    """Whoever takes too long is cut off as by a crash: what it was sending is cleared up when its lease is over."""
    if working:
        _, slow = await asyncio.wait(working, timeout=STOP_SECONDS)
        for each in slow:
            log.warning("cut off at the end: Slack or the database took too long", seconds=STOP_SECONDS)
            each.cancel()
        await asyncio.gather(*working, return_exceptions=True)


async def _open_socket(parts: Parts) -> AsyncSocketModeHandler | None:
    token = parts.settings.slack_app_token
    if token is None:
        return None
    handler = AsyncSocketModeHandler(parts.bolt, token.get_secret_value())
    await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt's adapters carry no types
    return handler


async def forget_links(database: Database, workspace_id: int, clock: Clock) -> int:
    """Whom links were meant for is forgotten with them."""
    return await prune(database, voices.VoiceLink, voices.ended_links(workspace_id, DueClock(clock).at()))


def web_of(parts: Parts) -> Starlette:
    """What the process answers by HTTP."""
    token = parts.settings.metrics_token
    metrics = Metrics(parts.instruments, parts.health, token.get_secret_value() if token else None)
    is_asked = parts.settings.plays("web") and not parts.settings.is_socket_mode
    desk = VoicesDesk(parts.database, parts.workspace_id, parts.clock, parts.settings.zone)
    has_page = parts.settings.plays("web") and bool(parts.settings.public_url)
    return build_web(
        bolt=parts.bolt if is_asked else None,
        health=parts.health,
        metrics=metrics,
        pages=voices_routes(desk) if has_page else (),
    )


async def serve(settings: Settings, clock: Clock | None = None) -> None:
    """Run until SIGTERM or SIGINT, which may come while Slack is still being waited for."""
    starting = asyncio.current_task()
    assert starting
    with contextlib.suppress(asyncio.CancelledError), on_signals(starting.cancel):
        await _serve(settings, clock)


async def _serve(settings: Settings, clock: Clock | None) -> None:
    async with assembled(settings, clock) as parts, running(parts):
        mode = "socket" if settings.is_socket_mode else "http"
        log.info("serving", role=settings.role, mode=mode, port=settings.port)
        spare_the_collector()
        notice = settings.stop_notice_seconds if settings.plays("web") and not settings.is_socket_mode else 0
        leave = parts.health.leave
        web = http_server(web_of(parts), host=settings.host, port=settings.port, leave=leave, notice_seconds=notice)
        await web.serve()
        _end_at_last()


def _end_at_last() -> None:
    """As by a crash, should anything hang until then: a connection to a database that does not answer takes ten seconds
    to be given up, however often its user is cancelled."""
    watch = threading.Timer(LAST_SECONDS, os._exit, (0,))
    watch.daemon = True
    watch.start()


def spare_the_collector() -> None:
    """What is there once everything has started stays until the end; looking through it again for every few hundred new
    objects takes a twentieth of a check-in, and a fifth of a large month's close."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
