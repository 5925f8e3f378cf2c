"""A small Bolt app in a real sandbox, both running in a thread of their own."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from typing import Any

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.clock import MovableClock
from bot.sandbox import ChannelSpec, PersonSpec, Sandbox
from tests.browser.page.blocks import button, field, plain, section
from tests.sandbox.serving import running

START_S = 10.0
MOST_LEADS = 100
PEOPLE = (
    PersonSpec(id="U0ANA", name="ana", real_name="Ana Ruiz", tz="Europe/Madrid", title="Head of Growth"),
    PersonSpec(id="U0BO", name="bo", real_name="Bo Larsen", tz="Europe/Madrid", title="Promotion"),
    PersonSpec(id="U0GONE", name="gone", real_name="Gone Away", deleted=True),
)
CHANNELS = (ChannelSpec(id="C0GROWTH", name="growth", members=("U0ANA", "U0BO")),)
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Leads"},
    "features": {
        "bot_user": {"display_name": "leads"},
        "slash_commands": [
            {"command": "/leads", "description": "Counts leads", "usage_hint": "[name]"},
            {"command": "/silent", "description": "Never answers"},
        ],
    },
    "settings": {"interactivity": {"is_enabled": True}, "event_subscriptions": {"bot_events": ["app_home_opened"]}},
}
FORM = {
    "type": "modal",
    "callback_id": "count",
    "title": plain("Count leads"),
    "submit": plain("Save"),
    "blocks": [field("leads", "Leads", {"type": "number_input", "is_decimal_allowed": False})],
}


def leads_app(sandbox: Sandbox) -> AsyncApp:
    """`/leads` opens a form, its submission posts a message, the message's button changes it; Home says hello."""
    client = AsyncWebClient(token=sandbox.bot_token, base_url=f"{sandbox.base_url}/api/", retry_handlers=[])
    app = AsyncApp(client=client, signing_secret=sandbox.signing_secret, process_before_response=True)

    @app.command("/leads")
    async def ask(ack: Any, body: Any, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack(text=f"Welcome, {body['text'] or 'friend'}")

    @app.view("count")
    async def take(ack: Any, body: Any, view: Any, client: Any) -> None:
        count = int(view["state"]["values"]["leads"]["value"]["value"])
        if count > MOST_LEADS:
            await ack(response_action="errors", errors={"leads": f"{count} is more than {MOST_LEADS}"})
            return
        await ack()
        blocks = [section(f"*{count} leads*"), {"type": "actions", "elements": [button("check", "Check")]}]
        await client.chat_postMessage(channel=body["user"]["id"], text="leads", blocks=blocks)

    @app.action("check")
    async def check(ack: Any, body: Any, client: Any) -> None:
        await ack()
        place = {"channel": body["channel"]["id"], "ts": body["message"]["ts"]}
        await client.chat_update(**place, text="Checked", blocks=[section("Checked")])

    @app.event("app_home_opened")
    async def home(event: Any, client: Any) -> None:
        view = {"type": "home", "blocks": [section(f"Hello <@{event['user']}>")]}
        await client.views_publish(user_id=event["user"], view=view)

    return app


@contextmanager
def leads_workspace() -> Iterator[str]:
    """The base URL of a served workspace where the app is installed."""
    addresses: list[str] = []
    ready, done = threading.Event(), threading.Event()

    async def work() -> None:
        async with _served() as address:
            addresses.append(address)
            ready.set()
            await asyncio.to_thread(done.wait)

    thread = threading.Thread(target=asyncio.run, args=(work(),), daemon=True)
    thread.start()
    assert ready.wait(START_S), f"the workspace did not start within {START_S} s"
    try:
        yield addresses[0]
    finally:
        done.set()
        thread.join(START_S)


@asynccontextmanager
async def _served() -> AsyncIterator[str]:
    clock = MovableClock(datetime(2026, 11, 20, 8, 30, tzinfo=UTC))
    sandbox = Sandbox(people=PEOPLE, channels=CHANNELS, manifest=MANIFEST, clock=clock, team_name="Harbour Marketing")
    async with sandbox.serve() as address:
        handler = AsyncSlackRequestHandler(leads_app(sandbox))

        async def events(request: Request) -> Response:
            return await handler.handle(request)

        async with running(Starlette(routes=[Route("/slack/events", events, methods=["POST"])])) as app_address:
            sandbox.connect_http(f"{app_address}/slack/events")
            yield address
