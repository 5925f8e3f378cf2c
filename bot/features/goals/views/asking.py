"""What an owner's prompt says of goals that nobody has updated."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, MarkdownTextObject, SectionBlock

from bot.features.goals.service import Asked
from bot.features.goals.views.parts import goal_title, standing_text
from bot.i18n.translator import Translator
from bot.slack.pieces import button, note, section
from bot.slack.text import cut

GOALS_SHOWN = 3
"""A prompt has other parts."""


def asking_blocks(t: Translator, found: Sequence[Asked]) -> list[Block]:
    """Each with its form."""
    count = sum(each.is_open for each in found)
    blocks: list[Block] = [section(t("goals-told-stale" if count else "goals-told-stale-done", count=count))]
    for each in found[:GOALS_SHOWN]:
        stand, key = each.stand, str(each.stand.row.key)
        text = t("goals-told-stale-line", title=goal_title(stand.row), standing=standing_text(t, stand))
        pressed = button(t, "goals-update", f"goals.open_update:{key}", key)
        blocks.append(SectionBlock(text=MarkdownTextObject(text=cut(text)), accessory=pressed))
    if more := len(found[GOALS_SHOWN:]):
        blocks.append(note(t("goals-told-stale-more", count=more)))
    return blocks
