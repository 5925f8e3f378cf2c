"""The prompt, what takes its place, and the part of Home: how many and until when, nobody's name and nothing said."""

from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, Option, PlainTextObject, StaticSelectElement

from bot.features.reviews.service import Due
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, section


def prompt_message(t: Translator, due: Due) -> Message:
    """Whom it is about is shown in the window only."""
    key = "reviews-prompt" if due.is_first else "reviews-reminder"
    text = t(key, people=due.people, minutes=due.minutes, until=t.day(due.until))
    return Message(text, [section(text), ActionsBlock(elements=[rate_button(t), *_later_menu(t, due)])])


def done_message(t: Translator, due: Due | None) -> Message:
    """What is left; that can be changed until the last day."""
    if due is None:
        text = t("reviews-over")
        return Message(text, [section(text)])
    if due.people:
        text = t("reviews-left", people=due.people, minutes=due.minutes, until=t.day(due.until))
        return Message(text, [section(text), ActionsBlock(elements=[rate_button(t)])])
    text = t("reviews-all-done", until=t.day(due.until))
    return Message(text, [section(text), ActionsBlock(elements=[_list_button(t)])])


def put_off_message(t: Translator, at: datetime, zone: str) -> Message:
    """When the prompt comes again."""
    text = t("metrics-put-off", day=t.day(at.astimezone(ZoneInfo(zone)).date()), time=t.clock_time(at, zone))
    return Message(text, [section(text)])


def home_blocks(t: Translator, due: Due | None) -> list[Block]:
    """Nothing for who has nothing to rate."""
    if due is None:
        return []
    if due.people:
        text = t("reviews-home-due", people=due.people, minutes=due.minutes, until=t.day(due.until))
        return [section(text), ActionsBlock(elements=[rate_button(t), _list_button(t)])]
    key = "reviews-home-done" if due.given else "reviews-home-late"
    return [section(t(key, until=t.day(due.until))), ActionsBlock(elements=[_list_button(t)])]


def rate_button(t: Translator) -> ButtonElement:
    return button(t, "reviews-button-rate", "reviews.open_next", "next", is_primary=True)


def _list_button(t: Translator) -> ButtonElement:
    return button(t, "reviews-button-list", "reviews.open_list", "list")


def _later_menu(t: Translator, due: Due) -> list[StaticSelectElement]:
    if not due.later:
        return []
    options = [Option(value=each, text=PlainTextObject(text=t(f"metrics-put-off-{each}"))) for each in due.later]
    placeholder = PlainTextObject(text=t("metrics-put-off-menu"))
    return [StaticSelectElement(action_id="reviews.put_off", placeholder=placeholder, options=options)]
