"""The last months at a glance, for the owner's Home: the score, then the metrics that weigh most."""

from collections.abc import Iterator, Sequence

from bot.charts.figures import Picture, Spark, Strip
from bot.features.scorecards.rules.highlights import TARGET_MET, is_comparable
from bot.features.scorecards.service import PublishedCard
from bot.features.scorecards.views.pictures import run_in_words
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
    of = month(t, published.card.period)
    title = t("scorecards-strip", month=of) if any(each.values for each in sparks) else of
    now = t("scorecards-picture-words", title=of, items=listed(t, [_in_words(t, each) for each in sparks]))
    words = " ".join(filter(None, (now, run_in_words(t, published))))
    picture, user = Picture(t.language, [Strip(sparks, title)]), published.member.slack_user
    return [PictureBlock(picture, words, about=user, slot=f"home:{user}:{t.language}")]


def _score(t: Translator, published: PublishedCard) -> Spark:
    """Incomplete cards count for nothing: they are gaps, and the newest has no mark."""
    receipt = published.receipt
    assert receipt.shown_score is not None, "asked only where there is one"
    complete = [None if each is None or not each.is_complete else each.shown for each in published.run]
    line = t("scorecards-strip-line", line=t.number(receipt.line))
    return Spark(
        label=t("scorecards-strip-score"),
        text=shown_score(t, receipt.shown_score),
        values=_line([None if each is None else float(each) for each in complete]),
        target=receipt.line,
        target_text=line if receipt.is_complete else t("scorecards-picture-incomplete"),
        is_met=float(receipt.shown_score) >= receipt.line if receipt.is_complete else None,
    )


def _metrics(t: Translator, published: PublishedCard) -> Iterator[Spark]:
    scored = [each for each in published.receipt.metrics if each.reason == SCORED and not is_rated(each)]
    for line in sorted(scored, key=lambda each: -each.share)[:MOST_METRICS]:
        before = [lines.get(line.metric) if lines else None for lines in reversed(published.past)]
        yield Spark(
            label=cut(published.scheme.metric(line.metric).title.into(t.language), NAME_LIMIT),
            text=amount(t, line.value, line.unit),
            values=_line([*(_value(line, each) for each in before), line.value]),
            target=line.target,
            target_text=target(t, line),
            is_met=_is_met(line),
        )


def _value(line: MetricLine, before: MetricLine | None) -> float | None:
    """Of an earlier card: a gap where it was still in progress, or computed in another way."""
    return before.value if before and before.reason == SCORED and is_comparable(line, before) else None


def _line(values: Sequence[float | None]) -> Sequence[float | None]:
    """One value alone makes no line."""
    return values if sum(each is not None for each in values) > 1 else ()


def _is_met(line: MetricLine) -> bool:
    return line.points is not None and line.points >= TARGET_MET


def _in_words(t: Translator, spark: Spark) -> str:
    return t("scorecards-strip-item", name=spark.label, value=spark.text, target=spark.target_text)
