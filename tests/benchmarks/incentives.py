"""How long a pool, the lists and the bonuses of a large firm take, and how that grows."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

from scoring.definitions import Band, Text
from scoring.evidence import MemberId
from scoring.incentives import Standing, commission, promotion_list, raise_list, role_fit, split_pool
from scoring.periods import Period
from scoring.rewards import Commission, PromotionList, RaiseList, RoleFit, Tier

TITLE = Text(en="Rule", zh_cn="规则")
Q4 = Period.parse("2026-Q4")
BANDS = (Band(id="B", min=70, coefficient=1), Band(id="D", min=0, coefficient=0))
TIERS = tuple(
    Tier(start=Decimal(start), rate=Decimal(rate))
    for start, rate in ((0, "0.01"), (10**5, "0.015"), (3 * 10**5, "0.02"))
)
SIZES = (10_000, 100_000)


def run() -> None:
    """One line for each kind of reward: seconds for 10,000 people, for 100,000, and the growth factor."""
    for name, work in {"pool": _pool, "raise list": _raises, "promotion list": _promotions, "role fit": _fit}.items():
        _line(name, work)
    _line("commission", _commission)


def _line(name: str, work: Callable[[int], object]) -> None:
    small, large = (_seconds(work, size) for size in SIZES)
    print(f"incentives, {name}: {small:.3f} s for 10,000 people, {large:.3f} s for 100,000 (× {large / small:.1f})")


def _seconds(work: Callable[[int], object], size: int) -> float:
    started = time.perf_counter()
    work(size)
    return time.perf_counter() - started


def _pool(size: int) -> object:
    return split_pool("1234567.89", {person: person % 97 + 0.125 for person in range(size)})


def _crowd(size: int) -> dict[MemberId, Standing]:
    return {person: Standing(float(person * 7919 % 1200) / 10, "B") for person in range(size)}


def _raises(size: int) -> object:
    rule = RaiseList(id="raise", title=TITLE)
    return raise_list(rule, dict.fromkeys((Q4, Q4.previous(1), Q4.previous(2)), _crowd(size)), upto=Q4).listed


def _promotions(size: int) -> object:
    history = dict.fromkeys((Q4.previous(back) for back in range(8)), _crowd(size))
    return promotion_list(PromotionList(id="promotion", title=TITLE), history, upto=Q4, bands=BANDS).listed


def _fit(size: int) -> object:
    return role_fit(RoleFit(id="fit", title=TITLE), _crowd(size)).listed


def _commission(size: int) -> object:
    rule = Commission(id="commission", title=TITLE, metric="sales", tiers=TIERS)
    return [commission(rule, sales=person * 40) for person in range(size)]
