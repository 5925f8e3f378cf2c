"""Numbers and names of a card in a reader's language, and lines packed into blocks."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from slack_sdk.models.blocks import Block, MarkdownTextObject, SectionBlock

from bot.features.scorecards.service import PublishedCard
from bot.i18n.translator import Translator
from bot.slack.text import cut, escape
from scoring.definitions import Direction, Source, Text
from scoring.periods import Cadence, Period
from scoring.reasons import Reason
from scoring.receipt import MetricLine

SCORED, IN_PROGRESS = Reason.SCORED.code, Reason.IN_PROGRESS.code
TITLE_LIMIT = 60
SECTION_SIZE = 2_800
MOST_SECTIONS = 30
LISTING_LIMIT = 900
"""Fluent refuses parameters of more than 1,000 characters."""


def title(t: Translator, text: Text, limit: int = TITLE_LIMIT) -> str:
    """A scheme's text in the reader's language, safe to show."""
    return escape(cut(text.into(t.language), limit))


def listed(t: Translator, items: Sequence[str]) -> str:
    """A listing that is short enough for a catalogue message."""
    return cut(t.listing(list(items)), LISTING_LIMIT)


def month(t: Translator, period: str) -> str:
    """A period's name: October 2026, or the third quarter, first half or whole of a year."""
    found = Period.parse(period)
    if found.cadence is Cadence.MONTH:
        return t.month(found.start)
    part = (found.start.month - 1) // found.cadence.months + 1
    return t(f"scorecards-period-{found.cadence.value}", part=part, year=str(found.start.year))


def month_of(t: Translator, first: str) -> str:
    return t.month(date.fromisoformat(f"{first}-01"))


def points(t: Translator, value: float | None) -> str:
    return t("scorecards-none") if value is None else t.number(value, decimals=1)


def told_points(t: Translator, value: float, end: str | None) -> str:
    """Of a mean that may be nearer to the end of its scale (`team_bounds`): 116.7 or more."""
    return points(t, value) if end is None else t(f"scorecards-{end}", value=points(t, value))


def shown_score(t: Translator, shown: str | None) -> str:
    return t("scorecards-no-score") if shown is None else t.number(Decimal(shown), decimals=4)


def amount(t: Translator, value: float | None, unit: str) -> str:
    return t("scorecards-none") if value is None else t.amount(value, unit)


def is_rated(line: MetricLine) -> bool:
    """People rate it from 1 to 5; it has no formula and no target."""
    return line.source != Source.FORMULA.value


def target(t: Translator, line: MetricLine) -> str:
    """With the side of it that is good."""
    if line.direction == Direction.WITHIN.value:
        low, high = amount(t, line.low, line.unit), amount(t, line.high, line.unit)
        return t("scorecards-target-within", low=low, high=high)
    if line.target is None:
        return t("scorecards-none")
    return t(f"scorecards-target-{line.direction}", target=amount(t, line.target, line.unit))


def goal(t: Translator, line: MetricLine) -> str:
    """The same in fewest words, to stand after a stroke: 600, ≤ ¥80, 1 to 12."""
    if line.direction == Direction.WITHIN.value:
        low, high = amount(t, line.low, line.unit), amount(t, line.high, line.unit)
        return t("scorecards-goal-within", low=low, high=high)
    return t(f"scorecards-goal-{line.direction}", target=amount(t, line.target, line.unit))


def card_value(published: PublishedCard) -> str:
    """What buttons about a card carry."""
    card = published.card
    return f"{card.member_id}:{card.period}:{card.revision}"


def reason(t: Translator, line: MetricLine, published: PublishedCard) -> str:
    """Why a metric has no points."""
    scheme = published.scheme
    if published.is_provisional and is_rated(line):
        return t("scorecards-reason-with-release")
    if published.as_of and not published.as_of.is_over and line.reason == Reason.NO_HISTORY.code:
        return t("scorecards-reason-compared-later")
    if line.reason == Reason.NO_DATA.code and is_rated(line):
        return t("scorecards-reason-no-ratings")
    if line.reason == Reason.TOO_FEW_RATERS.code and line.source == Source.CUSTOMER.value:
        return t("scorecards-reason-too-few-outside")
    missing = [
        title(t, scheme.figure(item.figure).title) for item in line.inputs if item.value is None and not item.lag
    ]
    if line.reason == Reason.NO_DATA.code and missing:
        checked = published.checks.by_metric.get(line.metric)
        key = "scorecards-reason-none-counts" if checked and checked.excluded else "scorecards-reason-no-figures"
        return t(key, figures=listed(t, list(dict.fromkeys(missing))))
    return t(f"scorecards-reason-{line.reason.replace('_', '-')}")


def section(text: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=cut(text)))


def packed(t: Translator, lines: Sequence[str], *, most: int = MOST_SECTIONS) -> list[Block]:
    """As few sections as the lines fit in, at most `most`; what is left is counted in a last line."""
    sections: list[str] = []
    for number, line in enumerate(lines):
        shown = cut(line, SECTION_SIZE)
        if sections and len(sections[-1]) + len(shown) < SECTION_SIZE:
            sections[-1] += f"\n{shown}"
        elif len(sections) < most:
            sections.append(shown)
        else:
            sections[-1] += "\n" + t("scorecards-and-more", count=len(lines) - number)
            break
    return [section(text) for text in sections]
