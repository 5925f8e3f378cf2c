"""What people are told without asking. Nothing that somebody wrote is ever in a message; buttons lead to it."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block

from bot.features.talks.service import Held, Line
from bot.features.talks.views.lists import held_blocks
from bot.features.talks.views.parts import line_block
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import note, section

PEOPLE_SHOWN = 40
"""A message has 50 blocks at most."""


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


def _people(t: Translator, key: str, lines: Sequence[Line], *, today: date, zone: str) -> Message:
    text = t(key, count=len(lines))
    blocks: list[Block] = [section(text), note(t(f"{key}-note"))]
    blocks += [line_block(t, each, today=today, zone=zone) for each in lines[:PEOPLE_SHOWN]]
    if more := len(lines[PEOPLE_SHOWN:]):
        blocks.append(note(t("talks-more", count=more)))
    return Message(text, blocks)
