"""What a team may be assigned, and which target is in force. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from bot.errors import Rejected
from bot.features.schemes.rules.since import BEGINNING
from bot.limits import DECIMALS, LARGEST
from scoring.scheme import Direction, Metric, Scheme, builtin_ids, load

WHOLE = 100.0
WEIGHT_TOLERANCE = 1e-9
MOST_LISTED = 24
"""Metrics that a refusal names."""
_NUMBER = re.compile(r"-?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class TeamScheme:
    """A team's rules: `scheme` has only the dimensions in `groups`; `hash` names the whole version it comes from.
    They hold from the month that begins on `since`."""

    scheme: Scheme
    scheme_id: str
    version: int
    hash: str
    groups: tuple[str, ...]
    scheme_version_id: int
    since: date = BEGINNING


@cache
def builtin(scheme_id: str) -> Scheme:
    """A scheme that comes with the package; Rejected with those that exist."""
    if scheme_id not in builtin_ids():
        raise Rejected("schemes-error-unknown-scheme", field="scheme", typed=scheme_id, known=list(builtin_ids()))
    return load(scheme_id)


def chosen_groups(scheme: Scheme, groups: Sequence[str] | None) -> list[str]:
    """The dimensions to use, in the scheme's order, all for None; Rejected for none or one that is not there."""
    known = [dimension.id for dimension in scheme.dimensions]
    if groups is None:
        return known
    for group in groups:
        if group not in known:
            raise Rejected("schemes-error-unknown-group", field="groups", typed=group, known=known)
    if not groups:
        raise Rejected("schemes-error-no-groups", field="groups", known=known)
    return [group for group in known if group in groups]


def group_named(scheme: Scheme, typed: str) -> str:
    """The id of a dimension that is named by its id or its title; what was typed when there is none."""
    for dimension in scheme.dimensions:
        if typed.strip().casefold() in (dimension.id, dimension.title.en.casefold(), dimension.title.zh_cn.casefold()):
            return dimension.id
    return typed


def takes_target(metric: Metric) -> bool:
    """Neither a metric scored within a range of the scheme, nor one that people rate."""
    return not metric.is_rated and metric.direction is not Direction.WITHIN


def accepted_target(scheme: Scheme, metric_id: str, value: Decimal) -> Decimal:
    """`value` when it can be a target of this metric; Rejected when not."""
    metric = metric_of(scheme, metric_id)
    if metric.is_rated:
        raise Rejected("schemes-error-target-is-rated", field=metric_id, metric=title_of(metric))
    if metric.direction is Direction.WITHIN:
        raise Rejected("schemes-error-target-is-range", field=metric_id, metric=title_of(metric))
    if not value.is_finite() or value <= 0 or value >= LARGEST:
        raise Rejected("schemes-error-target-size", field=metric_id, typed=str(value), largest=LARGEST)
    if value != round(value, DECIMALS):
        raise Rejected("schemes-error-target-decimals", field=metric_id, typed=str(value), decimals=DECIMALS)
    return value


def read_target(typed: str, metric: Metric) -> Decimal | None:
    """What was typed, such as `1,200` or `3.5`; None for nothing. Rejected for what is no positive number."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    if not plain:
        return None
    if not _NUMBER.fullmatch(plain):
        raise Rejected("schemes-error-target-number", typed=typed, metric=title_of(metric))
    value = Decimal(plain.replace(",", ""))
    if not 0 < value < LARGEST:
        raise Rejected("schemes-error-target-size", typed=typed, largest=LARGEST)
    if value != round(value, DECIMALS):
        raise Rejected("schemes-error-target-decimals", typed=typed, decimals=DECIMALS)
    return value


def target_field(metric_id: str, member_id: int | None) -> str:
    """The block of a target's input. Slack keeps what was typed under a block's name, so each person's has another."""
    return metric_id if member_id is None else f"{metric_id}:{member_id}"


def metric_of(scheme: Scheme, metric_id: str) -> Metric:
    """Rejected with the ids that exist."""
    known = {metric.id: metric for metric in scheme.metrics}
    if metric_id not in known:
        raise Rejected("schemes-error-unknown-metric", typed=metric_id, known=list(known)[:MOST_LISTED])
    return known[metric_id]


def title_of(metric: Metric) -> Mapping[str, str]:
    return {"en": metric.title.en, "zh-CN": metric.title.zh_cn}


def targets_in_force(scheme: Scheme, *own: Mapping[str, Decimal]) -> dict[str, float]:
    """The scheme's defaults, each later mapping winning over the ones before; metrics without a target are left out."""
    found = {metric.id: metric.target for metric in scheme.metrics if metric.target is not None}
    for targets in own:
        found |= {metric.id: float(targets[metric.id]) for metric in scheme.metrics if metric.id in targets}
    return found


def shares(scheme: Scheme) -> dict[str, float]:
    """Weights scaled to add to 100, by metric."""
    total = sum(metric.weight for metric in scheme.metrics)
    return {metric.id: WHOLE * metric.weight / total for metric in scheme.metrics}


def adds_to_whole(scheme: Scheme) -> bool:
    return abs(sum(metric.weight for metric in scheme.metrics) - WHOLE) <= WEIGHT_TOLERANCE
