"""The bot and a local workspace together, with the cast of all stories.

Ana leads Growth and is an administrator; Bo and Chen (who reads Chinese) work for her; Dee leads the Brand team; Eve is
from HR. Gus is a guest and never becomes a member. The clock stands still unless it is moved; `settle()` plans what is
due and sends it: at once, for the limits that Slack sets are switched off.

In scenarios every office has a neighbour in its database, a workspace of look-alikes, of which nothing may ever be seen
or changed.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from sqlmodel import select

from bot.app import Parts, assembled, web_of
from bot.clock import MovableClock
from bot.db.configured import with_settings
from bot.db.engine import Database
from bot.features.people.models import Workspace
from bot.sandbox.people import ChannelSpec, PersonSpec
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.slack.commands import CommandNames
from bot.slack.manifest import manifest
from bot.web.application import EVENTS_PATH
from bot.web.server import served_locally
from tests.databases import Seed
from tests.keys import KEY, KEYRING
from tests.patience import PATIENCE_SECONDS
from tests.twins import TEAM_ID, Twins, everything_shown, settle_in
from tests.watching import Watch, watching

ANA, BO, CHEN, DEE, EVE, GUS = "U0ANA", "U0BO", "U0CHEN", "U0DEE", "U0EVE", "U0GUS"
FINN, HANA = "U0FINN", "U0HANA"
BERLIN, SHANGHAI = "Europe/Berlin", "Asia/Shanghai"
WEDNESDAY = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
BESIDE_TWINS = False
"""Whether an office that opens has a neighbour."""

PEOPLE = (
    PersonSpec(id=ANA, name="ana", real_name="Ana Costa", email="ana@example.com", tz=BERLIN, is_admin=True),
    PersonSpec(id=BO, name="bo", real_name="Bo Lindgren", email="bo@example.com", tz=BERLIN),
    PersonSpec(id=CHEN, name="chen", real_name="陈琳", email="chen@example.com", tz=SHANGHAI, locale="zh-CN"),
    PersonSpec(id=DEE, name="dee", real_name="Dee Walsh", email="dee@example.com", tz=BERLIN),
    PersonSpec(id=EVE, name="eve", real_name="Eve Moreau", email="eve@example.com", tz=BERLIN),
    PersonSpec(id=FINN, name="finn", real_name="Finn Berg", email="finn@example.com", tz=BERLIN),
    PersonSpec(id=HANA, name="hana", real_name="Hana Sato", email="hana@example.com", tz=BERLIN),
    PersonSpec(id=GUS, name="gus", real_name="Gus Guest", email="gus@example.com", tz=BERLIN, is_restricted=True),
)
GROWTH_CHANNEL, BRAND_CHANNEL = "C0GROWTH", "C0BRAND"
CHANNELS = (
    ChannelSpec(id=GROWTH_CHANNEL, name="growth", members=(ANA, BO, CHEN, EVE)),
    ChannelSpec(id=BRAND_CHANNEL, name="brand", members=(DEE, FINN, HANA, EVE)),
)
MEMBERS_CSV = """member,team,manager,role,channel,lead
ana@example.com,Growth,,lead,C0GROWTH,yes
bo@example.com,Growth,ana@example.com,member,,
U0CHEN,Growth,U0ANA,member,,
dee@example.com,Brand,,lead,C0BRAND,yes
finn@example.com,Brand,dee@example.com,member,,
hana@example.com,Brand,dee@example.com,member,,
eve@example.com,,,hr,,
"""


@dataclass(frozen=True, slots=True)
class Office:
    sandbox: Sandbox
    parts: Parts
    clock: MovableClock
    twins: Twins | None
    watch: Watch

    def person(self, user: str) -> Person:
        return self.sandbox.person(user)

    async def settle(self) -> None:
        """Plan what is due, send what is due, and let Slack's events arrive."""
        await self.parts.ticks.tick()
        while await self.parts.dispatcher.drain():
            pass
        await self.sandbox.settle()

    async def move_to(self, moment: datetime) -> None:
        self.clock.move_to(moment)
        await self.settle()

    async def move_by(self, span: timedelta) -> None:
        await self.move_to(self.clock.now() + span)


def standing_still() -> float:
    """Nothing that Slack hands out expires because this machine is slow."""
    return 0.0


def settings_for(sandbox: Sandbox, database_url: str, *, transport: str = "http", **fields: object) -> Settings:
    """As an operator would set the environment; nothing of the caller's own environment counts."""
    values: dict[str, object] = {
        "database_url": database_url,
        "slack_bot_token": sandbox.bot_token,
        "slack_signing_secret": sandbox.signing_secret,
        "slack_app_token": sandbox.app_token if transport == "socket" else None,
        "slack_api_url": sandbox.base_url + "/api/",
        "encryption_keys": KEY,
        "time_zone": BERLIN,
        "slack_limits": False,
        "requests_per_minute": 0,
        "heavy_requests_per_minute": 0,
        **fields,
    }
    return Settings.model_validate(values)


@asynccontextmanager
async def office(
    database_url: str,
    *,
    transport: str = "http",
    start: datetime = WEDNESDAY,
    team_id: str = "T0SANDBOX",
    ack_seconds: float = PATIENCE_SECONDS,
    **fields: object,
) -> AsyncIterator[Office]:
    """Members synced, bot reachable; nobody in a team yet. At the end of each story its log and whatever went to Slack
    are searched for what should not be there."""
    clock = MovableClock(start)
    described = manifest(CommandNames("", {}), request_url=None)
    sandbox = Sandbox(
        people=PEOPLE,
        channels=CHANNELS,
        manifest=described,
        clock=clock,
        zone=BERLIN,
        team_id=team_id,
        monotonic=standing_still,
        ack_seconds=ack_seconds,
    )
    with watching() as watch:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(sandbox.serve())
            settings = settings_for(sandbox, database_url, transport=transport, **fields)
            twins = await _neighbours(settings) if BESIDE_TWINS else None
            parts = await stack.enter_async_context(assembled(settings, clock))
            await stack.enter_async_context(_connected(parts, sandbox, watch))
            assert await parts.upkeep.sync_members()
            assert await parts.upkeep.keep_schedules()
            yield Office(sandbox, parts, clock, twins, watch)
            if twins is not None:
                async with parts.database.read() as session:
                    await twins.assert_apart(session, shown=everything_shown(sandbox))
    watch.check(sandbox, settings)


async def _neighbours(settings: Settings) -> Twins:
    """Those that the database was sown with, or new ones: they come first, so that a query without a workspace finds
    them before it finds us."""
    database = Database(settings.effective_database_url, KEYRING, info=with_settings(settings))
    async with database.read() as session:
        are_there = (await session.exec(select(Workspace.id).where(Workspace.slack_team == TEAM_ID))).all()
    twins = _settled[database.is_sqlite] if are_there else await settle_in(database, PEOPLE)
    await database.close()
    return twins


async def _settle(database: Database) -> None:
    _settled[database.is_sqlite] = await settle_in(database, PEOPLE)


NEIGHBOURS = Seed("neighbours", _settle)
_settled: dict[bool, Twins] = {}
"""Those of databases that were sown, by whether these are SQLite's."""


@asynccontextmanager
async def _connected(parts: Parts, sandbox: Sandbox, watch: Watch) -> AsyncIterator[None]:
    if parts.settings.slack_app_token:
        handler = AsyncSocketModeHandler(parts.bolt, parts.settings.slack_app_token.get_secret_value())
        await handler.client.connect()
        yield
        await handler.client.close()
        return
    async with served_locally(watch.listened_to(web_of(parts))) as url:
        sandbox.connect_http(url + EVENTS_PATH)
        yield
