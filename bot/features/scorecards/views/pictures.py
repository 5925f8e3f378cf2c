"""What cards look like: scores over time against the line, dimensions against their targets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from bot.charts.figures import Bar, Bars, Panel, Picture, Point, Trend
from bot.features.scorecards.service import PublishedCard, Standing
from bot.features.scorecards.views.words import listed, month, points, shown_score
from bot.i18n.translator import Translator
from bot.slack.pictures import PictureBlock
from bot.slack.text import cut
from scoring.definitions import Text
from scoring.periods import Cadence, Period

TARGET_MET = 100.0
"""Points of a dimension whose targets were all just met."""
ROOM = 110.0
"""Points that bars have room for at least, so that what was met is seen to be."""
MOST_BARS = 12
NAME_LIMIT = 40
LEAST_RUN = 2
"""Scores that make a line."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A panel with what it shows in words."""

    panel: Panel
    words: str


def card_picture(t: Translator, published: PublishedCard) -> list[PictureBlock]:
    """Nothing when there is nothing to draw. Of the owner: it goes when they are forgotten. Of a card that
    is made anew before it comes out only the latest is kept."""
    parts = [*_run(t, published), *_dimensions(t, published)]
    if not parts:
        return []
    picture = Picture(t.language, [each.panel for each in parts])
    card, words = published.card, " ".join(each.words for each in parts)
    slot = f"card:{card.member_id}:{card.period}:{card.revision}"
    return [PictureBlock(picture, words, about=published.member.slack_user, slot=slot)]


def run_in_words(t: Translator, published: PublishedCard) -> str:
    """Each score from the first card on; empty where one alone makes no line."""
    told = [_told(t, period, each) for period, each in _known(published) if each is not None]
    line, title = t.number(published.receipt.line), t("scorecards-picture-run")
    return t("scorecards-picture-words-run", title=title, line=line, items=listed(t, told)) if told else ""


def _run(t: Translator, published: PublishedCard) -> Iterator[_Part]:
    known = _known(published)
    if not known:
        return
    trend = Trend(
        title=t("scorecards-picture-run"),
        points=[_point(t, period, each) for period, each in known],
        target_text=t("scorecards-picture-line", line=t.number(published.receipt.line)),
        hollow_text=t("scorecards-picture-incomplete"),
    )
    yield _Part(trend, run_in_words(t, published))


def _known(published: PublishedCard) -> Sequence[tuple[str, Standing | None]]:
    """From the first card on, if there is a line to draw; a period without a card or a score is a gap."""
    standings = published.run
    periods = [str(Period.parse(published.card.period).previous(back)) for back in range(len(standings) - 1, -1, -1)]
    known = list(dropwhile(lambda each: each[1] is None, zip(periods, standings, strict=True)))
    scored = sum(each is not None and each.shown is not None for _, each in known)
    return known if scored >= LEAST_RUN else []


def _point(t: Translator, period: str, standing: Standing | None) -> Point:
    start = Period.parse(period)
    label = t.short_month(start.start) if start.cadence is Cadence.MONTH else month(t, period)
    if standing is None:
        return Point(label, None)
    value = None if standing.shown is None else float(standing.shown)
    return Point(label, value, shown_score(t, standing.shown), standing.is_complete, standing.line)


def _told(t: Translator, period: str, standing: Standing) -> str:
    key = "scorecards-picture-item" if standing.is_complete else "scorecards-picture-item-incomplete"
    return t(key, name=month(t, period), value=shown_score(t, standing.shown))


def _dimensions(t: Translator, published: PublishedCard) -> Iterator[_Part]:
    titles = {each.id: each.title for each in published.scheme.dimensions}
    lines = published.receipt.dimensions[:MOST_BARS]
    if all(each.score is None for each in lines):
        return
    rows = []
    for each in lines:
        worth = None if each.score is None else each.score * each.share / 100
        text = t("scorecards-none")
        if worth is not None:
            text = t("scorecards-picture-part", points=points(t, worth), share=points(t, each.share))
        rows.append(Bar(_name(t, titles[each.dimension]), each.score, text, TARGET_MET))
    bars = Bars(t("scorecards-picture-dimensions"), rows, target_text=t("scorecards-picture-met"), most=ROOM)
    yield _Part(bars, t("scorecards-picture-words", title=bars.title, items=listed(t, _items(t, rows))))


def _items(t: Translator, rows: Sequence[Bar]) -> list[str]:
    return [t("scorecards-picture-item", name=each.label, value=each.text) for each in rows]


def _name(t: Translator, text: Text) -> str:
    """As it is, for a picture knows no markup."""
    return cut(text.into(t.language), NAME_LIMIT)
