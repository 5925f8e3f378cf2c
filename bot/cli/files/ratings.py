"""A table of ratings from 1 to 5. Who rated is a number from the first line on."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import BinaryIO

from bot.cli.files.days import read_month
from bot.cli.files.metrics import MetricNames
from bot.cli.files.people import People, Problem, Unusable
from bot.features.metrics.rules.sheets import MEMBER_HEADINGS
from bot.features.metrics.rules.tables import Columns, read_table
from bot.features.metrics.rules.words import plain
from scoring.definitions import Metric, Source
from scoring.evidence import Rating

RATINGS = Columns(
    {
        "month": ("month", "date", "period", "day", "月份", "考核月份", "日期", "评价日期", "时间"),
        "metric": ("metric", "指标", "指标名称", "评价项"),
        "member": (*MEMBER_HEADINGS, "ratee", "subject", "被评人", "被评价人"),
        "rater": ("rater", "reviewer", "rated by", "评价人", "评分人"),
        "value": ("value", "rating", "points", "评分", "分值", "分数", "数值"),
    },
    required=("month", "metric", "member", "rater", "value"),
)
_FROM_1_TO_5 = re.compile(r"[1-4](\.[0-9]{1,4})?|5(\.0{1,4})?")


def read_ratings(
    file: BinaryIO, metrics: Sequence[Metric], *, needed: Collection[str], people: People
) -> tuple[list[Rating], list[Problem], int]:
    """The ratings of the metrics `needed`, what cannot be used, and how many lines there were.

    A rater says one thing about a member and metric for the same month, or on the same day where days are given: the
    first counts. Nothing that is returned holds a rater's name.
    """
    reader = _Reader(metrics, set(needed), people)
    problems, lines = [], 0
    for line, cells in read_table(file, RATINGS):
        lines += 1
        try:
            reader.take(*cells)
        except Unusable as unusable:
            problems.append(Problem.of("ratings", line, unusable))
    return reader.ratings, problems, lines


class _Reader:
    def __init__(self, metrics: Sequence[Metric], needed: set[str], people: People) -> None:
        self.ratings: list[Rating] = []
        self._names = MetricNames(metrics)
        self._needed = needed
        self._people = people
        self._months: dict[str, tuple[date, int]] = {}
        self._said: dict[tuple[str, int, int, tuple[date, int]], float] = {}

    def take(self, month: str, metric: str, member: str, rater: str, value: str) -> None:
        """Raises Unusable."""
        found = self._names.named(metric)
        if not found.is_rated:
            raise Unusable("metric", metric, f"{found.id} is computed from figures; nobody rates it")
        of, by = self._people.number(member, column="member"), self._people.number(rater, column="rater")
        if (of == by) != (found.source is Source.SELF) and found.source in (Source.SELF, Source.PEER):
            raise Unusable("member", member, _WHOSE[found.source])
        when = self._months.get(month) or self._months.setdefault(month, read_month(month))
        key, given = (found.id, of, by, when), _rating(value)
        is_new = key not in self._said
        said = self._said.setdefault(key, given)
        if said != given:
            raise Unusable("value", value, f"the same rater has given {said:g} already; leave one of them out")
        self._people.members.add(of)
        if is_new and found.id in self._needed:
            self.ratings.append(Rating(found.id, of, by, when[0], given))


_WHOSE = {
    Source.PEER: "is rated by themselves; only colleagues rate this metric",
    Source.SELF: "is rated by somebody else; only the member rates this metric",
}


def _rating(typed: str) -> float:
    if not _FROM_1_TO_5.fullmatch(plain(typed)):
        raise Unusable("value", typed, "must be a number from 1 to 5, with 4 decimals at most")
    return float(plain(typed))
