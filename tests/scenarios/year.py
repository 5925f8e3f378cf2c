"""Two years of a marketing team's days: a weekday pattern, seasons, noise, launches and gaps, the same in every run."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

SEED = 20_250_107
FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)
WEEKDAYS = (1.06, 1.12, 1.1, 1.04, 0.95, 0.42, 0.38)
LAUNCHES = {date(2025, 3, 11): 4.5, date(2025, 9, 23): 6.0, date(2024, 11, 5): 3.0}
"""Days on which something came out: how many times the usual, halving every day after."""
PER_DAY = {
    "uv": 1_400.0,
    "leads": 40.0,
    "mql": 3.4,
    "sql": 1.3,
    "orders": 0.45,
    "likes": 70.0,
    "comments": 11.0,
    "shares": 6.0,
}
GAP = 0.03
"""Part of the days on which nobody came round to telling a figure."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the table."""

    on: date
    member: str
    metric: str
    value: Decimal


def year_of(member: str, size: float) -> Iterator[Told]:
    """`size` times the usual; visitors from 2024 on, everything else in 2025."""
    dice = random.Random(f"{SEED} {member}")
    for k in range((LAST - FIRST).days + 1):
        on = FIRST + timedelta(days=k)
        mood = size * _season(on) * WEEKDAYS[on.weekday()] * _launch(on)
        for metric, usual in PER_DAY.items():
            worth = Decimal(round(usual * mood * dice.lognormvariate(0, 0.25)))
            if dice.random() >= GAP and (metric == "uv" or on.year == 2025):
                yield Told(on, member, metric, worth)
        if on.year == 2025:
            yield from _money(on, member, mood, dice)
            yield from _now_and_then(on, member, size, dice)


def _money(on: date, member: str, mood: float, dice: random.Random) -> Iterator[Told]:
    yield Told(on, member, "cost", Decimal(round(105_000 * mood * dice.lognormvariate(0, 0.4))) / 100)
    yield Told(on, member, "revenue", Decimal(round(240_000 * mood * dice.lognormvariate(0, 0.6))) / 100)


def _now_and_then(on: date, member: str, size: float, dice: random.Random) -> Iterator[Told]:
    """Followers on Mondays, users and customer value at a quarter's end, a survey in June and December."""
    if on.weekday() == 0:
        grown = 1 + (on - FIRST).days / 2_000
        yield Told(on, member, "followers", Decimal(round(90_000 * size * grown)))
    if (on + timedelta(days=1)).day == 1 and on.month % 3 == 0:
        yield Told(on, member, "active_users", Decimal(round(5_000 * size * dice.uniform(0.85, 1.1))))
        yield Told(on, member, "clv", Decimal(round(19_000 * dice.uniform(0.9, 1.2))))
    if (on.month, on.day) in ((6, 20), (12, 18)):
        for metric, people in (("promoters", 61), ("detractors", 14), ("responses", 104)):
            yield Told(on, member, metric, Decimal(people))


def _season(on: date) -> float:
    """Rising by a seventh a year, weaker in summer."""
    grown = 1 + (on - FIRST).days / 365 * 0.14
    return grown * (1 - 0.18 * math.sin(math.pi * (on.timetuple().tm_yday - 150) / 120) ** 2)


def _launch(on: date) -> float:
    lifts = (size / 2 ** (on - day).days for day, size in LAUNCHES.items() if 0 <= (on - day).days < 10)
    return 1 + sum(lifts)
