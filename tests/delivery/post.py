"""A dispatcher between a local workspace and a database, with renderers of the test's own."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from bot.clock import Clock, MovableClock
from bot.db.engine import Database
from bot.db.sealing.keyring import Keyring
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.homes import remember_home
from bot.delivery.lease import Elapsed, elapsed
from bot.delivery.limits import NO_LIMITS, Limits
from bot.delivery.models import POST, Delivery, RateBucket
from bot.delivery.promises import Occasion, Promise, Renderer, promise
from bot.delivery.rules import LEASE
from bot.delivery.sender import Sender
from bot.features.people.service import ensure_workspace
from bot.instruments import Instruments
from bot.sandbox.messages import Message as Seen
from bot.sandbox.server import Sandbox
from bot.slack.client import SlackClient
from bot.slack.commands import CommandNames
from bot.slack.manifest import manifest
from bot.slack.messages import Message
from tests.databases import opened
from tests.keys import KEYRING
from tests.office import BERLIN, BO, CHANNELS, PEOPLE, WEDNESDAY

KIND = "test.note"


async def show_text(_session: object, occasion: Occasion) -> Message | None:
    return Message(occasion.payload["text"]) if occasion.payload.get("text") else None


async def break_down(_session: object, _occasion: Occasion) -> Message | None:
    raise KeyError("a bug")


RENDERERS: dict[str, Renderer] = {KIND: show_text, "test.bug": break_down}


@dataclass(slots=True)
class PostOffice:
    sandbox: Sandbox
    database: Database
    client: SlackClient
    clock: MovableClock
    workspace_id: int
    renderers: dict[str, Renderer] = field(default_factory=lambda: dict(RENDERERS))

    def dispatcher(
        self,
        database: Database | None = None,
        *,
        limits: Limits = NO_LIMITS,
        lease: timedelta = LEASE,
        elapsed: Elapsed = elapsed,
        sender: Sender | None = None,
        clock: Clock | None = None,
        instruments: Instruments | None = None,
        has_pictures: bool = True,
    ) -> Dispatcher:
        return Dispatcher(
            database=database or self.database,
            clock=clock or self.clock,
            sender=sender or Sender(self.client),
            renderers=self.renderers,
            workspace_id=self.workspace_id,
            limits=limits,
            lease=lease,
            elapsed=elapsed,
            instruments=instruments,
            has_pictures=has_pictures,
        )

    async def promise(
        self,
        key: str,
        text: str = "hello",
        *,
        to: str = BO,
        kind: str = KIND,
        after: timedelta = timedelta(),
        operation: str = POST,
        updates: str | None = None,
        only_for: str | None = None,
        workspace_id: int | None = None,
    ) -> int:
        due_at, where = self.clock.now() + after, workspace_id or self.workspace_id
        one = Promise(where, key, kind, to, due_at, {"text": text}, operation, updates, only_for)
        async with self.database.write() as session:
            return await promise(session, [one], now=self.clock.now())

    async def open_home(self, *users: str) -> None:
        """Who has never done so is not promised any."""
        async with self.database.write() as session:
            for user in users:
                await remember_home(session, self.workspace_id, user)

    async def drain(self) -> None:
        """Everything that is due now."""
        dispatcher = self.dispatcher()
        while await dispatcher.drain():
            pass

    async def row(self, key: str) -> Delivery:
        async with self.database.read() as session:
            return (await session.exec(select(Delivery).where(Delivery.unique_key == key))).one()

    async def change(self, key: str, **values: object) -> None:
        """As a process that died, or another one, would have left the row."""
        async with self.database.write() as session:
            row = (await session.exec(select(Delivery).where(Delivery.unique_key == key))).one()
            for name, value in values.items():
                setattr(row, name, value)
            session.add(row)

    async def abandon(self, key: str, *, token: str = "dead") -> None:
        """Claimed by a process that died."""
        past = datetime.now(UTC) - timedelta(seconds=1)
        await self.change(key, state="sending", token=token, lease_until=past, attempts=1)

    async def let_pass(self, span: timedelta, *, only_for: str = "") -> None:
        """For the limits, which go by the database's clock; less than nothing, as if it had just been."""
        passed = round(span.total_seconds() * 1_000_000)
        async with self.database.write() as session:
            for bucket in (
                await session.exec(select(RateBucket).where(col(RateBucket.name).startswith(only_for)))
            ).all():
                bucket.full_at_us -= passed
                bucket.blocked_until_us -= passed
                session.add(bucket)

    def seen(self, user: str = BO) -> list[str]:
        return [message.text for message in self.messages(user)]

    def messages(self, user: str = BO) -> list[Seen]:
        return self.sandbox.person(user).messages()


@asynccontextmanager
async def post_office(
    database_url: str, *scopes: str, without: str | None = None, keyring: Keyring = KEYRING
) -> AsyncIterator[PostOffice]:
    """With rights beyond those that Evenhand asks for, or `without` one of them."""
    clock = MovableClock(WEDNESDAY)
    described = manifest(CommandNames("", {}), request_url=None)
    asked = described["oauth_config"]["scopes"]["bot"]
    described["oauth_config"]["scopes"]["bot"] = [each for each in (*asked, *scopes) if each != without]
    sandbox = Sandbox(people=PEOPLE, channels=CHANNELS, manifest=described, clock=clock, zone=BERLIN)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(sandbox.serve())
        database = opened(database_url, keyring)
        stack.push_async_callback(database.close)
        client = SlackClient(token=sandbox.bot_token, base_url=sandbox.base_url + "/api/")
        await client.start()
        stack.push_async_callback(client.close)
        async with database.write() as session:
            workspace = await ensure_workspace(session, sandbox.identity.team_id, "Growth Inc.")
        yield PostOffice(sandbox, database, client, clock, workspace.key)
