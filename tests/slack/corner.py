"""The edge between a local workspace and a database, with listeners of the test's own and the cast of all stories."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.models.views import View
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.audit.denials import keep_denials
from bot.clock import MovableClock
from bot.db.configured import with_settings
from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.delivery.promises import Promise, promise
from bot.features.people.service import Directory, ensure_workspace
from bot.i18n.catalogues import name_commands
from bot.instruments import Instruments
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.slack.bolt import build_bolt
from bot.slack.client import SlackClient
from bot.slack.commands import CommandNames
from bot.slack.deciding import Decider
from bot.slack.edge import Edge
from bot.slack.forms import CommandForm
from bot.slack.listen import Listeners
from bot.slack.manifest import manifest
from bot.slack.outcomes import Nothing, Outcome
from bot.turn import Turn
from bot.upkeep import fetch_members, introduce
from bot.web.application import EVENTS_PATH, build_web
from bot.web.health import Health
from bot.web.server import served_locally
from tests.office import BERLIN, CHANNELS, PEOPLE, WEDNESDAY, settings_for, standing_still
from tests.patience import PATIENCE_SECONDS

NAMES = CommandNames("", {})


@dataclass(frozen=True, slots=True)
class Corner:
    """`url` is the Request URL; `told` lists acknowledgements, `commits` the sessions the edge has committed."""

    sandbox: Sandbox
    database: Database
    client: SlackClient
    url: str
    told: list[str] = field(default_factory=list)
    commits: list[AsyncSession] = field(default_factory=list)
    instruments: Instruments = field(default_factory=Instruments)

    def person(self, user: str) -> Person:
        return self.sandbox.person(user)

    async def kept(self) -> list[str]:
        """The keys of everything that listeners have written."""
        async with self.database.read() as session:
            return list((await session.exec(select(Delivery.unique_key).order_by(col(Delivery.id)))).all())


async def write_down(turn: Turn, key: str) -> None:
    """A listener's durable effect."""
    note = Promise(turn.who.workspace_id, key, "test.note", turn.who.slack_user, turn.now)
    await promise(turn.session, [note], now=turn.now)


def on_checkin(handle: Callable[[Turn, CommandForm], Awaitable[Outcome]] | None = None) -> Listeners:
    """Listeners with one command that writes down what it was told and then does as `handle` says."""

    async def listen(turn: Turn, form: CommandForm) -> Outcome:
        await write_down(turn, form.text)
        return await handle(turn, form) if handle else Nothing()

    return Listeners(commands={"checkin": listen})


@asynccontextmanager
async def corner(
    database_url: str,
    listeners: Listeners,
    *,
    transport: str = "http",
    names: CommandNames = NAMES,
    language: str = "en",
) -> AsyncIterator[Corner]:
    clock = MovableClock(WEDNESDAY)
    described = manifest(names, request_url=None)
    sandbox = Sandbox(
        people=PEOPLE,
        channels=CHANNELS,
        manifest=described,
        clock=clock,
        zone=BERLIN,
        monotonic=standing_still,
        ack_seconds=PATIENCE_SECONDS,
    )
    name_commands(names.all_shown())
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(sandbox.serve())
        settings = settings_for(sandbox, database_url, transport=transport, language=language)
        database = Database(settings.effective_database_url, info=with_settings(settings))
        stack.push_async_callback(database.close)
        client = SlackClient(token=sandbox.bot_token, base_url=settings.slack_api_url)
        await client.start()
        stack.push_async_callback(client.close)
        identity = await introduce(client)
        async with database.write() as session:
            workspace = await ensure_workspace(session, str(identity["team_id"]), str(identity["team"]))
        await fetch_members(database, client, workspace.key, settings=settings, now=clock.now())
        told: list[str] = []
        commits: list[AsyncSession] = []
        instruments = Instruments()
        decider = Decider(
            database=database,
            clock=clock,
            directory=Directory(default_language=language, default_zone=BERLIN),
            committed=commits.append,
            keep=keep_denials,
            language=language,
            instruments=instruments,
        )
        edge = Edge(decider=decider, listeners=listeners, names=names, client=client, pictured=as_it_is)
        bolt = build_bolt(settings, identity, edge)
        if transport == "socket":
            handler = AsyncSocketModeHandler(bolt, sandbox.app_token)
            await handler.client.connect()
            stack.push_async_callback(handler.client.close)
            yield Corner(sandbox, database, client, "", told, commits, instruments)
            return
        health = Health(database=database, workspace_id=workspace.key, clock=clock)
        web = _listened_to(build_web(bolt=bolt, health=health), told)
        url = await stack.enter_async_context(served_locally(web)) + EVENTS_PATH
        sandbox.connect_http(url)
        yield Corner(sandbox, database, client, url, told, commits, instruments)


async def as_it_is(view: View) -> View:
    return view


def _listened_to(app: ASGIApp, told: list[str]) -> ASGIApp:
    async def listening(scope: Scope, receive: Receive, send: Send) -> None:
        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                told.append("ack")
            await send(message)

        await app(scope, receive, tell)

    return listening
