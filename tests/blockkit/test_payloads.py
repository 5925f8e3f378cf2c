"""What slack_sdk refuses is refused; `test_everything` compares the data of all that is shown."""

import pytest
from slack_sdk.errors import SlackObjectFormationError
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

from bot.slack.messages import as_data


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
