"""What scores rest on: anchors for ratings, a stated origin for figures, and somebody's judgement."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.definitions import Scheme, Source
from scoring.findings import Finding, found
from scoring.lint.paths import metrics_of


def findings(scheme: Scheme) -> Iterator[Finding]:
    for path, metric in metrics_of(scheme):
        if metric.is_rated and metric.anchors is None:
            message = (
                "has no anchors; describe the behaviour that earns 1, 2, 3, 4 and 5, or raters mean different things"
            )
            yield found("anchors_missing", path, message)
        if not metric.is_rated and metric.origin is None:
            message = (
                "does not say where its figures come from; give an origin, such as the CRM, so that they can be checked"
            )
            yield found("origin_missing", path, message)
    if not any(metric.source in (Source.PEER, Source.MANAGER) for metric in scheme.metrics):
        message = (
            "neither peers nor the manager rate anything, so how people work together does not count; add a metric"
        )
        yield found("no_judgement", "dimensions", message)
