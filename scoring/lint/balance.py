"""How the weight is spread over metrics, results, teams and time. Shares are in % of the whole scheme's weight."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.definitions import Dimension, Scheme
from scoring.findings import Finding, found
from scoring.lint.paths import metrics_of

WEIGHT_TOLERANCE = 1e-9
WHOLE = 100.0
MOST_FOR_ONE = 50.0
MOST_METRICS = 12
LEAST_WEIGHT = 3.0
MOST_FOR_RESULTS = 70.0
MOST_FOR_TEAM = 40.0
LEAST_LONG = 30.0


def findings(scheme: Scheme) -> Iterator[Finding]:
    yield from _sum(scheme)
    yield from _each(scheme)
    yield from _parts(scheme)


def _total(scheme: Scheme) -> float:
    return sum(metric.weight for metric in scheme.metrics)


def _is_over(share: float, limit: float) -> bool:
    return share > limit + WEIGHT_TOLERANCE


def _sum(scheme: Scheme) -> Iterator[Finding]:
    total = _total(scheme)
    if abs(total - WHOLE) > WEIGHT_TOLERANCE:
        message = f"weights add to {total:g}; they are scaled to 100 on every card, which shows both"
        yield found("weights_sum", "dimensions", message)


def _each(scheme: Scheme) -> Iterator[Finding]:
    total, count = _total(scheme), len(scheme.metrics)
    if count > MOST_METRICS:
        message = f"{count} metrics scatter attention; keep the {MOST_METRICS} that matter most, or fewer"
        yield found("metrics_many", "dimensions", message)
    for path, metric in metrics_of(scheme):
        share = WHOLE * metric.weight / total
        if _is_over(share, MOST_FOR_ONE):
            message = f"carries {share:.1f} % of the weight; above {MOST_FOR_ONE:g} % it decides alone. Lower it"
            yield found("metric_dominant", f"{path}.weight", message)
        if _is_over(LEAST_WEIGHT, share):
            message = (
                f"carries {share:.1f} % of the weight; under {LEAST_WEIGHT:g} % it changes nothing. Raise or drop it"
            )
            yield found("weight_small", f"{path}.weight", message)


def _parts(scheme: Scheme) -> Iterator[Finding]:
    results = _share(scheme, [dimension for dimension in scheme.dimensions if dimension.kind == "result"])
    if _is_over(results, MOST_FOR_RESULTS):
        message = (
            f"results carry {results:.1f} % of the weight; leave {WHOLE - MOST_FOR_RESULTS:g} % for how they come about"
        )
        yield found("result_share", "dimensions", message)
    team = _share(scheme, [dimension for dimension in scheme.dimensions if dimension.team])
    if _is_over(team, MOST_FOR_TEAM):
        message = (
            f"team metrics carry {team:.1f} % of the weight; above {MOST_FOR_TEAM:g} % they hide what each person did"
        )
        yield found("team_share", "dimensions", message)
    long = WHOLE * sum(metric.weight for metric in scheme.metrics if metric.horizon == "long") / _total(scheme)
    if _is_over(LEAST_LONG, long):
        message = f"metrics of a long horizon carry {long:.1f} % of the weight; give them {LEAST_LONG:g} % or more"
        yield found("long_horizon", "dimensions", message)


def _share(scheme: Scheme, dimensions: list[Dimension]) -> float:
    weight = sum(metric.weight for dimension in dimensions for metric in dimension.metrics)
    return WHOLE * weight / _total(scheme)
