"""What an answer of Slack's, or of something in between, means for the next attempt."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.errors import TransportError
from bot.slack.client import SlackClient
from bot.web.server import served_locally
from tests.ports import free_port


async def failure(status: int, body: str, kind: str, headers: dict[str, str] | None = None) -> TransportError:
    async def answer(_request: Request) -> Response:
        return Response(body, status_code=status, media_type=kind, headers=headers)

    async with served_locally(Starlette(routes=[Route("/api/{method}", answer, methods=["GET", "POST"])])) as url:
        return await failure_at(f"{url}/api/")


async def failure_at(base_url: str) -> TransportError:
    client = SlackClient(token="xoxb-1", base_url=base_url)
    await client.start()
    try:
        with pytest.raises(TransportError) as failed:
            await client.call("chat.postMessage", text="hello")
    finally:
        await client.close()
    return failed.value


@pytest.mark.parametrize(
    ("code", "permanent", "ambiguous"),
    [
        ("channel_not_found", True, False),
        ("is_archived", True, False),
        ("ratelimited", False, False),
        ("service_unavailable", False, False),
        ("internal_error", False, True),
        ("fatal_error", False, True),
    ],
)
async def test_slacks_words_decide(code: str, permanent: bool, ambiguous: bool) -> None:
    error = await failure(200, f'{{"ok": false, "error": "{code}"}}', "application/json")
    assert (error.code, error.permanent, error.ambiguous) == (code, permanent, ambiguous)


@pytest.mark.parametrize("status", [200, 403, 404, 502, 503])
@pytest.mark.parametrize(
    ("body", "kind"), [("<html>", "text/html"), ("{cut off", "application/json"), ("{}", "application/json")]
)
async def test_what_is_no_answer_of_slacks_ends_nothing(status: int, body: str, kind: str) -> None:
    error = await failure(status, body, kind)
    assert not error.permanent
    assert error.ambiguous


async def test_a_429_is_waited_for_as_long_as_it_says() -> None:
    error = await failure(429, '{"ok": false, "error": "ratelimited"}', "application/json", {"Retry-After": "37"})
    assert (error.retry_after, error.permanent, error.ambiguous) == (37.0, False, False)


async def test_a_slack_that_cannot_be_reached_has_not_acted() -> None:
    error = await failure_at(f"http://127.0.0.1:{free_port()}/api/")
    assert (error.permanent, error.ambiguous) == (False, False)


@pytest.mark.parametrize(("asked", "seconds"), [("37", 37.0), ("Sat, 21 Nov 2026 09:00:00 GMT", 1.0)])
async def test_a_429_asks_for_seconds_and_a_date_from_something_in_between_kills_no_message(
    asked: str, seconds: float
) -> None:
    error = await failure(429, '{"ok": false, "error": "ratelimited"}', "application/json", {"Retry-After": asked})
    assert (error.retry_after, error.permanent) == (seconds, False)
