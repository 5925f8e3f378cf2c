"""What an owner's prompt says of goals that nobody has updated."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, PlainTextObject

from bot.features.goals.service import Asked, Stand
from bot.features.goals.views.parts import goal_title, standing_text
from bot.i18n.translator import Translator
from bot.slack.pieces import section
from bot.slack.text import cut

GOALS_SHOWN, BUTTON_TITLE = 3, 40
"""A prompt has other parts."""


def asking_blocks(t: Translator, found: Sequence[Asked]) -> list[Block]:
    """Two blocks, however many there are, for a message has 50 for all its parts; each goal's button opens its form."""
    count = sum(each.is_open for each in found)
    shown = [each.stand for each in found[:GOALS_SHOWN]]
    lines = [t("goals-told-stale" if count else "goals-told-stale-done", count=count)]
    lines += [t("goals-told-stale-line", title=goal_title(each.row), standing=standing_text(t, each)) for each in shown]
    if more := len(found[GOALS_SHOWN:]):
        lines.append(t("goals-told-stale-more", count=more))
    return [section("\n".join(lines)), ActionsBlock(elements=[_update(t, each) for each in shown])]


def _update(t: Translator, stand: Stand) -> ButtonElement:
    key = str(stand.row.key)
    text = t("goals-update-named", title=cut(" ".join(stand.row.title.split()), BUTTON_TITLE))
    return ButtonElement(action_id=f"goals.open_update:{key}", text=PlainTextObject(text=text, emoji=False), value=key)
