"""What HR sees of a month's cards at a glance: how many are in each band, as far as that is told."""

from bot.charts.figures import Group, Picture, Spread
from bot.features.scorecards.service import CloseSummary
from bot.features.scorecards.views.words import listed, month
from bot.i18n.translator import Translator
from bot.slack.pictures import PictureBlock

Bands = list[tuple[str, int | None]]
"""The best first; None where only few are in it."""


def close_picture(t: Translator, summary: CloseSummary, bands: Bands) -> list[PictureBlock]:
    """Nothing where no band has a number. Of nobody: what would tell of few is hidden in the numbers already, and has
    the word for it in place of a column."""
    if not any(cards for _, cards in bands):
        return []
    groups = [Group(band, cards or 0, told(t, cards)) for band, cards in bands]
    title = t("scorecards-picture-bands", month=month(t, summary.month))
    few = t("scorecards-closing-few", minimum=summary.minimum) if None in dict(bands).values() else ""
    items = [t("scorecards-picture-item", name=each.label, value=each.text) for each in groups]
    words = t("scorecards-picture-words", title=title, items=listed(t, items))
    words = t("scorecards-picture-bands-few", words=words, few=few) if few else words
    return [PictureBlock(Picture(t.language, [Spread(title, groups, few)]), words, slot=_slot(t, summary))]


def told(t: Translator, cards: int | None) -> str:
    return t("scorecards-closing-few-cards") if cards is None else t.number(cards, decimals=0)


def _slot(t: Translator, summary: CloseSummary) -> str:
    return f"close:{summary.month}:{t.language}"
