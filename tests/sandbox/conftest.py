"""A small Bolt app and the workspace it is installed in."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Protocol

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.clock import MovableClock
from bot.sandbox import ChannelSpec, PersonSpec, Sandbox
from tests.sandbox.serving import running

PEOPLE = (
    PersonSpec(
        id="U0ANA", name="ana", real_name="Ana Reyes", email="ana@example.com", tz="Europe/Madrid", title="Lead"
    ),
    PersonSpec(id="U0BO", name="bo", real_name="Bo Larsen", email="bo@example.com", tz="America/New_York"),
    PersonSpec(id="U0CHEN", name="chen", real_name="陈晨", tz="Asia/Shanghai", locale="zh-CN"),
    PersonSpec(id="U0DEE", name="dee", real_name="Dee Park", is_restricted=True),
)
CHANNELS = (
    ChannelSpec(id="C0LAUNCH", name="launch", members=("U0ANA", "U0BO", "U0CHEN")),
    ChannelSpec(id="C0OTHER", name="other", members=("U0DEE",), has_bot=False),
    ChannelSpec(id="C0SECRET", name="secret", members=("U0ANA", "U0DEE"), has_bot=False, is_private=True),
    ChannelSpec(id="C0OLD", name="old", members=("U0ANA",), is_archived=True),
)
EVENTS = ["app_home_opened", "app_mention", "member_joined_channel", "member_left_channel"]
EVENTS += ["message.channels", "message.im", "team_join", "user_change"]
MANIFEST: Mapping[str, Any] = {
    "display_information": {"name": "Greeter"},
    "features": {
        "bot_user": {"display_name": "greeter"},
        "slash_commands": [
            {"command": "/hello", "description": "Says hello", "usage_hint": "[name]", "should_escape": True},
            {"command": "/form", "description": "Opens a form"},
        ],
        "shortcuts": [
            {"name": "Greet", "type": "global", "callback_id": "greet", "description": "Greets"},
            {"name": "Thank", "type": "message", "callback_id": "thank", "description": "Thanks"},
        ],
    },
    "settings": {"interactivity": {"is_enabled": True}, "event_subscriptions": {"bot_events": EVENTS}},
}


class Ticker:
    """Monotonic seconds that move when told."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Build(Protocol):
    """Builds a sandbox with the cast; keywords replace the defaults."""

    def __call__(self, **changes: Any) -> Sandbox: ...


@pytest.fixture
def ticker() -> Ticker:
    return Ticker()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2027, 3, 10, 8, 0, tzinfo=UTC))


@pytest.fixture
def manifest() -> dict[str, Any]:
    """A fresh copy that a test may change."""
    return {**MANIFEST, "features": dict(MANIFEST["features"]), "settings": dict(MANIFEST["settings"])}


@pytest.fixture
def build(ticker: Ticker, clock: MovableClock) -> Build:
    def make(**changes: Any) -> Sandbox:
        defaults: dict[str, Any] = {
            "people": PEOPLE,
            "channels": CHANNELS,
            "manifest": MANIFEST,
            "clock": clock,
            "monotonic": ticker,
            "ack_seconds": 0.3,
            "retry_delays": (0, 0, 0),
        }
        return Sandbox(**defaults | changes)

    return make


@pytest.fixture
async def sandbox(build: Build) -> AsyncIterator[Sandbox]:
    """A served workspace."""
    made = build()
    async with made.serve():
        yield made


@pytest.fixture
def client(sandbox: Sandbox) -> AsyncWebClient:
    """The app's Web API client."""
    return web_client(sandbox)


@pytest.fixture
def bolt(sandbox: Sandbox) -> AsyncApp:
    """A Bolt app without listeners that speaks to the sandbox."""
    return AsyncApp(client=web_client(sandbox), signing_secret=sandbox.signing_secret, process_before_response=True)


Connect = Callable[[Sandbox, AsyncApp], AbstractAsyncContextManager[None]]


@pytest.fixture(params=["http", "socket"])
def connect(request: pytest.FixtureRequest) -> Connect:
    """Connects a Bolt app, once over HTTP and once over Socket Mode."""
    return over_http if request.param == "http" else over_socket


@pytest.fixture
def connect_http() -> Connect:
    return over_http


@pytest.fixture
def connect_socket() -> Connect:
    return over_socket


def web_client(sandbox: Sandbox) -> AsyncWebClient:
    return AsyncWebClient(token=sandbox.bot_token, base_url=f"{sandbox.base_url}/api/", retry_handlers=[])


@asynccontextmanager
async def over_http(sandbox: Sandbox, bolt: AsyncApp) -> AsyncIterator[None]:
    handler = AsyncSlackRequestHandler(bolt)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    app = Starlette(routes=[Route("/slack/events", events, methods=["POST"])])
    async with running(app) as base_url:
        sandbox.connect_http(f"{base_url}/slack/events")
        yield


@asynccontextmanager
async def over_socket(sandbox: Sandbox, bolt: AsyncApp) -> AsyncIterator[None]:
    client = web_client(sandbox)
    handler = AsyncSocketModeHandler(bolt, app_token=sandbox.app_token, web_client=client)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
