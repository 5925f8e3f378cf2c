"""Pieces of which windows, messages and Home are made."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    InputBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement

from bot.features.people.models import Member
from bot.features.talks.models import HELD, LAPSED, Talk
from bot.features.talks.service import Line
from bot.i18n.translator import Translator
from bot.slack.pieces import button
from bot.slack.text import cut, escape
from scoring.periods import Period

NAME, LABEL, HINT = 60, 200, 200


def month_of(t: Translator, row: Talk) -> str:
    return t.month(Period.parse(row.period).start)


def named(t: Translator, member: Member | None) -> str:
    """For mrkdwn; whoever there is none of has a word, too."""
    return escape(cut(member.name, NAME)) if member else t("talks-nobody")


def moment_text(t: Translator, at: datetime, zone: str) -> str:
    """In the reader's own zone."""
    day = t.day(at.astimezone(ZoneInfo(zone)).date())
    return t("talks-moment", day=day, time=t.clock_time(at, zone))


def state_text(t: Translator, line: Line, *, today: date, zone: str) -> str:
    """How far a talk has come, in a few words."""
    row = line.row
    if line.to_sign:
        return t("talks-state-to-sign")
    if row.state == HELD:
        return t("talks-state-held", day=t.day(row.held_on)) if row.held_on else ""
    if row.state == LAPSED:
        return t("talks-state-lapsed")
    if row.meet_at is not None:
        key = "talks-state-agreed" if row.is_agreed else "talks-state-proposed"
        return t(key, moment=moment_text(t, row.meet_at, zone))
    if row.due_on is None:
        return t("talks-state-waits")
    return t("talks-state-late" if row.due_on < today else "talks-state-due", day=t.day(row.due_on))


def prepare_value(row: Talk) -> str:
    """As the button on a card names it."""
    return f"{row.member_id}:{row.period}"


def prepare_button(t: Translator, line: Line) -> ButtonElement:
    key = "talks-open" if line.to_sign or line.row.state != "open" else "talks-prepare"
    return button(t, key, f"talks.prepare:{line.row.key}", prepare_value(line.row), is_primary=line.to_sign)


def line_block(t: Translator, line: Line, *, today: date, zone: str) -> SectionBlock:
    """One of the reader's people, with the way to the talk."""
    state = state_text(t, line, today=today, zone=zone)
    text = t("talks-line", name=named(t, line.other), month=month_of(t, line.row), state=state)
    return SectionBlock(text=MarkdownTextObject(text=cut(text)), accessory=prepare_button(t, line))


def buttons(*elements: ButtonElement) -> ActionsBlock:
    return ActionsBlock(elements=list(elements))


def field(
    t: Translator,
    name: str,
    element: InputInteractiveElement,
    *,
    block: str = "",
    optional: bool = False,
    **words: object,
) -> InputBlock:
    """An input with a label of its own; `block` names it where one label stands several times."""
    label = PlainTextObject(text=cut(t(f"talks-field-{name}", **words), LABEL))
    block_id = block or name.replace("-", "_")
    return InputBlock(block_id=block_id, label=label, element=element, optional=optional)
