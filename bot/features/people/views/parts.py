"""Pieces of which the modals are made."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    InputBlock,
    MarkdownTextObject,
    Option,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement
from slack_sdk.models.views import View

from bot.features.people.models import Member
from bot.features.people.rules.settings import AUTOMATIC
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.text import escape, quoted

NAME_LIMIT = 40
NAMES_LIMIT = 800
"""Characters of a list of names; Fluent takes a thousand for one value. Who does not fit is counted."""


def section(text: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=text))


def modal(
    t: Translator,
    title: str,
    blocks: Sequence[Block],
    *,
    callback: str | None = None,
    metadata: Mapping[str, object] | None = None,
) -> View:
    """With a callback, a form with a button that saves; without, something to read."""
    return View(
        type="modal",
        title=PlainTextObject(text=t(title)),
        close=PlainTextObject(text=t("people-cancel" if callback else "edge-close")),
        submit=PlainTextObject(text=t("people-save")) if callback else None,
        callback_id=callback,
        private_metadata=json.dumps(metadata) if metadata else None,
        blocks=list(blocks),
    )


def field(t: Translator, name: str, element: InputInteractiveElement, *, optional: bool = True) -> InputBlock:
    """An input with its label and hint from the catalogue."""
    return InputBlock(
        block_id=name.rpartition("-")[2],
        label=PlainTextObject(text=t(name)),
        hint=PlainTextObject(text=t(f"{name}-hint")),
        element=element,
        optional=optional,
    )


def choice(options: Sequence[tuple[str, str]], chosen: str) -> StaticSelectElement:
    """A menu of (value, words)."""
    listed = [Option(value=value, text=PlainTextObject(text=words)) for value, words in options]
    present = next((option for option in listed if option.value == chosen), None)
    return StaticSelectElement(action_id=VALUE, options=listed, initial_option=present)


def ticks(options: Sequence[tuple[str, str]], chosen: Collection[str]) -> CheckboxesElement:
    """Boxes of (value, words)."""
    listed = [Option(value=value, text=PlainTextObject(text=words)) for value, words in options]
    present = [option for option in listed if option.value in chosen]
    return CheckboxesElement(action_id=VALUE, options=listed, initial_options=present or None)


def language_choice(t: Translator, chosen: str | None) -> StaticSelectElement:
    return choice([(each, t(f"people-language-{each}")) for each in (AUTOMATIC, *LANGUAGES)], chosen or AUTOMATIC)


def names(t: Translator, members: Iterable[Member]) -> str:
    """People's names, or as many as fit and how many more there are."""
    everybody = [name(each) for each in members]
    ends = accumulate(len(each) + len(t("listing-separator")) for each in everybody)
    fitting = sum(end <= NAMES_LIMIT for end in ends)
    if fitting == len(everybody):
        return t.listing(everybody)
    return t("people-and-more", shown=t.listing(everybody[:fitting]), more=len(everybody) - fitting)


def name(member: Member) -> str:
    return quoted(member.name, limit=NAME_LIMIT)


def channel(t: Translator, slack_channel: str | None) -> str:
    return f"<#{escape(slack_channel)}>" if slack_channel else t("people-no-channel")
