"""Keeps web pages from elsewhere out: they could otherwise drive the workspace through the visitor's browser."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class HostGuard:
    """Answers 403 unless Host is one of ours (against DNS rebinding) and Origin, when there is one, is Host's own."""

    def __init__(self, app: ASGIApp, allowed: Iterable[str] = ()) -> None:
        self._app = app
        self._allowed = LOOPBACK.union(allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_ours(Headers(scope=scope)):
            await PlainTextResponse("this workspace answers its own page only", status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        host, origin = headers.get("host", ""), headers.get("origin")
        if _hostname(f"//{host}") not in self._allowed:
            return False
        return origin is None or urlsplit(origin).netloc == host


def _hostname(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
