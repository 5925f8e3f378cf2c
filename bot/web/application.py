"""The HTTP side: Slack's requests, and whether this process is alive and ready."""

from collections.abc import Awaitable, Callable

import structlog
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import ConfigurationError

log = structlog.get_logger(__name__)

EVENTS_PATH = "/slack/events"


def build_web(*, bolt: AsyncApp | None, ping: Callable[[], Awaitable[None]]) -> Starlette:
    """`bolt` answers at /slack/events; None in Socket Mode, where Slack never calls."""
    routes = [Route("/healthz", _healthz), Route("/readyz", _readyz(ping))]
    if bolt:
        routes.append(Route(EVENTS_PATH, _slack_events(bolt), methods=["POST"]))
    return Starlette(routes=routes)


async def _healthz(_request: Request) -> Response:
    return JSONResponse({"status": "alive"})


def _readyz(ping: Callable[[], Awaitable[None]]) -> Callable[[Request], Awaitable[Response]]:
    async def readyz(_request: Request) -> Response:
        try:
            await ping()
        except ConfigurationError as error:
            log.warning("not ready", reason=str(error))
            return JSONResponse({"status": "database away"}, status_code=503)
        return JSONResponse({"status": "ready"})

    return readyz


def _slack_events(bolt: AsyncApp) -> Callable[[Request], Awaitable[Response]]:
    handler = AsyncSlackRequestHandler(bolt)

    async def slack_events(request: Request) -> Response:
        stamp = request.headers.get("x-slack-request-timestamp", "")
        if not stamp.isdecimal():
            return _refused(request, stamp)
        try:
            response = await handler.handle(request)
        except (ValueError, TypeError, AttributeError):
            # Bolt reads a request before it looks at the signature.
            log.warning("request refused: it cannot be read", exc_info=True)
            return Response(status_code=400)
        return _refused(request, stamp) if response.status_code == 401 else response

    return slack_events


def _refused(request: Request, stamp: str) -> Response:
    sender = request.client.host if request.client else "unknown"
    log.warning("request refused: its signature is forged or older than five minutes", sender=sender, at=stamp)
    return JSONResponse({"error": "invalid request"}, status_code=401)
