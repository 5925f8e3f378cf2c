"""Where things are in a scheme: dotted paths of ids, as findings give them."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.definitions import Metric, Scheme
from scoring.rewards import PlanRule, Reward


def metrics_of(scheme: Scheme) -> Iterator[tuple[str, Metric]]:
    """Every metric with its path, such as `dimensions.traffic.cpl`."""
    for dimension in scheme.dimensions:
        for metric in dimension.metrics:
            yield f"dimensions.{dimension.id}.{metric.id}", metric


def rules_of(scheme: Scheme) -> Iterator[tuple[str, Reward | PlanRule]]:
    """Every reward and plan with its path, such as `plans.coaching`."""
    for reward in scheme.rewards:
        yield f"rewards.{reward.id}", reward
    for plan in scheme.plans:
        yield f"plans.{plan.id}", plan
