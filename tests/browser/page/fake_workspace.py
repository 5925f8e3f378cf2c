"""The page's contract with canned answers: a unit under test needs no bot behind it."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

from sse_starlette import EventSourceResponse
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.page import Sandbox, page_routes
from tests.browser.page.blocks import Json
from tests.browser.page.sample_views import HOME

PEOPLE = [
    ("U0ANA", "Ana", "Ana Ruiz", "Europe/Madrid", "en-GB", "Head of Growth", "9f69e7"),
    ("U0BO", "Bo", "Bo Larsen", "Europe/Madrid", "en-GB", "Promotion", "4bbe2e"),
    ("U0CHEN", "陈琳", "陈琳", "Asia/Shanghai", "zh-CN", "内容运营", "e7392d"),
    ("U0DEE", "Dee", "Dee Okafor", "Africa/Lagos", "en-US", "Events", "e0a729"),
    ("U0EVE", "Eve", "Eve Martin", "Europe/Paris", "fr-FR", "People partner", "684b6c"),
]
COMMANDS = [
    {"name": "/checkin", "description": "Enter your figures", "usage_hint": "[metric value [date] [note]]"},
    {"name": "/kudos", "description": "Thank a colleague", "usage_hint": "@name text"},
    {"name": "/perf", "description": "Everything else", "usage_hint": "[help]"},
    {"name": "/rate", "description": "The next rating that is due", "usage_hint": "[@name]"},
    {"name": "/scorecard", "description": "Your card of the month", "usage_hint": "[@who or team] [2026-10]"},
]
SHORTCUTS = [
    {"callback_id": "checkin", "name": "Check in", "type": "global"},
    {"callback_id": "thank", "name": "Thank for this", "type": "message"},
]


@dataclass
class FakeWorkspace:
    """Answers of the JSON routes. Tests change the fields, read `posted` and send news with `tell`."""

    messages: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    answers: dict[str, list[Json]] = field(default_factory=dict)
    home: Json | None = field(default_factory=lambda: dict(HOME))
    unread: dict[str, int] = field(default_factory=dict)
    posted: list[tuple[str, Json]] = field(default_factory=list)
    now: str = "2026-11-20T08:30:00+00:00"
    is_down: bool = False
    delay_s: float = 0.0
    _loop: asyncio.AbstractEventLoop | None = None
    _windows: dict[str, list[asyncio.Queue[Json | None]]] = field(default_factory=dict)

    def app(self) -> Starlette:
        """The page and its routes."""
        people = {
            user: SimpleNamespace(id=user, name=name, locale=locale, is_bot=False, deleted=False)
            for user, name, _, _, locale, _, _ in PEOPLE
        }
        people["U0BOT"] = SimpleNamespace(id="U0BOT", name="Evenhand", locale="en", is_bot=True, deleted=False)
        sandbox = cast(Sandbox, SimpleNamespace(workspace=SimpleNamespace(people=people)))
        reads = {
            "workspace": self._workspace,
            "conversations": self._conversations,
            "messages": self._messages,
            "home": self._home,
        }
        routes = [Route(f"/page/api/{name}", self._guarded(read)) for name, read in reads.items()]
        routes += [Route("/page/api/stream", self._stream), Route("/page/api/{name}", self._post, methods=["POST"])]
        return Starlette(routes=[*routes, *page_routes(sandbox)], lifespan=self._lifespan)

    def tell(self, user: str, **news: Any) -> None:
        """Put an event in front of `user`; from any thread."""
        assert self._loop is not None
        for window in self._windows.get(user, []):
            self._loop.call_soon_threadsafe(window.put_nowait, news)

    def hang_up(self) -> None:
        """End every stream; while `is_down` no new one starts."""
        assert self._loop is not None
        for window in [window for windows in self._windows.values() for window in windows]:
            self._loop.call_soon_threadsafe(window.put_nowait, None)

    def sent(self, name: str) -> list[Json]:
        """Bodies posted to one route so far."""
        return [body for route, body in self.posted if route == name]

    def reset(self) -> None:
        """As new, for the next test."""
        fresh = FakeWorkspace()
        for name in ("messages", "answers", "home", "unread", "posted", "now", "is_down", "delay_s"):
            setattr(self, name, getattr(fresh, name))

    @contextlib.asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        yield

    def _guarded(self, read: Any) -> Any:
        async def answer(request: Request) -> Response:
            return JSONResponse({"error": "down"}, status_code=503) if self.is_down else JSONResponse(read(request))

        return answer

    def _workspace(self, request: Request) -> Json:
        people = [
            {
                "id": user,
                "name": name,
                "display_name": shown,
                "zone": zone,
                "locale": locale,
                "title": title,
                "colour": colour,
            }
            for user, shown, name, zone, locale, title, colour in PEOPLE
        ]
        return {
            "team": {"id": "T1", "name": "Harbour Marketing", "url": "https://harbour.slack.com/"},
            "app": {"bot_user": "U0BOT", "name": "Evenhand", "id": "A1"},
            "people": people,
            "clock": {"now": self.now},
            "commands": COMMANDS,
            "shortcuts": SHORTCUTS,
            "steps": [],
        }

    def _conversations(self, request: Request) -> list[Json]:
        rooms = [
            ("C0GROWTH", "channel", "growth"),
            ("C0LAUNCH", "channel", "autumn-launch"),
            ("D0APP", "app_dm", "Evenhand"),
        ]
        return [{"id": id_, "kind": kind, "name": name, "unread": self.unread.get(id_, 0)} for id_, kind, name in rooms]

    def _messages(self, request: Request) -> list[Json]:
        query = request.query_params
        return self.messages.get((query["as"], query["channel"]), [])

    def _home(self, request: Request) -> Json:
        return {"view": self.home}

    async def _post(self, request: Request) -> Response:
        name, body = request.path_params["name"], await request.json()
        self.posted.append((name, body))
        await asyncio.sleep(self.delay_s)
        planned = self.answers.get(name)
        answer = planned.pop(0) if planned else {"ok": True, **({"now": self.now} if name == "clock" else {})}
        return JSONResponse(answer)

    async def _stream(self, request: Request) -> Response:
        if self.is_down:
            return Response(status_code=503)
        return EventSourceResponse(self._watch(request.query_params["as"]))

    async def _watch(self, user: str) -> AsyncIterator[dict[str, str]]:
        window: asyncio.Queue[Json | None] = asyncio.Queue()
        self._windows.setdefault(user, []).append(window)
        try:
            yield {"data": json.dumps({"type": "hello"})}
            while (news := await window.get()) is not None:
                yield {"data": json.dumps(news)}
        finally:
            self._windows[user].remove(window)
