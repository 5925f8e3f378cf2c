"""Who has read their card: the reminder, and what managers and HR see of it."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock

from bot.features.people.models import Member
from bot.features.scorecards.service import PublishedCard, Readings
from bot.features.scorecards.views.words import month, packed
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, section
from bot.slack.text import cut, escape
from bot.turn import day_in

NAME_LIMIT = 60


def unread_message(t: Translator, published: PublishedCard) -> Message:
    """To its owner, once: no score, for phones show it to whoever looks."""
    text = t("scorecards-unread", month=month(t, published.card.period))
    open_card = button(t, "scorecards-open-mine-button", "scorecards.open_mine", published.card.period, is_primary=True)
    return Message(text, [section(text), ActionsBlock(elements=[open_card])])


def read_message(t: Translator, published: PublishedCard) -> Message:
    """To who has pressed that they have read it."""
    text = t("scorecards-read-noted", month=month(t, published.card.period))
    return Message(text, [section(text)])


def readings_message(t: Translator, readings: Readings) -> Message:
    """A manager's reports by name; HR's number."""
    lines = list(_lines(t, readings))
    return Message(t("scorecards-readings-title"), packed(t, lines or [t("scorecards-readings-none")]))


def _lines(t: Translator, readings: Readings) -> Iterator[str]:
    if readings.period is None or not (readings.reports or readings.counts):
        return
    yield t("scorecards-readings-of", month=month(t, readings.period))
    for member, out in readings.reports:
        if out.read_at is None:
            yield t("scorecards-readings-open", name=_name(member))
        else:
            day = t.day(day_in(member.zone, out.read_at))
            yield t("scorecards-readings-read", name=_name(member), day=day)
    if readings.counts:
        read, out_of = t.number(readings.counts.read), t.number(readings.counts.out)
        yield t("scorecards-readings-count", read=read, out=out_of)


def _name(member: Member) -> str:
    return escape(cut(member.name, NAME_LIMIT))
