"""The last months at a glance, for the owner's Home: the score, then the metrics that weigh most."""

from collections.abc import Iterator, Sequence

from bot.charts.figures import Picture, Spark, Strip
from bot.features.scorecards.rules.highlights import TARGET_MET
from bot.features.scorecards.service import PublishedCard
from bot.features.scorecards.views.words import SCORED, amount, is_rated, listed, month, shown_score, target
from bot.i18n.translator import Translator
from bot.slack.pictures import PictureBlock
from bot.slack.text import cut
from scoring.receipt import MetricLine

MOST_METRICS = 5
"""With the score two rows."""
NAME_LIMIT = 40


def card_strip(t: Translator, published: PublishedCard) -> list[PictureBlock]:
    """Of the newest card that is out, which changes once a month, not of the running month, which changes daily.
    Nothing as long as nothing has a score."""
    if published.receipt.shown_score is None:
        return []
    sparks = [_score(t, published), *_metrics(t, published)]
    title = month(t, published.card.period)
    if any(each.values for each in sparks):
        title = t("scorecards-strip", month=title)
    words = t("scorecards-picture-words", title=title, items=listed(t, [_in_words(t, each) for each in sparks]))
    picture, user = Picture(t.language, [Strip(sparks, title)]), published.member.slack_user
    return [PictureBlock(picture, words, about=user, slot=f"home:{user}")]


def _score(t: Translator, published: PublishedCard) -> Spark:
    receipt = published.receipt
    assert receipt.shown_score is not None, "asked only where there is one"
    return Spark(
        label=t("scorecards-strip-score"),
        text=shown_score(t, receipt.shown_score),
        values=_line([None if each is None or each.shown is None else float(each.shown) for each in published.run]),
        target=receipt.line,
        target_text=t("scorecards-strip-line", line=t.number(receipt.line)),
        is_met=float(receipt.shown_score) >= receipt.line,
    )


def _metrics(t: Translator, published: PublishedCard) -> Iterator[Spark]:
    scored = [each for each in published.receipt.metrics if each.reason == SCORED and not is_rated(each)]
    for line in sorted(scored, key=lambda each: -each.share)[:MOST_METRICS]:
        before = [lines.get(line.metric) if lines else None for lines in reversed(published.past)]
        yield Spark(
            label=cut(published.scheme.metric(line.metric).title.into(t.language), NAME_LIMIT),
            text=amount(t, line.value, line.unit),
            values=_line([None if each is None else each.value for each in (*before, line)]),
            target=line.target,
            target_text=target(t, line),
            is_met=_is_met(line),
        )


def _line(values: Sequence[float | None]) -> Sequence[float | None]:
    """One value alone makes no line."""
    return values if sum(each is not None for each in values) > 1 else ()


def _is_met(line: MetricLine) -> bool:
    return line.points is not None and line.points >= TARGET_MET


def _in_words(t: Translator, spark: Spark) -> str:
    return t("scorecards-strip-item", name=spark.label, value=spark.text, target=spark.target_text)
