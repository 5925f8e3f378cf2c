"""What people are told without asking. Nothing that somebody wrote is ever in a message; buttons lead to it."""

from collections.abc import Sequence
from datetime import date, datetime

from slack_sdk.models.blocks import Block, MarkdownTextObject, SectionBlock

from bot.features.talks.service import Held, Line, OwnItem, Place, written
from bot.features.talks.views.lists import held_blocks
from bot.features.talks.views.outcome import item_button
from bot.features.talks.views.parts import buttons, line_block, moment_text, month_of, named
from bot.features.talks.views.window import item_text
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, note, section

PEOPLE_SHOWN, ITEMS_SHOWN = 40, 3
"""A message has 50 blocks at most, and a prompt has other parts."""


def asked_message(t: Translator, lines: Sequence[Line], *, today: date, zone: str) -> Message:
    """To a manager, once for all their people."""
    return _people(t, "talks-asked", lines, today=today, zone=zone)


def reminded_message(t: Translator, lines: Sequence[Line], *, today: date, zone: str) -> Message:
    """Shortly before the last day, once."""
    return _people(t, "talks-reminded", lines, today=today, zone=zone)


def digest_message(t: Translator, held: Held) -> Message:
    """To HR, once a week while talks are late."""
    text = t("talks-digest", count=held.late)
    return Message(text, [section(text), *held_blocks(t, held)])


def proposed_message(t: Translator, place: Place, *, zone: str) -> Message:
    """To the other one, in their own zone."""
    text, at = _about_time(t, "talks-told-proposed", place, zone)
    value = f"{place.row.key}:{written(at)}"
    agree = button(t, "talks-agree", "talks.agree", value, is_primary=True)
    other = button(t, "talks-propose-other", "talks.open_time", str(place.row.key))
    return Message(text, [section(text), note(t("talks-time-note", zone=zone)), buttons(agree, other)])


def agreed_message(t: Translator, place: Place, *, zone: str) -> Message:
    return _leading(t, _about_time(t, "talks-told-agreed", place, zone)[0], place)


def soon_message(t: Translator, place: Place, *, zone: str) -> Message:
    """To both, an hour before."""
    return _leading(t, _about_time(t, "talks-told-soon", place, zone)[0], place)


def noted_message(t: Translator, place: Place, *, is_again: bool) -> Message:
    """That the other one has noted what came of it, not what it says."""
    key = "talks-told-noted-again" if is_again else "talks-told-noted"
    return _leading(t, t(key, name=named(t, place.other), month=month_of(t, place.row)), place)


def replied_message(t: Translator, place: Place, *, is_signed: bool) -> Message:
    key = "talks-told-signed" if is_signed else "talks-told-commented"
    return _leading(t, t(key, name=named(t, place.other), month=month_of(t, place.row)), place)


def items_blocks(t: Translator, items: Sequence[OwnItem], *, today: date) -> list[Block]:
    """In the owner's prompt: what they wanted to do or learn by today."""
    open_ = sum(each.item.done_on is None for each in items)
    blocks: list[Block] = [section(t("talks-told-items" if open_ else "talks-told-items-done", count=open_))]
    for each in items[:ITEMS_SHOWN]:
        owner = None if each.is_own else each.member
        text = item_text(t, each.item, None, today=today)
        of = t("talks-item-of", name=named(t, owner)) if owner else t("talks-item-own")
        shown = MarkdownTextObject(text=f"{text}\n{of}")
        blocks.append(SectionBlock(text=shown, accessory=item_button(t, each.item)))
    if more := len(items[ITEMS_SHOWN:]):
        blocks.append(note(t("talks-told-items-more", count=more)))
    return blocks


def _about_time(t: Translator, key: str, place: Place, zone: str) -> tuple[str, datetime]:
    at = place.row.meet_at
    assert at is not None, "only messages about a time are asked for"
    moment = moment_text(t, at, zone)
    return t(key, name=named(t, place.other), month=month_of(t, place.row), moment=moment), at


def _leading(t: Translator, text: str, place: Place) -> Message:
    key = str(place.row.key)
    see = button(t, "talks-open", "talks.open_one", key, is_primary=True)
    return Message(text, [section(text), buttons(see)])


def _people(t: Translator, key: str, lines: Sequence[Line], *, today: date, zone: str) -> Message:
    text = t(key, count=len(lines))
    blocks: list[Block] = [section(text), note(t(f"{key}-note"))]
    blocks += [line_block(t, each, today=today, zone=zone) for each in lines[:PEOPLE_SHOWN]]
    if more := len(lines[PEOPLE_SHOWN:]):
        blocks.append(note(t("talks-more", count=more)))
    return Message(text, blocks)
