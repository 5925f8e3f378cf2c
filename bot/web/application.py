"""The HTTP side: Slack's requests, and whether this process is alive and ready."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

import structlog
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Message

from bot.limits import BODY_BYTES
from bot.web.health import Checked
from bot.web.metrics import Metrics, metrics_endpoint

log = structlog.get_logger(__name__)

EVENTS_PATH = "/slack/events"


class Checkable(Protocol):
    """What makes a process ready, and whether it is about to end."""

    @property
    def is_leaving(self) -> bool:
        """Whether requests should go elsewhere by now."""

    async def checks(self) -> Checked:
        """Quickly, whatever is away."""


def build_web(
    *, bolt: AsyncApp | None, health: Checkable, metrics: Metrics | None = None, pages: Iterable[Route] = ()
) -> Starlette:
    """`bolt` answers at /slack/events; None where Slack never calls: in Socket Mode, and in a process that only sends
    or plans. `pages` are for browsers."""
    routes = [Route("/healthz", _healthz(health)), Route("/readyz", _readyz(health)), *pages]
    if metrics:
        routes.append(Route("/metrics", metrics_endpoint(metrics)))
    if bolt:
        routes.append(Route(EVENTS_PATH, _slack_events(bolt), methods=["POST"]))
    app = Starlette(routes=routes)
    # It would send people to what the request calls this host, and without https behind a proxy.
    app.router.redirect_slashes = False
    return app


def _healthz(health: Checkable) -> Callable[[Request], Awaitable[Response]]:
    async def healthz(_request: Request) -> Response:
        if health.is_leaving:
            return JSONResponse({"status": "stopping"}, status_code=503)
        return JSONResponse({"status": "alive"})

    return healthz


def _readyz(health: Checkable) -> Callable[[Request], Awaitable[Response]]:
    async def readyz(_request: Request) -> Response:
        checked = await health.checks()
        if not checked.is_ready:
            log.warning("not ready", **checked.states)
        body = {
            "status": "ready" if checked.is_ready else "not ready",
            "checks": checked.states,
            "oldest_due_seconds": checked.oldest_due_seconds,
        }
        return JSONResponse(body, status_code=200 if checked.is_ready else 503)

    return readyz


def _slack_events(bolt: AsyncApp) -> Callable[[Request], Awaitable[Response]]:
    handler = AsyncSlackRequestHandler(bolt)

    async def slack_events(request: Request) -> Response:
        stamp = request.headers.get("x-slack-request-timestamp", "")
        if not stamp.isdecimal():
            return _refused(request, stamp)
        read = await _read(request)
        if read is None:
            log.warning("request refused: it is larger than any of Slack's", sender=_sender(request), bytes=BODY_BYTES)
            return Response(status_code=413)
        try:
            response = await handler.handle(read)
        except (ValueError, TypeError, AttributeError, RecursionError):
            # Bolt reads a request before it looks at the signature.
            log.warning("request refused: it cannot be read", exc_info=True)
            return Response(status_code=400)
        return _refused(request, stamp) if response.status_code == 401 else response

    return slack_events


async def _read(request: Request) -> Request | None:
    """The same, where its length is not announced with its body read; None when it is larger than may be."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal():
        # The server reads no more than that.
        return request if int(announced) <= BODY_BYTES else None
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BODY_BYTES:
            return None

    async def receive() -> Message:
        return {"type": "http.request", "body": bytes(body), "more_body": False}

    return Request(request.scope, receive)


def _refused(request: Request, stamp: str) -> Response:
    sender = _sender(request)
    log.warning("request refused: its signature is forged or older than five minutes", sender=sender, at=stamp[:20])
    return JSONResponse({"error": "invalid request"}, status_code=401)


def _sender(request: Request) -> str:
    return request.client.host if request.client else "unknown"
