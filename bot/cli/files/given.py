"""What a computation is given besides figures and ratings: own targets, and the part of a month somebody was there."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import BinaryIO, TypeVar

from bot.cli.files.days import read_month
from bot.cli.files.metrics import MetricNames
from bot.cli.files.people import People, Problem, Unusable
from bot.errors import Rejected
from bot.features.metrics.rules.sheets import MEMBER_HEADINGS
from bot.features.metrics.rules.tables import Columns, read_table
from bot.features.metrics.rules.words import plain
from bot.features.schemes.rules import accepted_target, read_target
from scoring.scheme import Scheme

TARGETS = Columns(
    {
        "member": MEMBER_HEADINGS,
        "metric": ("metric", "指标", "指标名称"),
        "target": ("target", "goal", "value", "目标", "目标值"),
    },
    required=("member", "metric", "target"),
)
PRESENCE = Columns(
    {
        "member": MEMBER_HEADINGS,
        "month": ("month", "date", "period", "月份", "日期"),
        "share": ("share", "presence", "present", "出勤比例", "出勤率", "在岗比例"),
    },
    required=("member", "month", "share"),
)
_SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)(%?)")
EVERYBODY = None
_Key = TypeVar("_Key")

Targets = dict[tuple[str, int | None], float]
Shares = dict[tuple[date, int], float]


def read_targets(file: BinaryIO, scheme: Scheme, people: People) -> tuple[Targets, list[Problem]]:
    """Targets by metric and member; a line without a member is everybody's who has none of their own."""
    names = MetricNames(scheme.metrics)
    found: Targets = {}
    problems = []
    for line, (member, typed, target) in read_table(file, TARGETS):
        try:
            metric = names.named(typed)
            value = _target(scheme, metric.id, target)
            of = people.number(member, column="member") if member else EVERYBODY
            _put(found, (metric.id, of), value, "target", target)
        except Unusable as unusable:
            problems.append(Problem.of("targets", line, unusable))
    return found, problems


def read_presence(file: BinaryIO, people: People) -> tuple[Shares, list[Problem]]:
    """Shares from 0 to 1 by month (first day) and member."""
    found: Shares = {}
    problems = []
    for line, (member, month, share) in read_table(file, PRESENCE):
        try:
            key = read_month(month)[0], people.number(member, column="member")
            _put(found, key, _share(share), "share", share)
        except Unusable as unusable:
            problems.append(Problem.of("presence", line, unusable))
    return found, problems


def _put(found: dict[_Key, float], key: _Key, value: float, column: str, typed: str) -> None:
    present = found.setdefault(key, value)
    if present != value:
        raise Unusable(column, typed, f"an earlier line says {present:g}; leave one of them out")


def _target(scheme: Scheme, metric_id: str, typed: str) -> float:
    try:
        value = read_target(typed, scheme.metric(metric_id))
        if value is None:
            raise Unusable("target", typed, "is empty; write a number above 0, or leave the line out")
        return float(accepted_target(scheme, metric_id, value))
    except Rejected as reason:
        raise Unusable("target", typed, reason) from None


def _share(typed: str) -> float:
    found = _SHARE.fullmatch(plain(typed))
    share = Decimal(found[1]) / (100 if found[2] else 1) if found else Decimal(-1)
    if not 0 <= share <= 1:
        raise Unusable("share", typed, "must be a number from 0 to 1, or from 0% to 100%")
    return float(share)


def columns_of(targets: Targets, members: Sequence[int]) -> dict[str, list[float]]:
    """Metric → target by member, NaN where the scheme's holds."""
    metrics = dict.fromkeys(metric for metric, _ in targets)
    nothing = float("nan")
    return {
        metric: [targets.get((metric, member), targets.get((metric, EVERYBODY), nothing)) for member in members]
        for metric in metrics
    }


def shares_of(shares: Shares, members: Sequence[int]) -> dict[date, list[float]]:
    """Month → share by member; 1 where nothing is said."""
    months = dict.fromkeys(month for month, _ in shares)
    return {month: [shares.get((month, member), 1.0) for member in members] for month in months}
