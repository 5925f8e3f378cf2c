"""Reads the month so far on Home back, and compares every number with the truth."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from bot.db.types import DECIMALS
from bot.features.metrics.rules.pace import MetricLine
from bot.slack.text import unescape
from scoring.definitions import Direction
from scoring.periods import Cadence
from tests.scenarios.readback import lines, read
from tests.scenarios.truths import Truth, amount, shown


def check_month(truth: Truth, blocks: Sequence[Mapping[str, Any]], live: Sequence[MetricLine]) -> None:
    """Value, target, attainment and pace of each metric that has a value, as the provisional card has them; and the
    working days by which the pace goes."""
    t, as_of = truth.t, truth.published.as_of
    assert as_of
    (heading,) = read(t, lines(list(blocks)), "home-month", "month", "passed", "whole")
    assert (heading["passed"], heading["whole"]) == (str(as_of.passed), str(as_of.whole))
    fields = [each["text"].splitlines() for block in blocks for each in block.get("fields", ())]
    told = {unescape(title.split("*")[1]): unescape(line) for title, line in fields}
    known = {each.metric.title.into(t.language): each for each in live if each.value is not None}
    assert told.keys() == known.keys()
    of_card = {line.metric: line for line in truth.scored.values()}
    for title, line in known.items():
        figure = _read(truth, told[title], line)
        amount(figure["value"], line.value, line.metric.unit)
        if "target" in figure:
            amount(figure["target"], line.target, line.metric.unit, decimals=DECIMALS)
            shown(figure["attained"], line.attainment, decimals=0)
        if line.pace is not None:
            shown(figure["pace"], line.pace, decimals=0)
            if line.metric.direction is Direction.HIGHER:
                by_now = (line.target or 0) * as_of.passed / as_of.whole
                assert line.pace == pytest.approx(100 * (line.value or 0) / by_now)
        card = of_card.pop(line.metric.id, None)
        if card:
            assert (line.value, line.attainment) == (pytest.approx(card.value), pytest.approx(card.attainment))
            assert line.target == pytest.approx(card.target)
    assert not [each for each in of_card.values() if not each.rated], "on the card and not on Home"


def _read(truth: Truth, text: str, line: MetricLine) -> dict[str, str]:
    """What one field says, outermost message first."""
    t, found = truth.t, dict[str, str]()
    if line.period.cadence is not Cadence.MONTH:
        ((text),) = [each["line"] for each in read(t, [text], f"metrics-metric-{line.period.cadence.value}", "line")]
    if line.pace is not None:
        (found,) = read(t, [text], "home-with-pace", "line", "pace")
        text = found["line"]
    if line.metric.direction is Direction.WITHIN:
        (figure,) = read(t, [text], "home-figure-within", "value", "low", "high")
    elif line.attainment is None:
        (figure,) = read(t, [text], "home-figure-no-target", "value")
    else:
        key = f"home-figure-{line.metric.direction.value}"
        (figure,) = read(t, [text], key, "value", "target", "attained")
    return {**found, **figure}
