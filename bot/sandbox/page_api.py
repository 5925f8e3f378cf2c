"""The JSON routes below /page/api: what one browser tab, acting as one person, may read and do."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from sse_starlette import EventSourceResponse
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.core import Core
from bot.sandbox.errors import Refused, SlackError
from bot.sandbox.executions import USER
from bot.sandbox.form_state import State, initial_state
from bot.sandbox.interactions import Interactions
from bot.sandbox.messages import Conversation, Message
from bot.sandbox.payloads import now_ts
from bot.sandbox.people import colour

MoveClock = Callable[[str], Awaitable[str]]
Answer = dict[str, Any]
Act = Callable[[Mapping[str, Any]], Awaitable[Answer]]


class PageApi:
    """Serves the page. A refusal is `{ok: false, error}` with HTTP 400."""

    def __init__(self, core: Core, interactions: Interactions, move_clock: MoveClock) -> None:
        self._core = core
        self._interactions = interactions
        self._move_clock = move_clock

    def routes(self) -> list[BaseRoute]:
        """Every route below /page/api."""
        reads = {
            "workspace": self.workspace,
            "conversations": self.conversations,
            "messages": self.messages,
            "home": self.home,
            "stream": self.stream,
        }
        acts: dict[str, Act] = {
            "command": self.command,
            "shortcut": self.shortcut,
            "step": self.step,
            "message": self.message,
            "action": self.action,
            "submit": self.submit,
            "close": self.close,
            "clock": self.clock,
            "faults": self.faults,
        }
        return [
            *(Route(f"/page/api/{name}", _guarded(read), methods=["GET"]) for name, read in reads.items()),
            *(Route(f"/page/api/{name}", _posted(act), methods=["POST"]) for name, act in acts.items()),
            Route("/page/api/upload", _guarded(self.upload), methods=["POST"]),
        ]

    async def workspace(self, _: Request) -> Response:
        """Team, app, people, clock, commands and shortcuts."""
        core, identity = self._core, self._core.identity
        people = [
            {
                "id": person.id,
                "name": person.real_name,
                "display_name": person.name,
                "zone": person.tz,
                "locale": person.locale,
                "colour": f"#{colour(person)}",
                "title": person.title,
            }
            for person in core.workspace.people.values()
            if not person.is_bot and not person.deleted
        ]
        commands = [_command(each) for each in core.manifest.commands]
        shortcuts = [{name: each[name] for name in ("callback_id", "name", "type")} for each in core.manifest.shortcuts]
        return JSONResponse(
            {
                "team": {"id": identity.team_id, "name": identity.team_name, "url": identity.team_url},
                "app": {"bot_user": identity.bot_user, "name": identity.bot_name, "id": identity.app_id},
                "people": people,
                "clock": {"now": core.workspace.now().isoformat()},
                "commands": commands,
                "shortcuts": shortcuts,
                "steps": [_step(callback_id, each) for callback_id, each in core.manifest.functions.items()],
            }
        )

    async def conversations(self, request: Request) -> Response:
        """The person's conversations, the direct message with the app first."""
        user = self._user(request.query_params)
        app_dm = self._core.workspace.direct(user)
        others = [each for each in self._core.workspace.of_person(user) if each is not app_dm]
        return JSONResponse([self._listed(each, user) for each in (app_dm, *others)])

    async def messages(self, request: Request) -> Response:
        """What the person sees in one conversation; it counts as read."""
        user = self._user(request.query_params)
        conversation = self._conversation(user, request.query_params.get("channel"))
        board = self._core.board
        return JSONResponse([board.shown(each) for each in board.read(user, conversation)])

    async def home(self, request: Request) -> Response:
        """The Home tab as published; the app hears that somebody looks and may publish a newer one."""
        view = self._interactions.open_home(self._user(request.query_params))
        return JSONResponse({"view": self._core.views.shown(view) if view else None})

    async def stream(self, request: Request) -> Response:
        """The person's news as server-sent events."""
        return EventSourceResponse(self._events(self._user(request.query_params)))

    async def command(self, body: Mapping[str, Any]) -> Answer:
        """A slash command."""
        done = await self._interactions.command(self._user(body), str(body["channel"]), str(body["text"]))
        return _answer(done.ok, done.error)

    async def shortcut(self, body: Mapping[str, Any]) -> Answer:
        """A global shortcut, or a message shortcut with `channel` and `ts`."""
        user = self._user(body)
        message = self._message(user, body) if body.get("ts") else None
        done = await self._interactions.shortcut(user, str(body["callback_id"]), message)
        return _answer(done.ok, done.error)

    async def step(self, body: Mapping[str, Any]) -> Answer:
        """A workflow comes to a step of the app's."""
        self._user(body)
        self._interactions.run_step(str(body["callback_id"]), dict(body["inputs"]))
        return {"ok": True}

    async def message(self, body: Mapping[str, Any]) -> Answer:
        """Something the person says."""
        self._interactions.say(self._user(body), str(body["channel"]), str(body["text"]))
        return {"ok": True}

    async def upload(self, request: Request) -> Response:
        """The bytes of a file for a form, as they are; the query names it. What the form's field holds of it."""
        user, name = self._user(request.query_params), request.query_params.get("name") or "file"
        file = self._interactions.upload(user, name, await request.body())
        return JSONResponse({"ok": True, "file": file.to_api(self._core.address.base_url)})

    async def action(self, body: Mapping[str, Any]) -> Answer:
        """A click or choice in a message or view."""
        user, container = self._user(body), body["container"]
        action = {**body["action"], "action_ts": now_ts()}
        if container["type"] == "view":
            view = self._core.views.find(str(container["view_id"]))
            done = await self._interactions.act_on_view(user, view, action, _state(body) or view.state)
        else:
            message = self._message(user, container)
            state = _state(body) or initial_state(message.blocks)
            done = await self._interactions.act_on_message(user, message, action, state)
        return _answer(done.ok, done.error)

    async def submit(self, body: Mapping[str, Any]) -> Answer:
        """The submission of the modal in front."""
        view = self._core.views.find(str(body["view_id"]))
        done = await self._interactions.submit(self._user(body), view, view.state | _state(body))
        optional = {"response_action": done.response_action, "errors": dict(done.errors), "error": done.error}
        return {"ok": done.ok, **{name: value for name, value in optional.items() if value}}

    async def close(self, body: Mapping[str, Any]) -> Answer:
        """The modal in front is dismissed."""
        await self._interactions.close(self._user(body), self._core.views.find(str(body["view_id"])))
        return {"ok": True}

    async def clock(self, body: Mapping[str, Any]) -> Answer:
        """The clock goes forward."""
        return {"ok": True, "now": await self._move_clock(str(body["move"]))}

    async def faults(self, body: Mapping[str, Any]) -> Answer:
        """Trouble is ordered."""
        times, seconds = int(body.get("times") or 1), float(body.get("seconds") or 1)
        self._core.faults.add(body["kind"], method=body.get("method") or None, times=times, seconds=seconds)
        return {"ok": True}

    async def _events(self, user: str) -> AsyncIterator[str]:
        async for news in self._core.feed.watch(user):
            yield json.dumps(news)

    def _listed(self, conversation: Conversation, user: str) -> Answer:
        is_app_dm = conversation.kind == "im"
        return {
            "id": conversation.id,
            "kind": "app_dm" if is_app_dm else "dm" if conversation.kind == "mpim" else "channel",
            "name": self._core.identity.bot_name if is_app_dm else conversation.name,
            "unread": conversation.unread_by(user),
        }

    def _user(self, given: Mapping[str, Any]) -> str:
        user = str(given.get("as") or "")
        if user not in self._core.workspace.people:
            raise Refused(f"nobody here has the id {user!r}")
        return user

    def _conversation(self, user: str, channel: Any) -> Conversation:
        conversation = self._core.workspace.conversations.get(str(channel))
        if conversation is None or user not in conversation.members:
            raise Refused(f"{user} is not in the conversation {channel!r}")
        return conversation

    def _message(self, user: str, place: Mapping[str, Any]) -> Message:
        visible = self._conversation(user, place.get("channel")).visible_to(user)
        found = next((each for each in visible if each.ts == place.get("ts")), None)
        if found is None:
            raise Refused(f"{user} sees no message {place.get('ts')} in {place.get('channel')}")
        return found


def _step(callback_id: str, declared: Mapping[str, Any]) -> dict[str, Any]:
    """The page asks for people alone; whatever else a step may have is left out."""
    people = [name for name, each in declared["input_parameters"].items() if each["type"] == USER]
    return {"callback_id": callback_id, "title": declared["title"], "people": people}


def _command(declared: Mapping[str, Any]) -> Answer:
    return {
        "name": declared["command"],
        "description": declared.get("description", ""),
        "usage_hint": declared.get("usage_hint", ""),
    }


def _state(body: Mapping[str, Any]) -> State:
    return dict((body.get("state") or {}).get("values") or {})


def _answer(ok: bool, error: str | None) -> Answer:
    return {"ok": ok, **({"error": error} if error else {})}


def _guarded(read: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            return await read(request)
        except (Refused, SlackError) as refusal:
            return JSONResponse({"ok": False, "error": str(refusal)}, status_code=400)

    return answer


def _posted(act: Act) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        if not request.headers.get("content-type", "").startswith("application/json"):
            return JSONResponse({"ok": False, "error": "send JSON with its content type"}, status_code=415)
        try:
            return JSONResponse(await act(await request.json()))
        except KeyError as missing:
            return JSONResponse({"ok": False, "error": f"{missing} is missing"}, status_code=400)
        except (Refused, SlackError, ValueError) as refusal:
            return JSONResponse({"ok": False, "error": str(refusal)}, status_code=400)

    return answer
