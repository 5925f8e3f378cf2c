"""What a well-formed scheme can still get wrong. Errors keep it from being used, warnings inform its author."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from scoring import formula
from scoring.definitions import Metric, Scheme
from scoring.errors import FormulaInvalid
from scoring.findings import Finding, Level

WEIGHT_TOLERANCE = 1e-9


def lint(scheme: Scheme) -> tuple[Finding, ...]:
    """All findings, errors first. An empty tuple means nothing to say."""
    found = [*_duplicates(scheme), *_formulas(scheme), *_unused(scheme), *_bands(scheme), *_cadences(scheme)]
    found += [*_weights(scheme), *_aliases(scheme)]
    return tuple(sorted(found, key=lambda finding: finding.level is not Level.ERROR))


def _error(code: str, path: str, message: str) -> Finding:
    return Finding(code, Level.ERROR, path, message)


def _warning(code: str, path: str, message: str) -> Finding:
    return Finding(code, Level.WARNING, path, message)


def _repeated(names: Iterable[str]) -> list[str]:
    listed = list(names)
    return [name for name in dict.fromkeys(listed) if listed.count(name) > 1]


def _placed(scheme: Scheme) -> Iterator[tuple[str, Metric]]:
    for dimension in scheme.dimensions:
        for metric in dimension.metrics:
            yield f"dimensions.{dimension.id}.{metric.id}", metric


def _duplicates(scheme: Scheme) -> Iterator[Finding]:
    listed = {
        "figures": [figure.id for figure in scheme.figures],
        "dimensions": [dimension.id for dimension in scheme.dimensions],
        "metrics": [metric.id for _, metric in _placed(scheme)],
        "bands": [band.id for band in scheme.bands],
        "cadences": [cadence.value for cadence in scheme.cadences],
    }
    for path, names in listed.items():
        for name in _repeated(names):
            yield _error("duplicate_id", path, f"{name!r} is there more than once; every id must be its own")


def _formulas(scheme: Scheme) -> Iterator[Finding]:
    known = {figure.id for figure in scheme.figures}
    if formula.LAG in known:
        yield _error("reserved_id", "figures.lag", "'lag' is a word of formulas; choose another id")
    for path, metric in _placed(scheme):
        if metric.is_rated:
            continue
        try:
            named = formula.refs(metric.node)
        except FormulaInvalid as error:
            yield _error("formula", path, str(error))
            continue
        if not named:
            yield _error("constant_formula", path, f"{metric.formula!r} names no figure, so nobody can change it")
        for name in dict.fromkeys(ref.figure for ref in named):
            if name not in known:
                yield _error("unknown_figure", path, f"{name!r} in {metric.formula!r} is not among the figures")


def _unused(scheme: Scheme) -> Iterator[Finding]:
    used = {name for _, metric in _placed(scheme) for name in _figures_of(metric)}
    for figure in scheme.figures:
        if figure.id not in used:
            yield _warning("unused_figure", f"figures.{figure.id}", "no metric uses it")


def _figures_of(metric: Metric) -> set[str]:
    try:
        return {ref.figure for ref in metric.refs}
    except FormulaInvalid:
        return set()


def _bands(scheme: Scheme) -> Iterator[Finding]:
    bands = scheme.bands
    for above, below in pairwise(bands):
        if above.min <= below.min:
            yield _error(
                "band_order", f"bands.{below.id}", f"min {below.min:g} is not under {above.min:g} of {above.id}"
            )
        if above.coefficient < below.coefficient:
            yield _warning("band_coefficient", f"bands.{below.id}", f"pays more than the better band {above.id}")
    if min(band.min for band in bands) != 0:
        yield _error("band_gap", "bands", "the lowest band must have min 0, or low scores have no band")
    for band in bands:
        if band.min > scheme.cap:
            yield _error("band_unreachable", f"bands.{band.id}", f"min {band.min:g} is above the cap {scheme.cap:g}")


def _cadences(scheme: Scheme) -> Iterator[Finding]:
    longest = max(scheme.cadences, key=lambda cadence: cadence.months)
    for path, metric in _placed(scheme):
        if metric.cadence.months > longest.months:
            yield _warning(
                "cadence", path, f"is assessed by the {metric.cadence.value}; the longest card is a {longest.value}"
            )


def _weights(scheme: Scheme) -> Iterator[Finding]:
    total = sum(metric.weight for metric in scheme.metrics)
    if abs(total - 100) > WEIGHT_TOLERANCE:
        yield _warning("weights_sum", "dimensions", f"weights add to {total:g}; they are scaled to 100 on every card")


def _aliases(scheme: Scheme) -> Iterator[Finding]:
    owners: dict[str, set[str]] = {}
    for figure in scheme.figures:
        titles = (figure.id, figure.title.en, figure.title.zh_cn)
        for name in (*titles, *figure.aliases.en, *figure.aliases.zh_cn):
            owners.setdefault(name.casefold(), set()).add(figure.id)
    for name, ids in owners.items():
        if len(ids) > 1:
            yield _warning("alias_clash", "figures", f"{name!r} could mean any of {', '.join(sorted(ids))}")
