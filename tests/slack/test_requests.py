"""Requests that do not come from Slack, or came from it long ago, are refused and leave a line in the log."""

import json
import time
from collections.abc import AsyncIterator, Mapping
from urllib.parse import urlencode

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier
from structlog.testing import capture_logs

from bot.limits import BODY_BYTES
from tests.loopback import loopback
from tests.office import BO
from tests.slack.corner import Corner, corner, on_checkin

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def command(at: Corner) -> str:
    identity = at.sandbox.identity
    return urlencode({"command": "/checkin", "text": "leads 42", "team_id": identity.team_id, "user_id": BO})


def signed(secret: str, body: str, *, at: float) -> dict[str, str]:
    stamp = str(int(at))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    assert signature
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}


async def post(at: Corner, body: str | bytes, headers: Mapping[str, str]) -> httpx.Response:
    async with loopback() as client:
        return await client.post(at.url, content=body, headers=FORM | dict(headers))


async def test_a_genuine_request_is_taken(sqlite_url: str) -> None:
    async with corner(sqlite_url, on_checkin()) as at:
        body = command(at)
        answer = await post(at, body, signed(at.sandbox.signing_secret, body, at=time.time() - 290))
        assert answer.status_code == 200
        assert await at.kept() == ["leads 42"]


@pytest.mark.parametrize(
    "case",
    ["forged", "other body", "stale", "from the future", "nothing", "no signature", "no stamp", "stamp of words"],
)
async def test_a_request_that_is_not_slacks_is_refused_and_logged(sqlite_url: str, case: str) -> None:
    async with corner(sqlite_url, on_checkin()) as at:
        body, secret, now = command(at), at.sandbox.signing_secret, time.time()
        genuine = signed(secret, body, at=now)
        headers = {
            "forged": signed("f" * 32, body, at=now),
            "other body": signed(secret, body + "0", at=now),
            "stale": signed(secret, body, at=now - 600),
            "from the future": signed(secret, body, at=now + 600),
            "nothing": {},
            "no signature": {"X-Slack-Request-Timestamp": genuine["X-Slack-Request-Timestamp"]},
            "no stamp": {"X-Slack-Signature": genuine["X-Slack-Signature"]},
            "stamp of words": genuine | {"X-Slack-Request-Timestamp": "yesterday"},
        }[case]
        with capture_logs() as logs:
            answer = await post(at, body, headers)
        assert answer.status_code == 401
        assert await at.kept() == []
    [line] = [each for each in logs if each["event"].startswith("request refused")]
    assert (line["log_level"], line["sender"]) == ("warning", "127.0.0.1")
    assert secret not in str(logs)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"{", b"[1]", b"null", b"payload=%7B", b""])
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
async def test_unsigned_rubbish_is_refused(sqlite_url: str, body: bytes, kind: str) -> None:
    async with corner(sqlite_url, on_checkin()) as at:
        stamp = {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": "v0=0"}
        answer = await post(at, body, {"Content-Type": kind, **stamp})
        assert answer.status_code in (400, 401)


async def test_slacks_question_for_the_address_is_answered(sqlite_url: str) -> None:
    async with corner(sqlite_url, on_checkin()) as at:
        body = json.dumps({"type": "url_verification", "challenge": "c0ffee", "token": "t"})
        headers = signed(at.sandbox.signing_secret, body, at=time.time())
        answer = await post(at, body, headers | {"Content-Type": "application/json"})
        assert answer.status_code == 200
        assert "c0ffee" in answer.text


async def test_more_than_slack_ever_sends_is_not_read(sqlite_url: str) -> None:
    async def without_end() -> AsyncIterator[bytes]:
        for _ in range(70):
            yield b"x" * 65_536

    async with corner(sqlite_url, on_checkin()) as at:
        fitting = command(at) + "&pad=" + "x" * (BODY_BYTES - 200)
        now = time.time()
        assert (await post(at, fitting, signed(at.sandbox.signing_secret, fitting, at=now))).status_code == 200
        stamp = signed("f" * 32, "", at=now)
        with capture_logs() as logs:
            assert (await post(at, b"x" * (BODY_BYTES + 1), stamp)).status_code == 413
            async with loopback() as client:
                answer = await client.post(at.url, content=without_end(), headers=FORM | stamp)
            assert answer.status_code == 413
        assert [each["bytes"] for each in logs if "larger than" in each["event"]] == [BODY_BYTES] * 2
        assert await at.kept() == ["leads 42"]


async def test_brackets_without_end_are_refused(sqlite_url: str) -> None:
    async with corner(sqlite_url, on_checkin()) as at:
        stamp = {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": "v0=0"}
        for kind, body in (("application/json", "[" * 200_000), (FORM["Content-Type"], "payload=" + "[" * 200_000)):
            assert (await post(at, body, {"Content-Type": kind, **stamp})).status_code in (400, 401)


UNREADABLE = [
    {"type": "block_actions"},
    {"type": "block_actions", "actions": []},
    {"type": "block_actions", "actions": [{"action_id": "a"}], "message": {"ts": "1.0"}},
    {"type": "block_actions", "actions": [{"action_id": "a"}], "view": [1]},
    {"type": "view_submission"},
    {"type": "view_submission", "view": {"callback_id": "x", "state": {"values": [1]}}},
    {"type": "view_submission", "view": {"callback_id": "x", "private_metadata": 3, "state": {"values": {}}}},
    {"type": "shortcut"},
    {"type": "shortcut", "callback_id": "x", "user": "U0BO"},
    {"type": "event_callback"},
    {"type": "event_callback", "event": {}},
    {"command": ["/checkin"]},
    {"command": "/checkin", "text": 5},
]


@pytest.mark.parametrize("unreadable", UNREADABLE, ids=str)
async def test_a_genuine_request_that_cannot_be_read_is_refused_with_a_line(
    sqlite_url: str, unreadable: dict[str, object]
) -> None:
    async with corner(sqlite_url, on_checkin()) as at:
        body = json.dumps(unreadable)
        genuine = signed(at.sandbox.signing_secret, body, at=time.time())
        with capture_logs() as logs:
            answer = await post(at, body, {"Content-Type": "application/json", **genuine})
        assert (answer.status_code, answer.text) == (400, "")
    [line] = logs
    assert (line["event"], line["log_level"]) == ("request refused: it cannot be read", "warning")
