"""What the stories of the built-in schemes share: two years of Bo's figures, ratings by the colleagues, and the checks
of wording that hold for every scheme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from scoring.cards import Card
from scoring.evidence import Evidence
from scoring.figures import Figure, Rhythm
from scoring.lint import lint
from scoring.periods import Period, month_before
from scoring.rows import Rating, RollUp
from scoring.scheme import Metric, Scheme, Source, Text
from scoring.scorecard import compute
from tests.scoring.build import entered

BO = "Bo"
CAST = (BO, "Chen", "Dee", "Eve")
MONTHS = tuple(month_before(date(2026, 12, 1), n) for n in range(24))
GROWTH = 1.1
"""2026 against 2025, for every figure that adds up."""
_EVERY = {Rhythm.QUARTER: 3, Rhythm.HALF: 6, Rhythm.YEAR: 12}
_HAN = re.compile("[一-鿿]")


def rows(rules: Scheme, levels: Mapping[str, float], *, raised: str | None = None) -> list[RollUp]:
    """Each figure at its level of 2025, 10 % more in 2026, in every month at whose end it is due; `raised` is another
    2 % higher in 2026. Levels must name every figure of the scheme."""
    assert set(levels) == {figure.id for figure in rules.figures}
    return [
        entered(BO, figure.id, f"{month:%Y-%m}", _level(figure, levels[figure.id], month, figure.id == raised))
        for figure, month in product(rules.figures, MONTHS)
        if month.month % _EVERY.get(figure.entered, 1) == 0
    ]


def _level(figure: Figure, level: float, month: date, is_raised: bool) -> float:
    if month.year == 2025:
        return level
    return level * (GROWTH if figure.aggregate.is_additive else 1) * (1.02 if is_raised else 1)


def ratings(rules: Scheme, *, value: float = 4.0) -> list[Rating]:
    """In every last month of a quarter everybody rates everybody else on every rated metric: Bo with `value`, the
    others with 3."""
    return [
        Rating(metric.id, member, rater, month, value if member == BO else 3.0)
        for metric, member, rater, month in product(rated(rules), CAST, CAST, MONTHS)
        if member != rater and month.month % 3 == 0
    ]


def rated(rules: Scheme) -> list[Metric]:
    return [metric for metric in rules.metrics if metric.is_rated]


def card(rules: Scheme, period: str, entries: Iterable[RollUp], given: Iterable[Rating] = (), **inputs: Any) -> Card:
    evidence = Evidence.from_rows(entries, members=[BO], ratings=given)
    return compute(rules, evidence, Period.parse(period), **inputs).card(0)


def points(of: Card) -> dict[str, float | None]:
    return {result.metric.id: result.points for result in of.metrics}


def moved(rules: Scheme, levels: Mapping[str, float], period: str) -> dict[str, dict[str, int]]:
    """Figure -> the metrics whose points move when it is 2 % higher in 2026: +1 up, −1 down."""
    given = ratings(rules)
    before = points(card(rules, period, rows(rules, levels), given))
    result: dict[str, dict[str, int]] = {}
    for figure in rules.figures:
        after = points(card(rules, period, rows(rules, levels, raised=figure.id), given))
        assert after.keys() == before.keys()
        result[figure.id] = {
            metric: 1 if there > here else -1
            for metric, here in before.items()
            if here is not None and (there := after[metric]) is not None and abs(there - here) > 1e-9
        }
    return result


def check_ratings_count(rules: Scheme, period: str, entries: list[RollUp]) -> None:
    """A worse year in the eyes of everybody costs points on every rated metric, and on no other."""
    good = points(card(rules, period, entries, ratings(rules, value=4.5)))
    poor = points(card(rules, period, entries, ratings(rules, value=2.0)))
    names = {metric.id for metric in rated(rules)}
    assert {name for name in good if good[name] != poor[name]} == names
    for name in names:
        there, here = good[name], poor[name]
        assert there is not None
        assert here is not None
        assert there > here + 25, name


def weights(rules: Scheme) -> dict[str, float]:
    return {dimension.id: sum(metric.weight for metric in dimension.metrics) for dimension in rules.dimensions}


def weight_of(rules: Scheme, **like: object) -> float:
    """The weight of the metrics with these attributes."""
    fitting = [m for m in rules.metrics if all(getattr(m, name) == value for name, value in like.items())]
    return sum(metric.weight for metric in fitting)


def sources(rules: Scheme) -> dict[str, Source]:
    """Rated metric -> who rates it."""
    return {metric.id: metric.source for metric in rated(rules)}


def warnings(rules: Scheme) -> list[str]:
    return [str(finding) for finding in lint(rules)]


def texts(value: object) -> Iterator[Text]:
    """Every bilingual text anywhere in a scheme."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:  # type: ignore[attr-defined]  # checked the line above
            yield from texts(getattr(value, name))


def check_words(rules: Scheme) -> None:
    """Both languages everywhere: Chinese is Chinese (or a name such as CRM), English has no Chinese in it."""
    for text in texts(rules):
        assert not _HAN.search(text.en), text
        assert _HAN.search(text.zh_cn) or text.zh_cn == text.en, text
        assert "  " not in text.en + text.zh_cn, text
    for metric in rules.metrics:
        assert metric.origin is not None, metric.id
        assert _HAN.search(metric.definition.zh_cn), metric.id


def check_anchors(rules: Scheme) -> None:
    """Five different sentences a rated metric, each a single behaviour: no "and", no second clause by semicolon."""
    seen: set[str] = set()
    for metric in rated(rules):
        assert metric.anchors is not None, metric.id
        for anchor in metric.anchors:
            assert anchor.en.endswith("."), anchor
            assert anchor.zh_cn.endswith("。"), anchor
            assert not re.search(r"\band\b|;", anchor.en), anchor
            assert not re.search("并且|以及|同时|；|、", anchor.zh_cn), anchor
        words = {anchor.en for anchor in metric.anchors} | {anchor.zh_cn for anchor in metric.anchors}
        assert len(words) == 10, metric.id
        assert not words & seen, metric.id
        seen |= words


def check_targets(rules: Scheme, *, stated: Mapping[str, float]) -> None:
    """Every formula metric has a positive target; only these are the written rules' own."""
    for metric in rules.metrics:
        assert metric.is_rated or (metric.target is not None and metric.target > 0), metric.id
    assert {m.id: m.target for m in rules.metrics if m.target_origin == "reference"} == dict(stated)


def check_names_people_type(rules: Scheme) -> None:
    """Every figure has another name in both languages."""
    for figure in rules.figures:
        assert figure.aliases.en, figure.id
        assert figure.aliases.zh_cn, figure.id
