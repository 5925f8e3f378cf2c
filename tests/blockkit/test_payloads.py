"""What is sent is what slack_sdk makes of the same objects, to the last comma."""

import json
from itertools import product

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    RichTextBlock,
    RichTextSectionElement,
    SectionBlock,
)

from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.slack.messages import Message, as_data
from tests.blockkit.shown import all_of
from tests.blockkit.worlds import WORLDS, World

UNLIKE = [world for world in WORLDS if world.name in ("ordinary", "nothing told", "hostile")]
"""Enough: what becomes of a block does not depend on the rules in it."""


@pytest.mark.parametrize("world", UNLIKE, ids=lambda world: world.name)
def test_everything_shown_becomes_the_data_that_slack_sdk_makes_of_it(world: World) -> None:
    for each, language in product(all_of(world), LANGUAGES):
        shown = each.shown(translator(language))
        objects: list[JsonObject] = list(shown.blocks) if isinstance(shown, Message) else [shown]
        for one in objects:
            assert json.dumps(as_data(one)) == json.dumps(one.to_dict()), each.name


@pytest.mark.parametrize(
    "wrong",
    [
        SectionBlock(text=MarkdownTextObject(text="a" * 3_001)),
        SectionBlock(block_id="a" * 256, text=MarkdownTextObject(text="a")),
        SectionBlock(),
        HeaderBlock(text=PlainTextObject(text="a" * 151)),
        ActionsBlock(elements=[ButtonElement(text="a" * 76, action_id="b", value="c")]),
    ],
)
def test_what_slack_sdk_refuses_is_refused_in_its_words(wrong: Block) -> None:
    with pytest.raises(SlackObjectFormationError) as expected:
        wrong.to_dict()
    with pytest.raises(SlackObjectFormationError) as refused:
        as_data(wrong)
    assert str(refused.value) == str(expected.value)


def test_rich_text_keeps_its_empty_sections() -> None:
    empty = RichTextBlock(elements=[RichTextSectionElement(elements=[])])
    assert (
        as_data(empty)
        == empty.to_dict()
        == {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
    )
