"""Whatever the bot shows passes three registries of limits: slack_sdk's, slackblocks' and the local workspace's."""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from inspect import getmembers, isfunction, signature
from types import FunctionType, ModuleType

import pytest
from slack_sdk.models.views import View

import bot.features
from bot.sandbox.limits import check_blocks, check_view
from bot.slack import refusals, topics
from bot.slack.messages import Message
from tests.blockkit.accepting import Known, accepted, ambiguous
from tests.blockkit.registry import rebuild_message, rebuild_view
from tests.blockkit.rendering import Shown, rendered
from tests.blockkit.worlds import ORDINARY, WORLDS

HAN = "[\u3400-\u9fff]"
NAME = ORDINARY.words
UNEVEN = re.compile(f"{HAN}{NAME}|{NAME}{HAN}|{HAN} (\\d{{4}}年|\\d+月\\d+日)|(\\d[年月日]|周[一二三四五六日]) {HAN}")
"""Chinese directly beside a Latin name, or apart from a date."""

MORE_OF_THE_SAME = ("work plan", "marketing team", "integrated team", "ampersands", "crowded and empty", "a letter")
"""As large as others, of other signs or by other rules."""


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


@pytest.fixture(scope="module")
def known() -> Known:
    """Over all worlds: what has been looked at is not looked at again."""
    return Known()


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(world, id=world.name, marks=pytest.mark.thorough if world.name in MORE_OF_THE_SAME else ())
        for world in WORLDS
    ],
)
def shown(request: pytest.FixtureRequest) -> Shown:
    """Rendered once, in both languages, for whatever is asked of it."""
    return rendered(request.param)


def test_everything_is_accepted(shown: Shown, known: Known) -> None:
    """And becomes the data that slack_sdk makes of it, to the last comma."""
    broken = [*shown.broken]
    for each in shown.all:
        try:
            accepted(each.shown, each.payload, known)
        except Exception as error:  # noqa: BLE001 - every view is tried before the test says which ones fail
            broken.append(f"{each.name}: {type(error).__name__}: {str(error)[:300]}")
    assert not broken, "\n".join(sorted(set(broken)))


def test_no_button_is_mistaken_for_another(shown: Shown) -> None:
    """For whoever hears them without seeing what stands beside: with the same words they do the same."""
    broken = set()
    for each in shown.all:
        for words in ambiguous(each.payload):
            broken.add(f"{each.name}: {words}")
    assert not broken, "\n".join(sorted(broken))


def test_chinese_has_room_around_names_and_none_around_dates(shown: Shown) -> None:
    """In the ordinary world everybody has a Latin name."""
    if shown.world is not ORDINARY:
        return
    chinese = [each for each in shown.all if each.name.endswith("zh-CN")]
    found = ((each.name, UNEVEN.search(json.dumps(each.payload, ensure_ascii=False))) for each in chinese)
    assert [f"{name}: {odd.group()}" for name, odd in found if odd] == []


def test_no_view_is_left_out(shown: Shown) -> None:
    """Which functions ran while everything of the first world was shown."""
    if shown.ran is None:
        assert shown.world is not WORLDS[0]
        return
    ran = shown.ran
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
