"""POST or GET /api/{method}: read the call, authenticate it, let faults strike, answer."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.call_log import Call
from bot.sandbox.core import Core
from bot.sandbox.errors import SlackError, rate_limited
from bot.sandbox.faults import Fault
from bot.sandbox.web_api.arguments import Arguments
from bot.sandbox.web_api.methods import Method, find_method


class DroppedAnswer(Response):
    """Promises a body and ends after its first byte, so that the server hangs up on the app."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"4096")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


class WebApi:
    """The Web API of one sandbox; revoke() makes every token answer account_inactive."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._is_revoked = False

    def revoke(self) -> None:
        """The app is uninstalled from here on."""
        self._is_revoked = True

    async def endpoint(self, request: Request) -> Response:
        """Answer one call over HTTP."""
        name = request.path_params["method"]
        given = await _given(request)
        token = _token(request, given)
        fault = self._core.faults.strike(name)
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        args = Arguments(given)
        try:
            _refuse(fault)
            answer = {"ok": True, **self._run(name, args, token)}
        except SlackError as error:
            self._log(name, args, error.code)
            return JSONResponse(error.answer(), status_code=error.status, headers=self._headers() | error.headers)
        is_dropped = fault is not None and fault.kind == "drop_answer"
        self._log(name, args, "dropped" if is_dropped else "ok")
        return DroppedAnswer() if is_dropped else JSONResponse(answer, headers=self._headers())

    def _run(self, name: str, args: Arguments, token: str) -> dict[str, Any]:
        method = find_method(name)
        self._authenticate(method, token)
        missing = method.missing_scope(self._core, args)
        if missing:
            provided = ",".join(sorted(self._core.manifest.scopes or ()))
            raise SlackError("missing_scope", extra={"needed": missing, "provided": provided})
        return method.handler(self._core, args)

    def _authenticate(self, method: Method, token: str) -> None:
        tokens = self._core.tokens
        if not token:
            raise SlackError("not_authed")
        if token not in (tokens.bot, tokens.app):
            raise SlackError("invalid_auth")
        if self._is_revoked:
            raise SlackError("account_inactive")
        if token != (tokens.app if method.takes_app_token else tokens.bot):
            raise SlackError("not_allowed_token_type")

    def _headers(self) -> dict[str, str]:
        scopes = self._core.manifest.scopes
        return {"x-oauth-scopes": ",".join(sorted(scopes))} if scopes is not None else {}

    def _log(self, name: str, args: Arguments, outcome: str) -> None:
        at = self._core.workspace.now()
        self._core.calls.add(Call(method=name, arguments=args.given, outcome=outcome, at=at))


def _refuse(fault: Fault | None) -> None:
    if fault is not None and fault.kind == "rate_limit":
        raise rate_limited(max(1, round(fault.seconds)))
    if fault is not None and fault.kind == "server_error":
        raise SlackError("server_error", status=500)


async def _given(request: Request) -> Mapping[str, Any]:
    given: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            body = json.loads(await request.body() or b"{}")
        except json.JSONDecodeError:
            body = {}
        return given | (body if isinstance(body, dict) else {})
    return given | dict(await request.form())


def _token(request: Request, given: Mapping[str, Any]) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else str(given.get("token") or "")
