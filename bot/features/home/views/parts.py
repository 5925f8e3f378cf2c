"""Pieces of which Home is made."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, MarkdownTextObject, SectionBlock

from bot.slack.text import cut


def line_with(text: str, pressed: ButtonElement) -> SectionBlock:
    """A line (mrkdwn) with its button beside it."""
    return SectionBlock(text=MarkdownTextObject(text=cut(text)), accessory=pressed)


def row(buttons: Sequence[ButtonElement]) -> list[Block]:
    """Buttons beside each other; nothing without any."""
    return [ActionsBlock(elements=list(buttons))] if buttons else []
