"""The sample team's figures of some months, the same for the same seed."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bot.demo.team import CONVERSION, GROWTH
from scoring.periods import Cadence, Period

# Typical figures of one person's working day: figure → (mean, relative spread).
DAILY: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "traffic": {"uv": (1_150, 0.16), "leads": (31, 0.2), "mql": (4.5, 0.35), "cost": (1_440, 0.15)},
    "conversion": {"mql": (9, 0.3), "sql": (3.3, 0.35), "orders": (0.95, 0.7), "revenue": (4_900, 0.5)},
}
WHOLE = frozenset({"uv", "leads", "mql", "sql", "orders"})
LAST_YEAR_UV = 0.9
"""Share of this year's visitors that came in the same month a year earlier."""


def rows(*, today: date, seed: int = 7) -> Iterator[tuple[date, str, str, str]]:
    """(day, Slack user, figure, value) of every working day until yesterday.

    They begin with the quarter of two months back, so that a quarter's metrics have all their months.
    """
    dice = random.Random(seed)
    first = Period.containing(_months_back(today, 2), Cadence.QUARTER).start
    for group, members in (("traffic", GROWTH), ("conversion", CONVERSION)):
        for member in members:
            talent = {figure: dice.uniform(0.84, 1.14) for figure in DAILY[group]}
            for day in _working_days(first, today):
                yield from _one_day(dice, day, member, group, talent)
            if group == "traffic":
                yield from _last_year(dice, member, talent["uv"], first, today)


def _one_day(
    dice: random.Random, day: date, member: str, group: str, talent: Mapping[str, float]
) -> Iterator[tuple[date, str, str, str]]:
    for figure, (mean, spread) in DAILY[group].items():
        value = max(0.0, dice.gauss(mean * talent[figure], mean * spread))
        yield day, member, figure, str(round(value)) if figure in WHOLE else f"{value:.2f}"


def _last_year(
    dice: random.Random, member: str, talent: float, first: date, today: date
) -> Iterator[tuple[date, str, str, str]]:
    mean, spread = DAILY["traffic"]["uv"]
    for back in range(3):
        month = _months_back(today, back)
        start = month.replace(year=month.year - 1)
        end = _months_back(start, -1)
        for day in _working_days(max(start, first.replace(year=first.year - 1)), end):
            value = dice.gauss(mean * talent * LAST_YEAR_UV, mean * spread / 2)
            yield day, member, "uv", str(round(max(0.0, value)))


def _months_back(day: date, months: int) -> date:
    """The first of the month so many months before (negative: after) `day`'s."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def _working_days(start: date, end: date) -> Iterator[date]:
    day = start
    while day < end:
        if day.isoweekday() <= 5:
            yield day
        day += timedelta(days=1)
