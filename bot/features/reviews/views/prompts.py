"""The prompt, what takes its place, and the part of Home: how many and until when, nobody's name and nothing said."""

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from bot.features.reviews.service import Due
from bot.i18n.translator import Translator
from bot.slack.pieces import button, section


def due_blocks(t: Translator, due: Due) -> list[Block]:
    """In the day's prompt; whom it is about is shown in the window only."""
    key = "reviews-prompt" if due.is_first else "reviews-reminder"
    text = t(key, people=due.people, minutes=due.minutes, until=t.day(due.until))
    return [section(text), ActionsBlock(elements=[rate_button(t)])]


def done_blocks(t: Translator, due: Due | None) -> list[Block]:
    """What is left; that can be changed until the last day."""
    if due is None:
        return [section(t("reviews-over"))]
    if due.people:
        key = "reviews-left" if due.given else "reviews-reminder"
        text = t(key, people=due.people, minutes=due.minutes, until=t.day(due.until))
        return [section(text), ActionsBlock(elements=[rate_button(t)])]
    return [section(t("reviews-all-done", until=t.day(due.until))), ActionsBlock(elements=[_list_button(t)])]


def rate_button(t: Translator) -> ButtonElement:
    return button(t, "reviews-button-rate", "reviews.open_next", "next", is_primary=True)


def _list_button(t: Translator) -> ButtonElement:
    return button(t, "reviews-button-list", "reviews.open_list", "list")
