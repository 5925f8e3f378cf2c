"""People who are not known one by one: of them only means are left, and these are taken as they are."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.errors import EvidenceInvalid
from scoring.evidence import Evidence
from scoring.explain import explain, recompute
from scoring.periods import Period
from scoring.receipt import MetricLine
from scoring.revision import revised
from scoring.rows import Corrected, Mean
from scoring.scorecard import compute
from tests.scoring.build import dimension, rated, rating, scheme

OCTOBER, QUARTER = Period.parse("2026-10"), Period.parse("2026-Q4")
RULES = scheme([], dimension("people", rated("care", "customer"), rated("help", "customer", cadence="quarter")))


def mean(raters: int, value: float | None, month: int = 10, member: str = "Bo") -> Mean:
    return Mean("care", member, date(2026, month, 1), raters, value)


def line(*rows: Mean, period: Period = OCTOBER) -> MetricLine:
    evidence = Evidence.from_rows([], ["Bo", "Chen"], means=rows)
    return explain(compute(RULES, evidence, period).of("Bo")).metrics[0]


def test_the_mean_is_the_value_and_nothing_corrects_it() -> None:
    evidence = Evidence.from_rows([], means=[mean(4, 3.8), mean(3, 5.0, member="Chen")])
    cards = compute(RULES, evidence, OCTOBER)
    receipt = explain(cards.of("Bo"))
    found = receipt.metrics[0]
    assert found.rated
    assert (found.value, found.rated.raters, found.rated.plain_mean, found.rated.corrected) == (3.8, 4, 3.8, None)
    assert found.points == pytest.approx(70)
    assert recompute(receipt) == pytest.approx(receipt.score)
    assert receipt.interval is None
    again = revised(RULES, [explain(card) for card in cards], Evidence.from_rows([], ["Bo", "Chen"]))
    assert [explain(card) for card in again] == [explain(card) for card in cards]


def test_of_too_few_only_their_number_is_told_and_of_nobody_nothing() -> None:
    found = line(mean(2, None))
    assert (found.reason, found.value, found.rated and found.rated.raters) == ("too_few_raters", None, 2)
    for none in (line(mean(0, None)), line(mean(4, 3.0, member="Chen")), line(mean(4, 3.0, month=9))):
        assert (none.reason, none.value) == ("no_data", None)


def test_months_count_by_their_raters_and_those_with_too_few_not_at_all() -> None:
    found = line(mean(3, 4.0), mean(6, 2.5, month=11), mean(2, None, month=12), period=QUARTER)
    assert (found.value, found.rated and found.rated.raters) == (pytest.approx(3.0), 9)


@pytest.mark.parametrize("row", [mean(3, 5.5), mean(3, 0.9), mean(0, 3.0), mean(-1, None), mean(3, float("nan"))])
def test_a_mean_outside_the_scale_or_of_nobody_is_refused(row: Mean) -> None:
    with pytest.raises(EvidenceInvalid, match="needs raters and a mean"):
        Evidence.from_rows([], means=[row])


def test_means_stand_beside_no_other_ratings_of_the_metric_and_never_for_peers() -> None:
    with pytest.raises(EvidenceInvalid, match="first day"):
        Evidence.from_rows([], means=[Mean("care", "Bo", date(2026, 10, 2), 3, 3.0)])
    more = {"ratings": [rating("Bo", "Ana", 3.0)], "corrected": [Corrected("care", "Bo", OCTOBER.start, 2)]}
    for name, rows in more.items():
        with pytest.raises(EvidenceInvalid, match="means and ratings"):
            Evidence.from_rows([], means=[mean(3, 3.0)], **{name: rows})
    peers = scheme([], dimension("people", rated("care")))
    with pytest.raises(EvidenceInvalid, match="cannot be corrected"):
        compute(peers, Evidence.from_rows([], means=[mean(3, 3.0)]), OCTOBER)
