"""Reads cards and receipts back, wherever they are shown, and compares every number with the truth."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.features.scorecards.views.words import month
from scoring.rounding import half_up
from tests.scenarios.readback import number, read
from tests.scenarios.truths import Truth, amount, shown

RATED = ("title", "value", "raters", "points", "share", "contribution")
SCORED = ("title", "value", "target", "points", "share", "contribution")


def check_card(truth: Truth, text: list[str], before: float | None) -> None:
    """The message and the modal, headline to last line."""
    t, receipt = truth.t, truth.receipt
    headline = text[0].strip("*")
    of, score, rest = (each.strip() for each in headline.split(" · "))
    assert of == month(t, receipt.period)
    assert receipt.shown_score
    assert number(score) == Decimal(receipt.shown_score) == half_up(receipt.score or 0, receipt.decimals)
    assert rest.split()[0] == receipt.band
    check_change(truth, rest, before)
    context_line, *ratings = text[1].rsplit(" · ", maxsplit=1) if receipt.interval else [text[1]]
    check_interval(truth, ratings)
    (context,) = read(t, [context_line], "scorecards-context", "scheme", "version", "scored", "metrics", "coverage")
    shown(context["coverage"], receipt.coverage)
    assert (context["scored"], context["metrics"]) == (str(len(truth.scored)), str(len(receipt.metrics)))
    dimensions = read(t, text, "scorecards-dimension", "title", "points", "share")
    for found, line in zip(dimensions, [each for each in receipt.dimensions if each.score is not None], strict=True):
        shown(found["points"], (line.score or 0) * line.share / 100)
        shown(found["share"], line.share)
    check_lines(truth, text)


def check_interval(truth: Truth, ratings: list[str]) -> None:
    """How far ratings scatter, next to the score."""
    receipt = truth.receipt
    if receipt.interval is None or receipt.score is None:
        assert not ratings
        return
    (found,) = read(truth.t, ratings, "scorecards-context-ratings", "reach")
    shown(found["reach"], max(abs(end - receipt.score) for end in receipt.interval))


def check_lines(truth: Truth, text: list[str]) -> None:
    metrics = {
        each["title"]: each
        for key, names in (("scored", SCORED), ("rated", RATED))
        for each in read(truth.t, text, f"scorecards-metric-{key}", *names)
    }
    assert metrics.keys() == truth.scored.keys()
    for name, line in truth.scored.items():
        if line.rated:
            shown(metrics[name]["value"], line.value)
            assert metrics[name]["raters"] == str(line.rated.raters)
        else:
            amount(metrics[name]["value"], line.value, line.unit)
            amount(metrics[name]["target"], line.target, line.unit)
        for each in ("points", "share", "contribution"):
            shown(metrics[name][each], getattr(line, each))


def check_change(truth: Truth, rest: str, before: float | None) -> None:
    """Between the two scores that people have seen."""
    if before is None:
        assert len(rest.split()) == 1
        return
    moved = half_up(truth.receipt.score or 0) - half_up(before)
    direction = "up" if moved > 0 else "down" if moved < 0 else "same"
    words = rest.removeprefix(truth.receipt.band or "").strip()
    (found,) = read(truth.t, [words], f"scorecards-change-{direction}", *(["moved"] if moved else []), "month")
    assert not moved or number(found["moved"]) == abs(moved)


def check_receipt(truth: Truth, text: list[str]) -> None:
    t, receipt = truth.t, truth.receipt
    steps = list(truth.scored.values())
    attained = [
        each["attainment"]
        for line in text
        for way in ("higher", "lower")
        for each in read(t, [line], f"scorecards-step-attainment-{way}", "attainment")
    ]
    points = read(t, text, "scorecards-step-points", "curve", "points")
    rated = read(t, text, "scorecards-step-rated-points", "mean", "points")
    weights = read(t, text, "scorecards-step-weight", "weight", "share", "points", "contribution")
    assert len(attained) == len(points) == len(steps) - len(rated)
    assert len(weights) == len(steps)
    for line, reached, worth in zip([each for each in steps if not each.rated], attained, points, strict=True):
        shown(reached, line.attainment, decimals=4)
        shown(worth["points"], line.points, decimals=4)
    for line, worth in zip([each for each in steps if each.rated], rated, strict=True):
        shown(worth["mean"], line.value, decimals=4)
        shown(worth["points"], line.points, decimals=4)
    for line, weight in zip(steps, weights, strict=True):
        for each in ("share", "points", "contribution"):
            shown(weight[each], getattr(line, each), decimals=4)
    (covered,) = read(t, text, "scorecards-sum-coverage", "covered", "due", "coverage", "needed")
    shown(covered["coverage"], receipt.coverage, decimals=4)
    (own,) = read(t, text, "scorecards-sum-own", "parts", "own")
    shown(own["own"], receipt.own_score, decimals=4)
    (score,) = read(t, text, "scorecards-sum-score", "score")
    assert number(score["score"]) == Decimal(receipt.shown_score or "")


def check_terminal(truth: Truth, printed: str) -> None:
    """The heading's score, the coverage, and two places of everything about a metric."""
    receipt = truth.receipt
    assert f"{receipt.period} · {receipt.shown_score} {receipt.band}" in printed
    assert f"coverage {half_up(receipt.coverage)} %" in printed
    table = [[cell.strip() for cell in each.strip("│").split("│")] for each in printed.splitlines()]
    for line in truth.scored.values():
        (row,) = (cells for cells in table if cells[:1] == [line.metric])
        cells = [Decimal(each.replace(",", "")) for each in row[1:-1] if each != "–"]
        exact = (line.value, line.target, line.attainment, line.points, line.share)
        assert cells == [half_up(each, 2) for each in exact if each is not None]


def check_data(truth: Truth, printed: Mapping[str, Any]) -> None:
    """The same for programs: nothing is rounded but the score that people see."""
    receipt, card = truth.receipt, truth.published.card
    told = (printed["score"], printed["shown_score"], printed["band"], printed["coverage"])
    assert told == (card.score, float(receipt.shown_score or ""), receipt.band, receipt.coverage)
    names = ("value", "target", "attainment", "points", "share")
    lines = [(each["id"], each["status"], *(each[name] for name in names)) for each in printed["metrics"]]
    assert lines == [(each.metric, each.reason, *(getattr(each, name) for name in names)) for each in receipt.metrics]
