"""What a card says of itself before it comes out."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.features.scorecards.service import PublishedCard
from bot.i18n.translator import Translator
from bot.slack.pieces import section
from bot.turn import day_in


def provisional_blocks(t: Translator, published: PublishedCard) -> Iterator[Block]:
    """That nothing on it is final, and how far the month is."""
    if text := provisional_text(t, published):
        yield section(text)


def provisional_text(t: Translator, published: PublishedCard) -> str:
    """Empty for a card that is out."""
    as_of = published.as_of
    if as_of is None:
        return ""
    day, zone = t.day(as_of.day), published.member.zone
    lock = {"lock": t.day(day_in(zone, as_of.locks_at)), "time": t.clock_time(as_of.locks_at, zone)}
    if as_of.is_over:
        return t(f"scorecards-provisional-{'locked' if as_of.is_locked else 'over'}", day=day, **lock)
    return t("scorecards-provisional-so-far", day=day, passed=as_of.passed, whole=as_of.whole, **lock)
