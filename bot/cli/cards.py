"""Computed cards as tables or JSON."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import typer

from bot.cli.files import Problem, Recomputed
from bot.cli.output import heading, rounded, say, table
from scoring.card import Card
from scoring.definitions import Source
from scoring.explain import MetricLine, Receipt, explain
from scoring.reasons import Reason

MOST_PROBLEMS, MOST_LINES = 50, 5
"""Problems printed for people; `--json` has them all."""
_NOTES = {
    "nothing_scored": "nothing to score",
    "incomplete": "incomplete",
    "needs_calibration": "may be another band",
    "months_missing": "months without figures",
    "target_scaled": "targets scaled",
    "raters_apart": "raters in separate groups",
    "team_attainment_missing": "no team attainment",
    "capped": "capped",
}
_STATES = {
    Reason.NO_DATA.code: "no figures",
    Reason.NO_HISTORY.code: "no history",
    Reason.DIVISION_BY_ZERO.code: "division by 0",
    Reason.TOO_FEW_RATERS.code: "fewer than 3 raters",
}
DASH = "–"


def print_recomputed(done: Recomputed, *, member: str | None, as_json: bool) -> None:
    """All cards, or the one of `member`. Refused when there is no such member; exit code 1 when a line was left out."""
    cards = done.cards if member is None else [done.card_of(member)]
    if as_json:
        _print_json(done, cards)
    elif member is None:
        scheme = done.columns.scheme
        heading(f"{scheme.id} v{scheme.version} · {done.columns.period}", f"  {len(done.names)} members")
        table(("member", "score", "band", "coverage", "note"), (_row(card) for card in cards))
    else:
        for card in cards:
            _print_receipt(explain(card))
    _print_problems(done.problems)
    if done.problems:
        raise typer.Exit(1)


def print_card_again(published: Receipt, card: Card, *, as_json: bool) -> None:
    """A card computed from its file beside what was published; exit code 1 when they are not the same."""
    again = explain(card)
    is_same = again.shown_score == published.shown_score and again.band == published.band
    if as_json:
        typer.echo(_dumped({"published": published.shown_score, "same": is_same, **_as_data(card)}))
    else:
        _print_receipt(again)
        if is_same:
            typer.echo("the same as on the card")
        else:
            say(f"on the card: {published.shown_score or 'no score'} {published.band or ''}".rstrip())
    if not is_same:
        raise typer.Exit(1)


def _print_problems(problems: Iterable[Problem]) -> None:
    """Lines with the same fault together: a wrong heading or name spoils all of them."""
    lines: dict[tuple[str, str], list[int]] = {}
    for problem in problems:
        lines.setdefault((problem.file, problem.reason), []).append(problem.line)
    for (file, reason), where in list(lines.items())[:MOST_PROBLEMS]:
        listed = ", ".join(map(str, where[:MOST_LINES]))
        more = f" and {len(where) - MOST_LINES} more" if len(where) > MOST_LINES else ""
        say(f"{file} line{'' if len(where) == 1 else 's'} {listed}{more}: {reason}")
    if len(lines) > MOST_PROBLEMS:
        say(f"and {len(lines) - MOST_PROBLEMS} more; --json lists them all")


def _print_json(done: Recomputed, cards: Iterable[Card]) -> None:
    """One line for each card, written as it is made: ten thousand receipts need no room."""
    scheme = done.columns.scheme
    about = {
        "scheme": {"id": scheme.id, "version": scheme.version, "hash": scheme.version_hash},
        "period": str(done.columns.period),
        "entries": done.entries,
        "ratings": done.ratings,
        "problems": [{"file": each.file, "line": each.line, "reason": each.reason} for each in done.problems],
    }
    typer.echo(f'{_dumped(about)[:-1]}, "cards": [', nl=False)
    separator = "\n"
    for card in cards:
        typer.echo(f"{separator}{_dumped(_as_data(card))}", nl=False)
        separator = ",\n"
    typer.echo("\n]}")


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _as_data(card: Card) -> dict[str, Any]:
    receipt = explain(card)
    return {
        "member": receipt.member,
        "score": receipt.score,
        "shown_score": None if receipt.shown_score is None else float(receipt.shown_score),
        "band": receipt.band,
        "coverage": receipt.coverage,
        "complete": receipt.is_complete,
        "interval": receipt.interval,
        "needs_calibration": receipt.needs_calibration,
        "receipt": receipt.as_json(),
    }


def _row(card: Card) -> tuple[str, ...]:
    receipt = explain(card)
    told = [code for code in receipt.notes if code != "incomplete" or receipt.score is not None]
    notes = [_NOTES[code] for code in told if code in _NOTES]
    if receipt.is_below_line:
        notes.append(f"under {receipt.line:g}")
    unrated = sum(line.reason == Reason.NO_DATA.code and _is_rated(line) for line in receipt.metrics)
    if unrated:
        notes.append(f"{unrated} not rated yet")
    coverage = f"{rounded(receipt.coverage, 1)} %"
    return receipt.member, receipt.shown_score or DASH, receipt.band or DASH, coverage, ", ".join(notes)


def _print_receipt(receipt: Receipt) -> None:
    heading(f"{receipt.member} · {receipt.period} · {receipt.shown_score or 'no score'} {receipt.band or ''}".rstrip())
    typer.echo(f"{receipt.scheme} v{receipt.scheme_version}, coverage {rounded(receipt.coverage, 1)} %")
    table(("metric", "value", "target", "points", "share", ""), (_metric_row(line) for line in receipt.metrics))
    for line in _sum(receipt):
        typer.echo(line)


def _metric_row(line: MetricLine) -> tuple[str, ...]:
    target = f"{line.low:g} to {line.high:g}" if line.low is not None and line.high is not None else _cell(line.target)
    return line.metric, _cell(line.value), target, _cell(line.points), f"{rounded(line.share, 1)}%", _state(line)


def _state(line: MetricLine) -> str:
    if line.reason == Reason.SCORED.code:
        return f"{line.rated.raters} rater{'' if line.rated.raters == 1 else 's'}" if line.rated else ""
    if line.reason == Reason.NO_DATA.code and _is_rated(line):
        return "not rated"
    return _STATES.get(line.reason, line.reason.replace("_", " "))


def _sum(receipt: Receipt) -> Iterator[str]:
    """From points to the score."""
    if receipt.own_score is None:
        yield "Nothing could be scored."
        return
    yield f"points × share, added: {rounded(receipt.own_score, 4)}"
    if receipt.team_min is not None:
        attained = "none given" if receipt.team_attainment is None else f"{receipt.team_attainment:g} %"
        yield f"× team coefficient {receipt.team_coefficient:g} (goal attainment: {attained})"
    if "capped" in receipt.notes:
        yield f"at most {receipt.cap:g}"
    if receipt.interval:
        low, high = receipt.interval
        level = 100 * (receipt.interval_level or 0)
        yield f"with ratings as they scatter: {rounded(low, 1)} to {rounded(high, 1)} ({level:g} %)"
    yield f"score {receipt.shown_score}, {_band(receipt)}"


def _band(receipt: Receipt) -> str:
    if receipt.band is None:
        covered = rounded(receipt.coverage, 1)
        return f"no band: {covered} % of the due weight is covered, {receipt.incomplete_below:g} % needed"
    return f"band {receipt.band}, coefficient {receipt.coefficient:g}"


def _is_rated(line: MetricLine) -> bool:
    return line.source != Source.FORMULA.value


def _cell(value: float | None) -> str:
    return DASH if value is None else rounded(value, 2).removesuffix(".00")
