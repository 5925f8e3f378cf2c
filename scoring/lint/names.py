"""Ids that are there twice, that name nothing, or that two figures share; figures that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring import formula
from scoring.definitions import Metric, Scheme
from scoring.errors import FormulaInvalid
from scoring.findings import Finding, found
from scoring.lint.paths import metrics_of, rules_of


def findings(scheme: Scheme) -> Iterator[Finding]:
    yield from _duplicates(scheme)
    yield from _reserved(scheme)
    yield from _unknown(scheme)
    yield from _unused(scheme)
    yield from _aliases(scheme)


def _duplicates(scheme: Scheme) -> Iterator[Finding]:
    metrics = [
        (f"dimensions.{d}.metrics.{k}", metric.id)
        for d, dimension in enumerate(scheme.dimensions)
        for k, metric in enumerate(dimension.metrics)
    ]
    listed: dict[str, Sequence[str]] = {
        "figures": [figure.id for figure in scheme.figures],
        "dimensions": [dimension.id for dimension in scheme.dimensions],
        "bands": [band.id for band in scheme.bands],
        "rewards": [rule.id for rule in scheme.rewards],
        "plans": [rule.id for rule in scheme.plans],
        "aims": [aim.id for aim in scheme.aims],
        "cadences": [cadence.value for cadence in scheme.cadences],
        "attribution": scheme.attribution,
    }
    for places in (metrics, *(_placed(path, ids) for path, ids in listed.items())):
        yield from _repeated(places)


def _placed(path: str, ids: Sequence[str]) -> list[tuple[str, str]]:
    return [(f"{path}.{k}", name) for k, name in enumerate(ids)]


def _repeated(places: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, name in places:
        if name in seen:
            yield found("duplicate_id", path, f"{name!r} is there more than once; every id must be its own")
        seen.add(name)


def _reserved(scheme: Scheme) -> Iterator[Finding]:
    if any(figure.id == formula.LAG for figure in scheme.figures):
        yield found("reserved_id", "figures.lag", "'lag' is a word of formulas; choose another id")


def _unknown(scheme: Scheme) -> Iterator[Finding]:
    metrics, bands = {metric.id for metric in scheme.metrics}, {band.id for band in scheme.bands}
    for path, rule in rules_of(scheme):
        for name in rule.metric_ids:
            if name not in metrics:
                yield found("unknown_metric", path, f"{name!r} is not among the metrics; name one of the dimensions")
        for name in rule.band_ids:
            if name not in bands:
                yield found("unknown_band", path, f"{name!r} is not among the bands {', '.join(sorted(bands))}")


def _unused(scheme: Scheme) -> Iterator[Finding]:
    used = {name for _, metric in metrics_of(scheme) for name in _figures_of(metric)}
    for figure in scheme.figures:
        if figure.id not in used:
            message = "no metric uses it; people would enter it for nothing. Use it in a formula or remove it"
            yield found("unused_figure", f"figures.{figure.id}", message)


def _figures_of(metric: Metric) -> set[str]:
    try:
        return {ref.figure for ref in metric.refs}
    except FormulaInvalid:
        return set()


def _aliases(scheme: Scheme) -> Iterator[Finding]:
    owners: dict[str, list[str]] = {}
    for figure in scheme.figures:
        names = (figure.id, figure.title.en, figure.title.zh_cn, *figure.aliases.en, *figure.aliases.zh_cn)
        for name in dict.fromkeys(each.casefold() for each in names):
            owners.setdefault(name, []).append(figure.id)
    for name, ids in owners.items():
        if len(set(ids)) > 1:
            message = f"{name!r} could mean any of {', '.join(sorted(set(ids)))}; leave it to one of them"
            yield found("alias_clash", f"figures.{ids[-1]}", message)
