"""A small HTTP client that costs little: signed requests, prepared before the clock starts, over kept connections."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier


@dataclass(frozen=True, slots=True)
class Load:
    """`seconds` for all requests together; `median_ms` and `p99_ms` of one."""

    requests: int
    seconds: float
    median_ms: float
    p99_ms: float

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def signed_command(secret: str, *, team: str, user: str, command: str, text: str) -> bytes:
    """A complete HTTP/1.1 request, as Slack would send it."""
    fields = {
        "token": "t",
        "team_id": team,
        "team_domain": "bench",
        "channel_id": "C0BENCH",
        "channel_name": "bench",
        "user_id": user,
        "user_name": user.lower(),
        "command": command,
        "text": text,
        "api_app_id": "A0BENCH",
        "is_enterprise_install": "false",
        "response_url": "http://127.0.0.1:9/none",
        "trigger_id": f"1.{user}.{time.time_ns()}",
    }
    body = urlencode(fields)
    stamp = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: {signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


async def fire(port: int, requests: Sequence[bytes], *, connections: int = 8) -> Load:
    """Send all of them; AssertionError with the answer when one is not 200 or names an error."""
    times: list[float] = []
    shares = [requests[start::connections] for start in range(connections)]
    started = time.perf_counter()
    await asyncio.gather(*(_one_connection(port, share, times) for share in shares))
    seconds = time.perf_counter() - started
    return Load(len(requests), seconds, statistics.median(times) * 1000, statistics.quantiles(times, n=100)[98] * 1000)


async def _one_connection(port: int, requests: Sequence[bytes], times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in requests:
        begun = time.perf_counter()
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
        body = await reader.readexactly(length)
        times.append(time.perf_counter() - begun)
        assert head.startswith(b"http/1.1 200"), (head + body).decode()
    writer.close()
    await writer.wait_closed()
