"""What everybody of the two teams tells in October 2026, and what would give each of them away."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from tests.office import ANA, BO, CHEN, DEE, FINN, HANA

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
GROWTH, BRAND = (ANA, BO, CHEN), (DEE, FINN, HANA)
EVERYBODY = (*GROWTH, *BRAND)
MEMBERS_WITH_SCHEMES = """member,team,manager,role,channel,lead,scheme,groups
ana@example.com,Growth,,lead,C0GROWTH,yes,promotion,traffic
bo@example.com,Growth,ana@example.com,member,,,,
U0CHEN,Growth,U0ANA,member,,,,
dee@example.com,Brand,,lead,C0BRAND,yes,promotion,conversion
finn@example.com,Brand,dee@example.com,member,,,,
hana@example.com,Brand,dee@example.com,member,,,,
eve@example.com,,,hr,,,,
"""
UV_A_YEAR_AGO = {ANA: 20_007, BO: 40_009, CHEN: 70_001}
NUMBER = re.compile(r"\d[\d,]*\d(?:\.\d+)?")


def working_days(first: date = FIRST, last: date = LAST) -> Iterator[date]:
    day = first
    while day <= last:
        if day.isoweekday() <= 5:
            yield day
        day += timedelta(days=1)


def figures(person: str, on: date) -> dict[str, int]:
    """The true figures of one person's day; no two people share a large one."""
    place, day = EVERYBODY.index(person) + 1, on.day
    if person in GROWTH:
        uv = 1_003 * place + 7 * day
        return {"uv": uv, "leads": uv * (2 + place) // 100, "mql": 3 + place + day % 2, "cost": 397 * place + 11 * day}
    return {"mql": 8 + place, "sql": 4 + day % 2, "orders": 1 + day % 3, "revenue": 3_137 * place + 13 * day}


def totals(person: str, days: Iterable[date]) -> dict[str, int]:
    """Sums of the days on which the person told something."""
    told = [figures(person, on) for on in days]
    return {figure: sum(day[figure] for day in told) for figure in told[0]}


def secrets(person: str, days: Iterable[date]) -> set[str]:
    """Large numbers that only this person's figures can have, as they are written in chat."""
    days = list(days)
    large = [value for on in days for value in figures(person, on).values()]
    sums: Mapping[str, int] = totals(person, days)
    return {f"{value:,}" for value in [*large, *sums.values()] if value >= 300}


def numbers_in(text: str) -> set[str]:
    return set(NUMBER.findall(text))
