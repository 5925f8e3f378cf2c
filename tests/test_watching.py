"""The reader over everybody's shoulder notices what should not be there."""

import json
from urllib.parse import urlencode

import pytest
import structlog

from bot.clock import MovableClock
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.slack.commands import CommandNames
from bot.slack.manifest import manifest
from tests.office import PEOPLE, WEDNESDAY
from tests.watching import assert_harmless, typed_in, watching

SETTINGS = Settings(database_url="postgresql://bot:hunter2hunter2@db/evenhand", _env_file=None)


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(
        people=PEOPLE, manifest=manifest(CommandNames("", {}), request_url=None), clock=MovableClock(WEDNESDAY)
    )


@pytest.mark.parametrize("told", ["xoxb", "secret", "hunter2hunter2", "bo@example.com", "陈琳", "leads 42 会议取消"])
def test_a_line_that_tells_too_much(sandbox: Sandbox, told: str) -> None:
    secret = {"xoxb": sandbox.bot_token, "secret": sandbox.signing_secret}.get(told, told)
    with watching() as watch:
        watch.typed.update(typed_in(urlencode({"text": "leads 42 会议取消"}).encode()))
        structlog.get_logger("bot.web").debug("asked", by={"what": secret})
    with pytest.raises(AssertionError, match="the log tells"):
        watch.check(sandbox, SETTINGS)


def test_a_line_about_numbers_and_days(sandbox: Sandbox) -> None:
    with watching() as watch:
        watch.typed.update(typed_in(urlencode({"text": "2026-11-18"}).encode()))
        structlog.get_logger("bot.web").info("asked", on="2026-11-18", row=42, user="U0BO")
    watch.check(sandbox, SETTINGS)
    line = json.loads(watch.log.getvalue())
    assert (line["event"], line["row"], line["logger"]) == ("asked", 42, "bot.web")


@pytest.mark.parametrize(
    "text", ["<!channel>", "by <@U0EVE>", "<https://evil.example|click>", "R&D", "&amp;lt;", "a\u202eb"]
)
def test_what_would_mislead(text: str) -> None:
    with pytest.raises(AssertionError):
        assert_harmless({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]})


def test_what_people_enter_is_found_in_requests() -> None:
    state = {"goal": {"value": {"type": "plain_text_input", "value": "call the partner"}}}
    form = {"type": "view_submission", "view": {"state": {"values": state}}}
    assert set(typed_in(urlencode({"payload": json.dumps(form)}).encode())) == {"call the partner"}
