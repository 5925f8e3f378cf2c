"""The sample team's figures of some months, the same for the same seed."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bot.demo.team import BRAND, CHINA, CONVERSION, GROWTH
from scoring.periods import Cadence, Period, month_before

# Typical figures of one person's working day, in Brand of a week: figure → (mean, relative spread).
TYPICAL: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "traffic": {"uv": (1_150, 0.16), "leads": (38, 0.2), "mql": (5.7, 0.3), "cost": (1_340, 0.15)},
    "conversion": {"mql": (9, 0.2), "sql": (4.1, 0.25), "orders": (1.4, 0.6), "revenue": (7_700, 0.4)},
    "brand": {
        "brand_searches": (2_400, 0.1),
        "reach": (14_000, 0.15),
        "visits": (1_900, 0.15),
        "marketing_cost": (5_200, 0.12),
        "marketing_revenue": (14_500, 0.2),
    },
    "china": {
        "revenue": (9_600, 0.3),
        "core_revenue": (5_900, 0.3),
        "signings": (1.3, 0.5),
        "valid_leads": (12, 0.25),
        "orders": (4.6, 0.3),
        "repeat_orders": (1.5, 0.4),
    },
}
TALENT: Mapping[str, tuple[float, float]] = {
    "traffic": (0.97, 1.1),
    "conversion": (0.97, 1.1),
    "brand": (0.84, 1.14),
    "china": (0.9, 1.08),
}
"""The least and the most of what is typical that one person's figures are."""
SLUMPS: Mapping[str, int] = {"U0SOFIA": 2, "U0KEN": 1}
"""Whose newest closed months went badly, and how many of them."""
SLUMPING, SLUMP = frozenset({"leads", "mql"}), 0.62
WITH_DECIMALS = frozenset({"cost", "revenue", "marketing_cost", "marketing_revenue"})
EACH_MONTH: Mapping[str, tuple[float, float]] = {
    "acquisition_cost": (52_000, 0.08),
    "campaign_revenue": (62_000, 0.15),
    "campaign_cost": (20_000, 0.1),
}
"""What somebody of China tells once a month, on the last working day up to the 20th."""
TOLD_BY = 20
PLANNED, REACH = 205_000, (24_000, 0.2)
"""Sales that the plan sets for each of China's people and months, told on the first working day; views of a week."""
GROWING, MONTHLY_GROWTH = frozenset({"signings", "valid_leads"}), 1.06
"""China's customers, who are compared with the quarter before."""
LAST_YEAR: Mapping[str, tuple[str, float]] = {"traffic": ("uv", 0.83), "brand": ("brand_searches", 0.9)}
"""A figure that is compared with the same month a year earlier, and which share of this year's it was then."""
MOST_DELIVERABLES, ON_TIME = 6, 0.88
"""Of one person's week."""
LEAP_DAY = (2, 29)
ADS_LIFT = (0.05, 0.12)
"""By how much brand searches rise in a month with social ads, at least and at most."""

Row = tuple[date, str, str, str]


def months_closed(today: date) -> list[date]:
    """First days, the oldest first: two, or three, so that one of them ends a quarter."""
    quarters_end = month_before(Period.containing(today, Cadence.QUARTER).start, 1)
    return [month_before(today, back) for back in (3, 2, 1) if back < 3 or month_before(today, back) == quarters_end]


def first_day(today: date) -> date:
    """Of the figures: the quarter's in which the oldest closed month lies, so that a quarter's metrics have all their
    months."""
    return Period.containing(months_closed(today)[0], Cadence.QUARTER).start


def rows(*, today: date, seed: int = 7) -> Iterator[Row]:
    """(day, Slack user, figure, value) of every working day, in Brand of every Monday, until yesterday."""
    for group, members in (("traffic", GROWTH), ("conversion", CONVERSION), ("brand", BRAND), ("china", CHINA)):
        for member in members:
            yield from _of_member(random.Random(f"{seed} {member}"), group, member, today)


def _of_member(dice: random.Random, group: str, member: str, today: date) -> Iterator[Row]:
    talent = {figure: dice.uniform(*TALENT[group]) for figure in TYPICAL[group]}
    first = first_day(today)
    for day in _days_of(group, first, today):
        told = {
            figure: max(0.0, dice.gauss(mean * talent[figure], mean * spread))
            for figure, (mean, spread) in TYPICAL[group].items()
        }
        for figure, value in told.items():
            told_of = value * SLUMP if figure in SLUMPING and _slumps(member, day, today) else value
            told_of *= _grown(day, today) if group == "china" and figure in GROWING else 1
            yield day, member, figure, f"{told_of:.2f}" if figure in WITH_DECIMALS else str(round(told_of))
        if group == "brand":
            yield from _that_follow(dice, day, member, reach=told["reach"], visits=told["visits"])
    if group == "brand":
        yield from _searches_with_ads(dice, member, first, today)
    if group == "china":
        yield from _of_china(dice, member, first, today)
    if group in LAST_YEAR:
        yield from _last_year(dice, group, member, talent, today)


def _slumps(member: str, day: date, today: date) -> bool:
    return month_before(today, SLUMPS.get(member, 0)) <= day < today.replace(day=1)


def _that_follow(dice: random.Random, day: date, member: str, *, reach: float, visits: float) -> Iterator[Row]:
    """Figures of Brand's week that are parts or multiples of others."""
    due = dice.randint(2, MOST_DELIVERABLES)
    yield day, member, "interactions", str(round(reach * dice.uniform(0.031, 0.047)))
    yield day, member, "page_views", str(round(visits * dice.uniform(2.4, 3.3)))
    yield day, member, "deliverables", str(due)
    yield day, member, "delivered_on_time", str(sum(dice.random() < ON_TIME for _ in range(due)))


def _searches_with_ads(dice: random.Random, member: str, first: date, today: date) -> Iterator[Row]:
    """Told on the last working day of each month."""
    month = first
    while (following := month_before(month, -1)) <= today:
        day, without = list(_days_of("traffic", month, following))[-1], dice.gauss(330, 20)
        yield day, member, "searches_without_ads", f"{without:.1f}"
        yield day, member, "searches_with_ads", f"{without * (1 + dice.uniform(*ADS_LIFT)):.1f}"
        month = following


def _of_china(dice: random.Random, member: str, first: date, today: date) -> Iterator[Row]:
    """What is told by the week and by the month, and customers of the quarter before the first."""
    for day in _days_of("brand", first, today):
        yield day, member, "content_reach", str(round(max(0.0, dice.gauss(REACH[0], REACH[0] * REACH[1]))))
    month = first
    while month < today:
        days = list(_days_of("china", month, min(month_before(month, -1), today)))
        yield days[0], member, "revenue_plan", str(PLANNED)
        if (by := [day for day in days if day.day <= TOLD_BY]) != days:
            for figure, (mean, spread) in EACH_MONTH.items():
                yield by[-1], member, figure, f"{dice.gauss(mean, mean * spread):.0f}"
        month = month_before(month, -1)
    mean, spread = TYPICAL["china"]["signings"]
    for day in _days_of("china", month_before(first, 3), first):
        value = max(0.0, dice.gauss(mean, mean * spread)) * _grown(day, today)
        yield day, member, "signings", str(round(value))


def _grown(day: date, today: date) -> float:
    """Today's customers are the typical ones."""
    return float(MONTHLY_GROWTH ** ((day - today).days / 30))


def _last_year(dice: random.Random, group: str, member: str, talent: Mapping[str, float], today: date) -> Iterator[Row]:
    """On the same dates, so that a month has as many of them as the one it is compared with."""
    figure, share = LAST_YEAR[group]
    mean, spread = TYPICAL[group][figure]
    for day in _days_of(group, months_closed(today)[0], month_before(today, -1)):
        if (day.month, day.day) != LEAP_DAY:
            value = dice.gauss(mean * talent[figure] * share, mean * spread / 2)
            yield day.replace(year=day.year - 1), member, figure, str(round(max(0.0, value)))


def _days_of(group: str, start: date, end: date) -> Iterator[date]:
    """Before `end`, on which somebody of the group tells figures."""
    for each in range((end - start).days):
        day = start + timedelta(days=each)
        if day.isoweekday() == 1 or (day.isoweekday() <= 5 and group != "brand"):
            yield day
