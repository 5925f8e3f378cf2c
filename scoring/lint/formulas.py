"""Formulas that cannot be read, that nothing can change, or that name what is no figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring.definitions import Scheme
from scoring.errors import FormulaInvalid
from scoring.findings import Finding, found
from scoring.lint.paths import metrics_of

Names = Mapping[str, tuple[str, ...]]
"""Metric id -> what its formula names, each once."""


def findings(scheme: Scheme) -> Iterator[Finding]:
    figures, metrics = {figure.id for figure in scheme.figures}, {metric.id for metric in scheme.metrics}
    named: dict[str, tuple[str, ...]] = {}
    paths = [(f"{path}.formula", metric) for path, metric in metrics_of(scheme) if not metric.is_rated]
    for path, metric in paths:
        try:
            named[metric.id] = tuple(dict.fromkeys(ref.figure for ref in metric.refs))
        except FormulaInvalid as error:
            yield found("formula", path, str(error))
    graph = {name: tuple(each for each in names if each not in figures) for name, names in named.items()}
    for path, metric in paths:
        if metric.id in named:
            yield from _named(path, metric.formula, named[metric.id], figures, metrics)
            yield from _circles(path, metric.id, graph)


def _named(path: str, text: str, names: tuple[str, ...], figures: set[str], metrics: set[str]) -> Iterator[Finding]:
    if not names:
        yield found("constant_formula", path, f"{text!r} names no figure, so nobody can change it; name one")
    for name in names:
        if name in figures:
            continue
        remedy = "a formula names figures, not metrics: write its figures here" if name in metrics else "add it there"
        yield found("unknown_figure", path, f"{name!r} in {text!r} is not among the figures; {remedy}")


def _circles(path: str, metric_id: str, graph: Names) -> Iterator[Finding]:
    reached, waiting = set[str](), list(graph[metric_id])
    while waiting:
        name = waiting.pop()
        if name == metric_id:
            yield found("circular_formula", path, f"the formula of {metric_id!r} leads back to {metric_id!r} itself")
            return
        if name not in reached:
            reached.add(name)
            waiting.extend(graph.get(name, ()))
