"""The routes an app talks to: Web API, sockets, response URLs, uploads and files."""

import asyncio
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from bot.sandbox.answers import respond
from bot.sandbox.core import Core
from bot.sandbox.errors import SlackError
from bot.sandbox.identity import FILES
from bot.sandbox.web_api.endpoint import WebApi

DOWNLOAD = "download"
"""What faults of downloads are ordered by."""


class SlackRoutes:
    """Everything outside the page."""

    def __init__(self, core: Core, web_api: WebApi) -> None:
        self._core = core
        self._web_api = web_api

    def routes(self) -> list[BaseRoute]:
        """Every route an app uses."""
        return [
            Route("/api/{method}", self._web_api.endpoint, methods=["GET", "POST"]),
            WebSocketRoute("/link/", self._core.bot.sockets.serve),
            Route("/response/{key}", self.response, methods=["POST"]),
            Route("/upload/{key}", self.upload, methods=["POST"]),
            Route("/files/{file_id}", self.file),
            Route("/files/{file_id}/{name}", self.file),
        ]

    async def response(self, request: Request) -> Response:
        """One use of a response URL."""
        try:
            target = self._core.responses.use(request.path_params["key"])
            said = _object(await request.body())
            respond(self._core, user=target.user, channel=target.channel, said=said, ts=target.ts)
        except SlackError as error:
            if error.status == 404:
                return PlainTextResponse(error.code, status_code=404)
            return JSONResponse(error.answer(), status_code=400)
        return PlainTextResponse("ok")

    async def upload(self, request: Request) -> Response:
        """The bytes of a file, raw or as the first part of a multipart form."""
        content = await request.body()
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            parts = [part for part in (await request.form()).values() if not isinstance(part, str)]
            content = await parts[0].read() if parts else b""
        try:
            length = self._core.files.receive(request.path_params["key"], content)
        except SlackError as error:
            return PlainTextResponse(error.code, status_code=error.status)
        return PlainTextResponse(f"OK - {length}")

    async def file(self, request: Request) -> Response:
        """A completed file, by id. What a person has put into a form takes the app's token; without it there is a page
        to sign in, as at Slack's."""
        file = self._core.files.find(request.path_params["file_id"])
        if file is None:
            return PlainTextResponse("file_not_found", status_code=404)
        if file.owner:
            fault = self._core.faults.strike(DOWNLOAD)
            if fault is not None and fault.kind == "slow":
                await asyncio.sleep(fault.seconds)
            elif fault is not None:
                return PlainTextResponse(fault.kind, status_code=500)
            if not self._may_read(request):
                return HTMLResponse("<title>Sign in</title>")
        headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        return Response(file.content, media_type=file.mimetype, headers=headers)

    def _may_read(self, request: Request) -> bool:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        return token == self._core.tokens.bot and self._core.manifest.grants(FILES)


def _object(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise SlackError("invalid_payload", status=400)
    return said
