"""The goals that run: the team's, then one's own."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.features.goals.views.parts import goal_title, standing_text
from bot.features.home.service import Board
from bot.features.home.views.parts import line_with
from bot.i18n.translator import Translator
from bot.slack.pieces import button

MOST_SHOWN = 6


def goal_blocks(t: Translator, board: Board) -> Iterator[Block]:
    """One line each, and the way to all of them; who has none hears what they could be."""
    shown = board.goals[:MOST_SHOWN]
    lines = [t("home-goal", title=goal_title(each.row), standing=standing_text(t, each)) for each in shown]
    if more := len(board.goals[MOST_SHOWN:]):
        lines.append(t("home-goals-more", count=more))
    text = "\n".join([t("home-goals"), *lines]) if lines else t("home-goals-none")
    yield line_with(text, button(t, "home-goals-open", "goals.open_list", "home"))
