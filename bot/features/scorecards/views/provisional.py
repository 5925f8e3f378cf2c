"""What a card says of itself before it comes out."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.features.scorecards.service import PublishedCard
from bot.i18n.translator import Translator
from bot.slack.pieces import section


def provisional_blocks(t: Translator, published: PublishedCard) -> Iterator[Block]:
    """That nothing on it is final, and how far the month is."""
    if text := provisional_text(t, published):
        yield section(text)


def provisional_text(t: Translator, published: PublishedCard) -> str:
    """Empty for a card that is out."""
    as_of = published.as_of
    if as_of is None:
        return ""
    if as_of.is_over:
        return t("scorecards-provisional-over", day=t.day(as_of.day))
    return t("scorecards-provisional-so-far", day=t.day(as_of.day), passed=as_of.passed, whole=as_of.whole)
