"""What a card and its receipt say of special points."""

from collections.abc import Iterator

from bot.features.feedback.views.parts import name_of
from bot.features.scorecards.service import PublishedCard
from bot.i18n.translator import Translator
from bot.slack.text import quoted
from scoring.receipt import SpecialLine

REASON = 300
DECIMALS = 4


def special_note(t: Translator, published: PublishedCard) -> Iterator[str]:
    """On the card: they are no metric's, so that the dimensions do not add up to the score."""
    if special := published.receipt.special:
        yield t("scorecards-note-special", special=t.number(special, decimals=DECIMALS))


def special_lines(t: Translator, published: PublishedCard) -> Iterator[str]:
    """On the receipt: the sum, and of what, why and by whom."""
    receipt = published.receipt
    given = sum(each.points for each in receipt.special_points)
    if not receipt.special and not given:
        return
    yield t("scorecards-sum-special", special=t.number(receipt.special, decimals=DECIMALS))
    for each in receipt.special_points:
        yield _line(t, published, each)
    if given > receipt.special:
        most = t.number(receipt.special, decimals=DECIMALS)
        yield t("scorecards-sum-special-most", given=t.number(given, decimals=DECIMALS), most=most)


def _line(t: Translator, published: PublishedCard, line: SpecialLine) -> str:
    shown, known = t.number(line.points, decimals=DECIMALS), published.special.get(line.number)
    if known is None:
        return t("scorecards-sum-special-gone", points=shown)
    return t(
        "scorecards-sum-special-line",
        points=shown,
        reason=quoted(known.reason, limit=REASON),
        proposed=name_of(t, known.proposed_by),
        agreed=t.listing([name_of(t, each) for each in known.agreed_by]),
    )
