"""Reads along in every story: what goes to Slack carries nobody's marks, and what goes into the log nobody's words."""

import contextlib
import io
import json
import logging
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import structlog
from sqlalchemy import make_url
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.logs import configure_logs
from bot.sandbox.server import Sandbox
from bot.settings import Settings

LOUDEST = {"log_level": "DEBUG", "log_format": "json"}
SHORTEST_TEXT, SHORTEST_POST = 7, 24
"""Characters; shorter ones (`leads 42`, a day's name) stand in lines about other things, too."""
NOT_PERSONAL = re.compile(r"[\d\s.,:+TZ/-]*|[A-Z0-9]{2,}|[a-z_.-]+|help .*|admin .*")
"""Moments, numbers of rows, Slack's ids, keys and figures' names: a story of its own looks for numbers."""

MARKS = ("<!", "<@", "<http")
OWN_LINK = re.compile(r"<https://\w+\.slack\.com/archives/\w+/p\d{16}\|")
"""To a message of ours; whatever people write begins no link, and these tests write none like it."""
UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
BADLY_ESCAPED = re.compile("&amp;(amp|lt|gt);|&(?!(amp|lt|gt);)")


@dataclass(slots=True)
class Watch:
    """`typed` is what people entered, `said` what they were answered at once; `log` everything that was logged at the
    loudest level, as an operator has it written."""

    log: io.StringIO = field(default_factory=io.StringIO)
    typed: set[str] = field(default_factory=set)
    said: list[Any] = field(default_factory=list)

    def listened_to(self, app: ASGIApp) -> ASGIApp:
        """The same application; requests and answers are noted."""

        async def listening(scope: Scope, receive: Receive, send: Send) -> None:
            asked, told = bytearray(), bytearray()

            async def hear() -> Message:
                message = await receive()
                asked.extend(message.get("body", b""))
                return message

            async def tell(message: Message) -> None:
                told.extend(message.get("body", b""))
                await send(message)

            await app(scope, hear, tell)
            self.typed.update(typed_in(bytes(asked)))
            with contextlib.suppress(ValueError):
                self.said.append(json.loads(bytes(told)))

        return listening

    def check(self, sandbox: Sandbox, settings: Settings) -> None:
        """AssertionError names what should not have been there."""
        calls = [call for call in sandbox.call_log if call.method.startswith(("chat.", "views."))]
        for payload in (*(call.arguments for call in calls), *self.said):
            assert_harmless(payload)
        logged = self.log.getvalue()
        assert "a part of a prompt cannot be shown" not in logged, "a bug that people would not see"
        people = [text for person in sandbox.workspace.people.values() for text in (person.real_name, person.email)]
        posts = {str(call.arguments.get("text") or "") for call in calls}
        found = [secret for secret in secrets_of(sandbox, settings) if secret in logged]
        found += [text for text in people if len(text) >= 2 and text in logged]
        found += [text for text in self.typed if is_personal(text) and any(each in logged for each in forms_of(text))]
        found += [text for text in posts if len(text) >= SHORTEST_POST and any(e in logged for e in forms_of(text))]
        assert not found, f"the log tells {found}"


@contextmanager
def watching() -> Iterator[Watch]:
    """Logs go where an operator would find them, at the loudest level there is."""
    watch = Watch()
    root, structure, hook = logging.getLogger(), structlog.get_config(), sys.excepthook
    before = [root.level, list(root.handlers)]
    with contextlib.redirect_stderr(watch.log):
        configure_logs(Settings.model_validate(LOUDEST))
    try:
        yield watch
    finally:
        root.level, root.handlers = before  # type: ignore[assignment] # a level and handlers
        structlog.configure(**structure)
        sys.excepthook = hook


def typed_in(body: bytes) -> Iterator[str]:
    """What people entered, of a request of Slack's."""
    fields = parse_qs(body.decode(errors="replace"))
    yield from fields.get("text", [])
    for payload in fields.get("payload", []):
        with contextlib.suppress(ValueError):
            yield from _values(json.loads(payload))


def _values(plain: Any) -> Iterator[str]:
    if isinstance(plain, dict):
        if plain.get("type") == "plain_text_input" and plain.get("value"):
            yield plain["value"]
        for value in plain.values():
            yield from _values(value)
    elif isinstance(plain, list):
        for each in plain:
            yield from _values(each)


def is_personal(text: str) -> bool:
    return len(text) >= SHORTEST_TEXT and not NOT_PERSONAL.fullmatch(text)


def forms_of(text: str) -> set[str]:
    """How it would look in a line of JSON, whole or in the longest of its lines."""
    longest = max(text.splitlines() or [""], key=len)
    kept = {text, longest} if is_personal(longest) else {text}
    return {json.dumps(each, ensure_ascii=is_ascii)[1:-1] for each in kept for is_ascii in (True, False)} | kept


def secrets_of(sandbox: Sandbox, settings: Settings) -> Iterator[str]:
    yield from (sandbox.bot_token, sandbox.app_token, sandbox.signing_secret)
    if password := make_url(settings.effective_database_url).password:
        yield str(password)


def assert_harmless(payload: Any) -> None:
    """No mention, link, hidden or broken sign in anything that Slack shows."""
    for kind, text in texts(payload):
        assert not UNSEEN.search(text), text
        if kind == "mrkdwn":
            assert not any(mark in OWN_LINK.sub("", text) for mark in MARKS), text
            assert not BADLY_ESCAPED.search(text), text


def texts(plain: Any) -> Iterable[tuple[str, str]]:
    """Of blocks and views, with what Slack takes them for."""
    if isinstance(plain, dict):
        if plain.get("type") in ("mrkdwn", "plain_text") and isinstance(plain.get("text"), str):
            yield plain["type"], plain["text"]
        elif isinstance(plain.get("text"), str) and "blocks" in plain:
            yield "mrkdwn", plain["text"]
        for value in plain.values():
            yield from texts(value)
    elif isinstance(plain, list | tuple):
        for each in plain:
            yield from texts(each)
