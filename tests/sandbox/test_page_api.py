"""The routes of the page: one person per tab, nothing of anybody else, no strangers."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Sandbox
from tests.loopback import loopback
from tests.patience import PATIENCE_SECONDS

TITLE = {"type": "plain_text", "text": "Form"}
FIELD = {
    "type": "input",
    "block_id": "name",
    "label": TITLE,
    "element": {"type": "plain_text_input", "action_id": "name"},
}
FORM = {"type": "modal", "callback_id": "form", "title": TITLE, "submit": TITLE, "blocks": [FIELD]}
BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
ROW = {"type": "actions", "block_id": "row", "elements": [BUTTON]}


@pytest.fixture
async def page(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    async with loopback(base_url=f"{sandbox.base_url}/page/api") as http:
        yield http


@pytest.fixture
def app(bolt: AsyncApp) -> AsyncApp:
    @bolt.command("/form")
    async def form(ack: Any, command: dict[str, str], client: Any) -> None:
        await client.views_open(trigger_id=command["trigger_id"], view=FORM)
        await ack()

    @bolt.view("form")
    async def submitted(ack: Any, view: dict[str, Any]) -> None:
        name = view["state"]["values"]["name"]["name"]["value"]
        await (ack() if name == "Bo" else ack(response_action="errors", errors={"name": f"not {name}"}))

    @bolt.action("go")
    async def go(ack: Any, body: dict[str, Any], respond: Any) -> None:
        await ack()
        await respond("gone", replace_original=True)

    return bolt


async def test_the_workspace_is_described(sandbox: Sandbox, page: httpx.AsyncClient) -> None:
    described = (await page.get("/workspace")).json()

    assert described["app"]["name"] == "greeter"
    assert [person["id"] for person in described["people"]] == ["U0ANA", "U0BO", "U0CHEN", "U0DEE"]
    assert described["people"][2] | {"colour": ""} == {
        "id": "U0CHEN",
        "name": "陈晨",
        "display_name": "chen",
        "zone": "Asia/Shanghai",
        "locale": "zh-CN",
        "colour": "",
        "title": "",
    }
    assert described["clock"]["now"].endswith("+00:00")
    assert described["commands"][0] == {"name": "/hello", "description": "Says hello", "usage_hint": "[name]"}
    assert described["shortcuts"][0] == {"callback_id": "greet", "name": "Greet", "type": "global"}


async def test_messages_are_unread_until_looked_at(client: AsyncWebClient, page: httpx.AsyncClient) -> None:
    await client.chat_postMessage(channel="C0LAUNCH", text="team")
    posted = await client.chat_postMessage(channel="U0BO", text="private")
    bo = {"as": "U0BO"}

    listed = (await page.get("/conversations", params=bo)).json()
    assert listed == [
        {"id": posted["channel"], "kind": "app_dm", "name": "greeter", "unread": 1},
        {"id": "C0LAUNCH", "kind": "channel", "name": "launch", "unread": 1},
    ]
    [message] = (await page.get("/messages", params={**bo, "channel": posted["channel"]})).json()
    assert (message["text"], message["is_bot"], message["ephemeral"]) == ("private", True, False)
    assert [each["unread"] for each in (await page.get("/conversations", params=bo)).json()] == [0, 1]
    assert (await page.get("/conversations", params={"as": "U0DEE"})).json()[0]["kind"] == "app_dm"


async def test_nobody_reads_or_acts_where_they_are_not(
    sandbox: Sandbox, client: AsyncWebClient, page: httpx.AsyncClient
) -> None:
    posted = await client.chat_postMessage(channel="U0BO", text="private", blocks=[ROW])
    place = {"channel": posted["channel"], "ts": posted["ts"]}
    action = {"type": "button", "action_id": "go", "block_id": "row"}
    view = sandbox.core.views.open("U0BO", FORM)
    refused = [
        await page.get("/messages", params={"as": "U0ANA", **place}),
        await page.get("/messages", params={"as": "U0NOBODY", **place}),
        await page.post("/message", json={"as": "U0ANA", "text": "a", **place}),
        await page.post("/command", json={"as": "U0ANA", "text": "/hello", **place}),
        await page.post("/action", json={"as": "U0ANA", "container": {"type": "message", **place}, "action": action}),
        await page.post("/shortcut", json={"as": "U0ANA", "callback_id": "thank", **place}),
        await page.post("/submit", json={"as": "U0ANA", "view_id": view.id, "state": {"values": {}}}),
        await page.post("/close", json={"as": "U0ANA", "view_id": view.id}),
    ]

    assert [answer.status_code for answer in refused] == [400] * len(refused)
    assert all("U0" in answer.json()["error"] for answer in refused)
    assert len(sandbox.person("U0BO").views) == 1


async def test_a_tab_hears_its_own_news_only(
    sandbox: Sandbox, app: AsyncApp, connect_http: Any, page: httpx.AsyncClient
) -> None:
    heard: list[dict[str, Any]] = []
    is_open = asyncio.Event()

    async def listen() -> None:
        async with page.stream("GET", "/stream", params={"as": "U0BO"}) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data:"):
                    heard.append(json.loads(line.removeprefix("data:")))
                    is_open.set()
                    if heard[-1]["type"] == "clock":
                        return

    listening = asyncio.create_task(listen())
    await is_open.wait()
    async with connect_http(sandbox, app):
        channel = sandbox.core.workspace.direct("U0BO").id
        await page.post("/command", json={"as": "U0BO", "channel": channel, "text": "/form"})
        await app.client.chat_postMessage(channel="U0ANA", text="for Ana")
        posted = await app.client.chat_postMessage(channel="U0BO", text="for Bo", blocks=[ROW])
        container = {"type": "message", "channel": channel, "ts": posted["ts"]}
        action = {"type": "button", "action_id": "go", "block_id": "row"}
        done = await page.post("/action", json={"as": "U0BO", "container": container, "action": action})
        await page.post("/clock", json={"move": "hour"})
        await asyncio.wait_for(listening, PATIENCE_SECONDS)

    assert done.json() == {"ok": True}
    kinds = [news["type"] for news in heard]
    assert kinds == ["hello", "view_opened", "message", "unread", "message_changed", "unread", "clock"]
    assert heard[1]["view"]["blocks"][0]["block_id"] == "name"
    assert (heard[2]["message"]["text"], heard[3]["unread"]) == ("for Bo", 1)
    assert heard[4]["message"]["edited"]


async def test_a_form_is_submitted_from_the_page(
    sandbox: Sandbox, app: AsyncApp, connect_http: Any, page: httpx.AsyncClient
) -> None:
    view = sandbox.core.views.open("U0BO", FORM)

    async def submit(name: str) -> Any:
        values = {"name": {"name": {"type": "plain_text_input", "value": name}}}
        return (await page.post("/submit", json={"as": "U0BO", "view_id": view.id, "state": {"values": values}})).json()

    async with connect_http(sandbox, app):
        wrong, right = await submit("Al"), await submit("Bo")
        again = await submit("Bo")

    assert wrong == {"ok": False, "response_action": "errors", "errors": {"name": "not Al"}}
    assert right == {"ok": True}
    assert again == {"ok": False, "error": "not_found"}


async def test_the_page_closes_speaks_orders_faults_and_looks_home(
    sandbox: Sandbox, client: AsyncWebClient, page: httpx.AsyncClient
) -> None:
    view = sandbox.core.views.open("U0BO", {**FORM, "notify_on_close": False})
    assert (await page.post("/close", json={"as": "U0BO", "view_id": view.id})).json() == {"ok": True}
    assert (await page.post("/message", json={"as": "U0BO", "channel": "C0LAUNCH", "text": "a < b"})).json()["ok"]
    assert sandbox.person("U0ANA").messages("#launch")[0].text == "a &lt; b"

    assert (await page.get("/home", params={"as": "U0BO"})).json() == {"view": None}
    await client.views_publish(user_id="U0BO", view={"type": "home", "blocks": [{"type": "divider"}]})
    assert (await page.get("/home", params={"as": "U0BO"})).json()["view"]["blocks"][0]["type"] == "divider"

    assert (await page.post("/faults", json={"kind": "server_error", "method": "auth.test"})).json()["ok"]
    with pytest.raises(Exception, match="server_error"):
        await client.auth_test()
    assert "there is no fault" in (await page.post("/faults", json={"kind": "fire"})).json()["error"]
    assert "nothing is due" in (await page.post("/clock", json={"move": "prompt"})).json()["error"]
    assert (await page.post("/clock", json={})).json() == {"ok": False, "error": "'move' is missing"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 403),
        ({"Content-Type": "text/plain"}, 415),
    ],
)
async def test_pages_from_elsewhere_cannot_drive_the_workspace(
    page: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    answer = await page.post(
        "/clock", content=b'{"move": "hour"}', headers={"Content-Type": "application/json"} | headers
    )
    assert answer.status_code == status
    if "Host" in headers:
        assert (await page.get("/workspace", headers=headers)).status_code == 403


async def test_the_page_itself_is_served(sandbox: Sandbox) -> None:
    async with loopback(base_url=sandbox.base_url) as http:
        assert (await http.get("/")).headers["location"].endswith("/as/U0ANA")
        assert (await http.get("/as/U0NOBODY")).status_code == 404
