"""The sandbox as a whole: built from people, channels and an app manifest, served on the loopback interface."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Generator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.clock import Clock
from bot.sandbox.board import Board
from bot.sandbox.bot_link import BotLink
from bot.sandbox.call_log import CallLog
from bot.sandbox.clock_moves import Move, NextDue, move_clock
from bot.sandbox.core import Core
from bot.sandbox.executions import Execution, Executions
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Feed
from bot.sandbox.file_store import Files
from bot.sandbox.guard import HostGuard
from bot.sandbox.identity import Identity, Manifest, Tokens
from bot.sandbox.interactions import Interactions
from bot.sandbox.messages import Conversation, Message
from bot.sandbox.page import page_routes
from bot.sandbox.page_api import PageApi
from bot.sandbox.people import ChannelSpec, PersonSpec, describe
from bot.sandbox.person import Person
from bot.sandbox.slack_routes import SlackRoutes
from bot.sandbox.triggers import Monotonic, Responses, Triggers
from bot.sandbox.views import Views
from bot.sandbox.web_api.endpoint import WebApi
from bot.sandbox.workspace import Workspace


class _Server(uvicorn.Server):
    """Leaves signals to the program around it."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


class Sandbox:
    """A Slack workspace with one installed app.

    `manifest` is the app's manifest: only its commands, shortcuts, events and scopes exist. `next_due` tells when
    the app will act by itself next. `zone` is the workspace's IANA zone. `monotonic` ages triggers and response URLs.
    `ack_seconds` is the app's time to acknowledge; `retry_delays` are the waits before an event is repeated.
    `channel_rate` limits messages a second and channel (None: no limit); `seed` seeds the dice of faults.
    """

    def __init__(
        self,
        *,
        people: Iterable[PersonSpec],
        channels: Iterable[ChannelSpec] = (),
        manifest: Mapping[str, Any],
        clock: Clock,
        next_due: NextDue | None = None,
        team_name: str = "Sandbox",
        team_id: str = "T0SANDBOX",
        zone: str = "Etc/UTC",
        monotonic: Monotonic = time.monotonic,
        ack_seconds: float = 3.0,
        retry_delays: Sequence[float] = (1, 5, 15),
        channel_rate: float | None = None,
        seed: int = 0,
        allowed_hosts: Iterable[str] = (),
    ) -> None:
        read = Manifest(manifest)
        identity = Identity(team_id=team_id, team_name=team_name, bot_name=read.bot_name)
        tokens, feed = Tokens(), Feed()
        workspace = Workspace(people, channels, identity=identity, clock=clock)
        self._clock, self._zone, self.next_due = clock, zone, next_due
        self.core = Core(
            identity=identity,
            tokens=tokens,
            manifest=read,
            workspace=workspace,
            feed=feed,
            board=Board(workspace, feed),
            views=Views(feed),
            files=Files(),
            triggers=Triggers(monotonic),
            responses=Responses(monotonic),
            faults=Faults(seed=seed, monotonic=monotonic, channel_rate=channel_rate),
            calls=CallLog(),
            bot=BotLink(
                identity=identity, tokens=tokens, manifest=read, ack_seconds=ack_seconds, retry_delays=retry_delays
            ),
            executions=Executions(read),
        )
        self.core.board.on_post.append(self.core.announce)
        self._interactions = Interactions(self.core)
        self._web_api = WebApi(self.core)
        self.app = self._application(allowed_hosts)

    @property
    def bot_token(self) -> str:
        """xoxb-…"""
        return self.core.tokens.bot

    @property
    def app_token(self) -> str:
        """xapp-…, for Socket Mode"""
        return self.core.tokens.app

    @property
    def signing_secret(self) -> str:
        """Signs what is sent to the Request URL."""
        return self.core.tokens.signing_secret

    @property
    def identity(self) -> Identity:
        """Ids of team, app and bot user."""
        return self.core.identity

    @property
    def call_log(self) -> CallLog:
        """Every Web API call."""
        return self.core.calls

    @property
    def faults(self) -> Faults:
        """Order trouble here."""
        return self.core.faults

    @property
    def workspace(self) -> Workspace:
        """People and conversations."""
        return self.core.workspace

    @property
    def base_url(self) -> str:
        """Where the server listens; SLACK_API_URL is this plus "/api/"."""
        return self.core.address.base_url

    @asynccontextmanager
    async def serve(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
        """Serve in the running loop; yields the base URL. Port 0 picks a free one; OSError when the port is taken."""
        listening = socket.create_server((host, port))
        self.core.address.base_url = f"http://{host}:{listening.getsockname()[1]}"
        config = uvicorn.Config(
            self.app,
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="websockets-sansio",
            timeout_graceful_shutdown=1,
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield self.base_url
        finally:
            self.core.feed.close()
            await self.core.bot.close()
            server.should_exit = True
            await serving
            listening.close()

    def connect_http(self, request_url: str) -> None:
        """Deliver to the app's Request URL from now on, whether or not a socket is open."""
        self.core.bot.connect_http(request_url)

    @property
    def open_sockets(self) -> int:
        """How many Socket Mode connections the app holds."""
        return len(self.core.bot.sockets)

    async def disconnect_sockets(self, reason: str = "refresh_requested") -> None:
        """Ask the app to connect anew, as Slack does every few hours."""
        await self.core.bot.sockets.disconnect(reason)

    async def settle(self) -> None:
        """Wait until every event is acknowledged or given up."""
        await self.core.bot.settle()

    def revoke_tokens(self) -> None:
        """Every further call answers account_inactive."""
        self._web_api.revoke()

    def person(self, user: str) -> Person:
        """Act as the account `user`; SlackError("user_not_found")."""
        return Person(self.core, self._interactions, self.core.workspace.person(user).id)

    def run_step(self, callback_id: str, inputs: Mapping[str, Any]) -> Execution:
        """Let a workflow come to a step of the app's; Refused for what no workflow could be saved with."""
        return self._interactions.run_step(callback_id, inputs)

    def messages_for(self, user: str) -> list[Message]:
        """Everything `user` sees in all conversations, oldest first."""
        rooms = self.core.workspace.of_person(user)
        return sorted((each for room in rooms for each in room.visible_to(user)), key=lambda message: message.ts)

    def conversation(self, name: str) -> Conversation:
        """A conversation the app may know, by id or "#name"; SlackError("channel_not_found")."""
        return self.core.workspace.conversation(name)

    def add_person(self, spec: PersonSpec) -> Person:
        """Somebody joins the team; the app hears team_join."""
        self.core.workspace.people[spec.id] = spec
        self._tell_of(spec, "team_join")
        return self.person(spec.id)

    def change_person(self, user: str, **fields: Any) -> PersonSpec:
        """Change fields of a PersonSpec (`tz`, `locale`, `deleted` …); the app hears user_change."""
        changed = replace(self.core.workspace.person(user), **fields)
        self.core.workspace.people[user] = changed
        self._tell_of(changed, "user_change")
        return changed

    def add_channel(self, spec: ChannelSpec) -> Conversation:
        """A new channel, its members in it."""
        return self.core.workspace.add_channel(spec)

    def join(self, channel: str, user: str) -> None:
        """`user` (a person or the bot user) enters a channel; the app hears member_joined_channel if it is there."""
        self._membership(channel, user, "member_joined_channel").members.add(user)

    def leave(self, channel: str, user: str) -> None:
        """`user` leaves a channel; the app hears member_left_channel if it is there."""
        self._membership(channel, user, "member_left_channel").members.discard(user)

    def archive(self, channel: str) -> None:
        """Nobody writes there any more."""
        self.core.workspace.conversations[channel].is_archived = True

    async def move_clock(self, move: Move | str) -> str:
        """Move by "hour", "day", to the next "prompt" or "month"; returns the new time in ISO 8601, or Refused."""
        now = (await move_clock(self._clock, move, zone=self._zone, next_due=self.next_due)).isoformat()
        self.core.feed.tell_all({"type": "clock", "now": now})
        return now

    def _membership(self, channel: str, user: str, event: str) -> Conversation:
        conversation = self.core.workspace.conversations[channel]
        if self.identity.bot_user in {*conversation.members, user}:
            place = {"channel": channel, "channel_type": "G" if conversation.is_private else "C"}
            ts = self.core.workspace.ts.next()
            told = {"type": event, "user": user, **place, "team": self.identity.team_id, "event_ts": ts}
            self.core.bot.tell(event, told)
        return conversation

    def _tell_of(self, person: PersonSpec, event: str) -> None:
        now = self.core.workspace.now()
        described = describe(person, team_id=self.identity.team_id, now=now, with_locale=True)
        ts = self.core.workspace.ts.next()
        self.core.bot.tell(event, {"type": event, "user": described, "cache_ts": int(now.timestamp()), "event_ts": ts})

    def _application(self, allowed_hosts: Iterable[str]) -> Starlette:
        routes = [
            *SlackRoutes(self.core, self._web_api).routes(),
            *PageApi(self.core, self._interactions, self.move_clock).routes(),
            *page_routes(self),
        ]
        return Starlette(routes=routes, middleware=[Middleware(HostGuard, allowed=tuple(allowed_hosts))])
