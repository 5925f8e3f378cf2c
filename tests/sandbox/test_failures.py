"""What people see when the app fails, what is repeated, and Slack's own faults."""

import asyncio
from collections.abc import Sequence
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.sandbox import Refused, Sandbox
from tests.loopback import loopback
from tests.sandbox.serving import running

BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}


class Webhook:
    """A Request URL that answers with the given statuses in turn and keeps what it was sent."""

    def __init__(self, statuses: Sequence[int], headers: dict[str, str] | None = None) -> None:
        self._statuses = list(statuses)
        self._headers = headers
        self.seen: list[dict[str, str]] = []
        self.app = Starlette(routes=[Route("/", self.answer, methods=["POST"])])

    async def answer(self, request: Request) -> Response:
        self.seen.append(dict(request.headers) | {"body": (await request.body()).decode()})
        return PlainTextResponse("", status_code=self._statuses.pop(0), headers=self._headers)


@pytest.fixture
async def slow_app(sandbox: Sandbox, bolt: AsyncApp) -> AsyncApp:
    """Every listener takes longer than Slack waits."""

    async def wait(ack: Any) -> None:
        await asyncio.sleep(0.6)
        await ack()

    for listen in (bolt.command("/hello"), bolt.action("go"), bolt.view("form")):
        listen(wait)
    return bolt


async def test_late_acknowledgements_are_told_to_the_person(sandbox: Sandbox, slow_app: AsyncApp, connect: Any) -> None:
    bo = sandbox.person("U0BO")
    text = {"type": "plain_text", "text": "Form"}
    view = {"type": "modal", "callback_id": "form", "title": text, "submit": text, "blocks": []}
    async with connect(sandbox, slow_app):
        command = await bo.command("/hello")
        blocks = [{"type": "actions", "elements": [BUTTON]}]
        await slow_app.client.chat_postMessage(channel="U0BO", text="a", blocks=blocks)
        action = await bo.click(bo.messages()[-1], "go")
        sandbox.core.views.open("U0BO", view)
        submitted = await bo.submit()

    assert not command.ok
    assert bo.messages()[0].text == '/hello failed with the error "operation_timeout"'
    assert bo.messages()[0].is_ephemeral
    assert "operation_timeout" in str(action.error)
    assert "operation_timeout" in str(submitted.error)
    assert len(bo.views) == 1


async def test_refusing_and_absent_apps_are_told_to_the_person(sandbox: Sandbox) -> None:
    bo, webhook = sandbox.person("U0BO"), Webhook([500])
    absent = await bo.command("/hello")
    async with running(webhook.app) as url:
        sandbox.connect_http(url)
        refusing = await bo.command("/hello")
    gone = await bo.command("/hello")

    expected = '/hello failed with the error "dispatch_failed"'
    assert [absent.error, refusing.error, gone.error] == [expected] * 3
    assert (await bo.command("/nothing")).error == "/nothing is not a valid command."


async def test_events_are_repeated_until_acknowledged(sandbox: Sandbox) -> None:
    webhook = Webhook([500, 404, 200])
    async with running(webhook.app) as url:
        sandbox.connect_http(url)
        await sandbox.person("U0BO").say("hello")

    retries = [(each.get("x-slack-retry-num"), each.get("x-slack-retry-reason")) for each in webhook.seen]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error")]
    assert len({each["body"] for each in webhook.seen}) == 1


async def test_events_are_given_up_after_three_repeats_or_on_request(sandbox: Sandbox) -> None:
    stubborn, decided = Webhook([500] * 9), Webhook([500] * 9, {"X-Slack-No-Retry": "1"})
    async with running(stubborn.app) as url:
        sandbox.connect_http(url)
        await sandbox.person("U0BO").say("hello")
    async with running(decided.app) as url:
        sandbox.connect_http(url)
        await sandbox.person("U0BO").say("hello")

    assert [len(stubborn.seen), len(decided.seen)] == [4, 1]


async def test_unacknowledged_events_come_again_over_sockets(
    sandbox: Sandbox, bolt: AsyncApp, connect_socket: Any
) -> None:
    attempts = []

    @bolt.event("message")
    async def message(ack: Any, request: Any) -> None:
        attempts.append(request.headers.get("x-slack-retry-num"))
        if len(attempts) < 3:
            raise RuntimeError("not yet")
        await ack()

    async with connect_socket(sandbox, bolt):
        await sandbox.person("U0BO").say("hello")

    assert attempts == [["0"], ["1"], ["2"]]


async def test_rate_limits_and_server_errors_strike_as_often_as_asked(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.faults.add("rate_limit", method="chat.postMessage", times=2, seconds=7)
    sandbox.faults.add("server_error", method="chat.postMessage")
    seen: list[Any] = []
    for _ in range(4):
        try:
            seen.append((await client.chat_postMessage(channel="U0BO", text="a")).status_code)
        except SlackApiError as refused:
            answer: Any = refused.response
            seen.append((answer.status_code, answer["error"], answer.headers.get("Retry-After")))
        assert (await client.auth_test())["ok"]

    assert seen == [(429, "ratelimited", "7")] * 2 + [(500, "server_error", None), 200]
    outcomes = [call.outcome for call in sandbox.call_log.of("chat.postMessage")]
    assert outcomes == ["ratelimited", "ratelimited", "server_error", "ok"]


async def test_a_dropped_answer_leaves_the_message_there(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.faults.add("drop_answer")
    with pytest.raises(aiohttp.ClientPayloadError):
        await client.chat_postMessage(channel="U0BO", text="a")

    assert [message.text for message in sandbox.person("U0BO").messages()] == ["a"]
    assert [call.outcome for call in sandbox.call_log] == ["dropped"]


async def test_a_slow_answer_outlasts_the_client(sandbox: Sandbox) -> None:
    sandbox.faults.add("slow", seconds=0.3)
    impatient = AsyncWebClient(sandbox.bot_token, base_url=f"{sandbox.base_url}/api/", timeout=1)
    impatient.timeout = 0.05  # type: ignore[assignment]  # the client passes fractions on
    with pytest.raises(TimeoutError):
        await impatient.auth_test()


async def test_faults_by_probability_repeat_with_the_seed(build: Any) -> None:
    def strikes(seed: int) -> list[bool]:
        faults = build(seed=seed).faults
        faults.add("server_error", times=None, probability=0.5)
        return [faults.strike("auth.test") is not None for _ in range(50)]

    assert strikes(1) == strikes(1) != strikes(2)
    assert 10 < sum(strikes(1)) < 40


async def test_faults_can_be_called_off_and_must_exist(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.faults.add("server_error", times=None)
    sandbox.faults.clear()
    assert (await client.auth_test())["ok"]
    with pytest.raises(Refused, match="there is no fault 'fire'"):
        sandbox.faults.add("fire")  # type: ignore[arg-type]  # the page may send anything


async def test_a_channel_takes_one_message_a_second_when_asked(build: Any, ticker: Any) -> None:
    sandbox = build(channel_rate=1)
    async with sandbox.serve() as base_url:
        client = AsyncWebClient(sandbox.bot_token, base_url=f"{base_url}/api/", retry_handlers=[])
        await client.chat_postMessage(channel="C0LAUNCH", text="a")
        await client.chat_postMessage(channel="U0BO", text="a")
        with pytest.raises(SlackApiError, match="ratelimited"):
            await client.chat_postMessage(channel="C0LAUNCH", text="b")
        ticker.seconds += 1
        assert (await client.chat_postMessage(channel="C0LAUNCH", text="b"))["ok"]


async def test_a_response_url_works_five_times_within_half_an_hour(
    sandbox: Sandbox, bolt: AsyncApp, connect_http: Any, ticker: Any
) -> None:
    urls = []

    @bolt.command("/hello")
    async def hello(ack: Any, command: dict[str, str]) -> None:
        urls.append(command["response_url"])
        await ack()

    bo = sandbox.person("U0BO")
    async with connect_http(sandbox, bolt):
        await bo.command("/hello", "#launch")
        await bo.command("/hello", "#launch")
    async with loopback() as http:
        everybody = {"response_type": "in_channel", "text": "all"}
        answers = [await http.post(urls[0], json={"text": "mine"}) for _ in range(4)]
        answers += [await http.post(urls[0], json=everybody) for _ in range(2)]
        ticker.seconds += 30 * 60 + 1
        late = await http.post(urls[1], json={"text": "late"})
        stray = await http.post(f"{sandbox.base_url}/response/none", json={"text": "late"})

    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert [answers[-1].text, late.text, stray.text] == ["used_url", "expired_url", "no_service"]
    assert [message.text for message in sandbox.person("U0ANA").messages("#launch")] == ["all"]
    assert len(bo.messages("#launch")) == 5


async def test_a_response_url_refuses_what_is_no_message(sandbox: Sandbox, bolt: AsyncApp, connect_http: Any) -> None:
    @bolt.action("go")
    async def go(ack: Any, body: dict[str, Any], respond: Any) -> None:
        await ack()
        async with loopback() as http:
            refused = [await http.post(body["response_url"], content=content) for content in (b"", b"[]", b"{}")]
            assert [answer.status_code for answer in refused] == [400] * 3
        await respond(delete_original=True)

    blocks = [{"type": "actions", "elements": [BUTTON]}]
    bo = sandbox.person("U0BO")
    async with connect_http(sandbox, bolt):
        await bolt.client.chat_postMessage(channel="U0BO", text="a", blocks=blocks)
        assert (await bo.click(bo.messages()[0], "go")).ok

    assert bo.messages() == []


async def test_nothing_interactive_is_sent_without_the_manifest_saying_so(build: Any, manifest: Any) -> None:
    manifest["settings"]["interactivity"] = {"is_enabled": False}
    sandbox, webhook = build(manifest=manifest), Webhook([200])
    async with sandbox.serve(), running(webhook.app) as url:
        sandbox.connect_http(url)
        done = await sandbox.person("U0BO").shortcut("greet")

    assert not done.ok
    assert webhook.seen == []
