"""Whatever the bot shows passes three registries of limits: slack_sdk's, slackblocks' and the local workspace's."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from inspect import getmembers, isfunction, signature
from itertools import product
from types import FunctionType, ModuleType
from typing import Any

import pytest
from slack_sdk.models.views import View

import bot.features
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.sandbox.limits import MESSAGE_TEXT, check_blocks, check_view
from bot.slack import refusals, topics
from bot.slack.messages import Message, view_payload
from tests.blockkit.registry import rebuild_message, rebuild_view
from tests.blockkit.shown import all_of
from tests.blockkit.worlds import WORLDS, World

MARKS = ("<!", "<@", "<http")
"""What would notify or lead astray; every one in these worlds was typed by somebody."""

FORMATTED = ("*fett*", "_schief_", "~weg~", "`roh`", ":skull:")
"""What these worlds type that would look like ours: bold, code, a sign."""

UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Turns or hides what follows, or cannot be encoded."""

ESCAPED = ("&amp;", "&lt;", "&gt;")
BADLY_ESCAPED = re.compile("&amp;(amp|lt|gt);|&(?!(amp|lt|gt);)")
"""Twice, or cut in the middle."""


def accepted(shown: Message | View) -> None:
    """slack_sdk validates while it makes the payload."""
    if isinstance(shown, Message):
        payload = shown.payload()
        assert 0 < len(payload["text"]) <= MESSAGE_TEXT
        assert check_blocks(payload["blocks"]) == []
        rebuild_message(payload)
    else:
        payload = view_payload(shown)
        assert check_view(payload, kind=payload["type"]) == []
        rebuild_view(payload)
    assert [text for text in texts(payload, "mrkdwn") if any(mark in text for mark in MARKS)] == []
    assert [text for text in texts(payload, "mrkdwn") if any(mark in text for mark in FORMATTED)] == []
    assert [text for kind in ("mrkdwn", "plain_text") for text in texts(payload, kind) if UNSEEN.search(text)] == []
    assert [text for text in texts(payload, "mrkdwn") if BADLY_ESCAPED.search(text)] == []
    assert [text for text in texts(payload, "plain_text") if any(escaped in text for escaped in ESCAPED)] == []


def texts(plain: Any, kind: str) -> Iterator[str]:
    """In `mrkdwn` Slack looks for mentions and links; `plain_text` it shows as it is."""
    if isinstance(plain, dict):
        if plain.get("type") == kind:
            yield plain["text"]
        for value in plain.values():
            yield from texts(value, kind)
    elif isinstance(plain, list):
        for each in plain:
            yield from texts(each, kind)


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_everything_is_accepted(world: World) -> None:
    broken = []
    for case, language in product(all_of(world), LANGUAGES):
        try:
            accepted(case.shown(translator(language)))
        except Exception as error:  # noqa: BLE001 - every view is tried before the test says which ones fail
            broken.append(f"{case.name} in {language}: {type(error).__name__}: {str(error)[:300]}")
    assert not broken, "\n".join(sorted(set(broken)))


def modules() -> Iterator[ModuleType]:
    yield from (topics, refusals)
    for found in pkgutil.walk_packages(bot.features.__path__, "bot.features."):
        if "views" in found.name.split("."):
            yield importlib.import_module(found.name)


def makers() -> dict[str, FunctionType]:
    """Every function, private ones too, that says it returns a message or a view."""
    return {
        f"{module.__name__}.{name}": function
        for module in modules()
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and signature(function).return_annotation in (Message, View)
    }


def test_no_view_is_left_out() -> None:
    """Watches which functions run while everything is shown."""
    ran = set()

    def watch(frame: Any, event: str, _: Any) -> None:
        if event == "call":
            ran.add(frame.f_code)

    cases, t = all_of(WORLDS[0]), translator("en")
    sys.setprofile(watch)
    try:
        for case in cases:
            case.shown(t)
    finally:
        sys.setprofile(None)
    assert len(makers()) >= 25
    assert [name for name, function in makers().items() if function.__code__ not in ran] == []


def test_each_registry_refuses_what_slack_would() -> None:
    """So that none of the three agrees with everything."""
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_001}}
    header = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
    label = {"type": "plain_text", "text": "x" * 76}
    button = {"type": "actions", "elements": [{"type": "button", "action_id": "a", "text": label}]}
    unknown = {"type": "divider", "colour": "red"}
    for block in (section, header, button, unknown):
        assert check_blocks([block])
        with pytest.raises(Exception, match=r"length|characters|unexpected keyword"):
            rebuild_message({"text": "", "blocks": [block]})
    many = [{"type": "divider"}] * 101
    modal = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": many}
    assert check_view(modal, kind="modal")
    with pytest.raises(Exception, match="100"):
        rebuild_view(modal)


def test_what_the_registry_forgets_is_noticed() -> None:
    """Its parsers of texts and options pass over what they do not know; what was rebuilt is compared, not trusted."""
    payload = {"text": "x", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x", "colour": "red"}}]}
    with pytest.raises(AssertionError, match="colour is unknown"):
        rebuild_message(payload)
