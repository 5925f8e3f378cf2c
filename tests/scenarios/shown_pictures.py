"""Reads the words of pictures back, and compares every number with the truth."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.features.scorecards.views.strip import MOST_METRICS
from bot.features.scorecards.views.words import month
from bot.i18n.translator import Translator
from scoring.receipt import Receipt
from tests.scenarios.readback import number, read
from tests.scenarios.truths import Truth, amount, shown


def check_card_picture(truth: Truth, words: str, before: Sequence[Receipt]) -> None:
    """The score of each month up to this one, and what each dimension is worth."""
    t, receipt = truth.t, truth.receipt
    run, of_dimensions = words.split(t("scorecards-picture-dimensions"))
    months = [*before, receipt] if before else []
    for found in read(t, [run.strip()], "scorecards-picture-words-run", "title", "line", "items"):
        assert number(found["line"]) == Decimal(str(receipt.line))
        told = values_of(t, found["items"], [month(t, each.period) for each in months])
        assert [number(each) for each in told] == [Decimal(each.shown_score or "") for each in months]
    assert bool(run.strip()) == bool(months)
    titles = {each.id: each.title.into(t.language) for each in truth.published.scheme.dimensions}
    told = values_of(t, of_dimensions.strip(" :.：。"), [titles[each.dimension] for each in receipt.dimensions])
    for text, line in zip(told, receipt.dimensions, strict=True):
        if line.score is None:
            assert text == t("scorecards-none")
            continue
        (part,) = read(t, [text], "scorecards-picture-part", "points", "share")
        shown(part["points"], line.score * line.share / 100)
        shown(part["share"], line.share)


def check_team_picture(t: Translator, words: str, scores: Mapping[str, Decimal], attained: Mapping[str, float]) -> None:
    """`scores` as they were told, by month; `attained` by the metric's title, in %."""
    run, metrics = words.split(t("scorecards-picture-team-metrics"))
    assert bool(run.strip()) == (len(scores) > 1)
    for found in read(t, [run.strip()], "scorecards-picture-words", "title", "items"):
        told = values_of(t, found["items"], [month(t, period) for period in scores])
        assert [number(each) for each in told] == [*scores.values()]
    told = values_of(t, metrics.strip(" :.：。"), attained)
    for text, exact in zip(told, attained.values(), strict=True):
        shown(text, exact)


def values_of(t: Translator, items: str, names: Iterable[str]) -> list[str]:
    """What a picture's words say beside each of these names, which are all that they name."""
    told = [re.escape(t("scorecards-picture-item", name=name, value="")) + "(.+?)" for name in names]
    found = re.fullmatch(re.escape(t("listing-separator")).join(told), items)
    assert found, (told, items)
    return [*found.groups()]


def check_strip(truth: Truth, blocks: Sequence[Mapping[str, Any]]) -> None:
    """The score and the metrics that weigh most, in the picture's words."""
    (words,) = [words for each in blocks if (words := picture_words(each))]
    told = [(truth.t("scorecards-strip-score"), Decimal(truth.receipt.shown_score or ""), truth.receipt.line, "score")]
    measured = [(name, line) for name, line in truth.scored.items() if not line.rated]
    for name, line in sorted(measured, key=lambda each: -each[1].share)[:MOST_METRICS]:
        told.append((name, Decimal(repr(line.value)), line.target, line.unit))
    for name, value, target, unit in told:
        found = re.search(rf"{re.escape(name)} ([^(（]+?) ?[(（](.+?)[)）]", words)
        assert found, (name, words)
        amount(found[1], float(value), unit)
        amount(found[2], target, unit)


def picture_words(block: Mapping[str, Any]) -> str:
    """Beside the picture, or in its place."""
    if block["type"] == "image":
        return str(block["alt_text"])
    first = block["elements"][0] if block["type"] == "context" else {}
    return str(first["text"]) if first.get("type") == "plain_text" else ""
