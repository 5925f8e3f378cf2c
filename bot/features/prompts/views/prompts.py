"""The one message a day: all that is due, each part with its own button."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    DividerBlock,
    HeaderBlock,
    Option,
    PlainTextObject,
    StaticSelectElement,
)

from bot.i18n.translator import Translator
from bot.scheduling.asking import PutOff
from bot.slack.messages import Message
from bot.slack.pieces import note, section


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a prompt. `part` names it in the promise, with what it is about after a colon if anything; `lines`
    are what a locked phone shows of it: numbers of things, no names; `is_open` until it is done."""

    part: str
    blocks: Sequence[Block]
    lines: tuple[str, ...]
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Later:
    """How a prompt can still be put off, and until when it has been."""

    choices: tuple[PutOff, ...] = ()
    until: datetime | None = None
    zone: str = "UTC"


def prompt_message(t: Translator, on: date, sections: Sequence[Section], later: Later) -> Message:
    """What is due, what of it is done, and until when it has been put off."""
    open_ = [each for each in sections if each.is_open]
    blocks: list[Block] = []
    if len(sections) > 1:
        blocks.append(HeaderBlock(text=PlainTextObject(text=t("prompts-title", day=t.day(on)))))
    for place, each in enumerate(sections):
        blocks += [DividerBlock(), *each.blocks] if place else each.blocks
    if later.until:
        blocks.append(note(t("prompts-until", **_when(t, later.until, later.zone))))
    if open_ and later.choices:
        blocks.append(ActionsBlock(elements=[_menu(t, on, later.choices)]))
    lines = t.listing([line for each in open_ for line in each.lines])
    return Message(t("prompts-text", things=lines) if open_ else t("prompts-done"), blocks)


def put_off_message(t: Translator, at: datetime, zone: str, until: date | None = None) -> Message:
    """When the prompt comes again, without what can be given `until` a day before that."""
    text = t("prompts-put-off", **_when(t, at, zone))
    if until:
        text += "\n" + t("prompts-put-off-ends", day=t.day(until))
    return Message(text, [section(text)])


def _menu(t: Translator, on: date, choices: Sequence[PutOff]) -> StaticSelectElement:
    options = [
        Option(value=f"{each}|{on.isoformat()}", text=PlainTextObject(text=t(f"prompts-put-off-{each}")))
        for each in choices
    ]
    placeholder = PlainTextObject(text=t("prompts-put-off-menu"))
    return StaticSelectElement(action_id="prompts.put_off", placeholder=placeholder, options=options)


def _when(t: Translator, at: datetime, zone: str) -> dict[str, str]:
    return {"day": t.day(at.astimezone(ZoneInfo(zone)).date()), "time": t.clock_time(at, zone)}
