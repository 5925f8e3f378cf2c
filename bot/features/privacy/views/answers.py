"""Short answers."""

from slack_sdk.models.blocks import MarkdownTextObject, SectionBlock

from bot.i18n.translator import Translator
from bot.slack.messages import Message


def promised_message(t: Translator) -> Message:
    text = t("privacy-export-promised")
    return Message(text, [SectionBlock(text=MarkdownTextObject(text=text))])
