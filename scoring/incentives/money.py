"""Bonuses and commission. Each result carries the numbers it was made of, enough to work it out again by hand.

Money is rounded once per result, half up, to the decimal places of the currency; what stands before is exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from scoring.definitions import Band
from scoring.errors import InputInvalid, UnknownName
from scoring.incentives.amounts import EXACT, Amount, Number, amount, number
from scoring.rewards import ActionPoints, AttainmentBonus, Commission
from scoring.rounding import half_up

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class BandPay:
    """`amount` = `base` × `coefficient`, rounded. Without a band (the card is incomplete) the last three are None."""

    base: Decimal
    band: str | None
    coefficient: Decimal | None
    amount: Decimal | None


def band_bonus(band: Band | None, *, base: Amount, places: int = 2) -> BandPay:
    """The base bonus × the coefficient of the card's band.

    `band` None is an incomplete card: there is no amount, which is not an amount of 0; people decide.
    Raises InputInvalid for a base that is negative, a float, or finer than `places`.
    """
    money = amount("base", base, places=places)
    if band is None:
        return BandPay(money, None, None, None)
    coefficient = number(f"coefficient of band {band.id}", band.coefficient, minimum=0)
    with localcontext(EXACT):
        return BandPay(money, band.id, coefficient, half_up(money * coefficient, places))


@dataclass(frozen=True, slots=True)
class AttainmentPay:
    """`amount` = `at_target` + `over_target`.

    `at_target` is the base once `attainment` (%) is 100 or more, else 0. `over` is what lies above 100, up to the cap;
    `over_target` = base × `over_rate` × `over` / 100, rounded. Without an attainment the last four are None.
    """

    base: Decimal
    over_rate: Decimal
    cap: Decimal
    attainment: Decimal | None
    over: Decimal | None
    at_target: Decimal | None
    over_target: Decimal | None
    amount: Decimal | None


def attainment_bonus(
    rule: AttainmentBonus, *, attainment: Number | None, base: Amount, places: int = 2
) -> AttainmentPay:
    """The base bonus at target and the rate of the rule on what lies above it.

    `attainment` in %, unrounded, may be negative; None when the metric has none, and then there is no amount.
    Raises InputInvalid for a base that is negative, a float, or finer than `places`, and for NaN.
    """
    money = amount("base", base, places=places)
    if attainment is None:
        return AttainmentPay(money, rule.over_rate, rule.cap, None, None, None, None, None)
    reached = number("attainment", attainment)
    with localcontext(EXACT):
        over = max(min(reached, rule.cap) - HUNDRED, Decimal(0))
        at_target = money if reached >= HUNDRED else half_up(Decimal(0), places)
        over_target = half_up(money * rule.over_rate * over / HUNDRED, places)
        total = at_target + over_target
    return AttainmentPay(money, rule.over_rate, rule.cap, reached, over, at_target, over_target, total)


@dataclass(frozen=True, slots=True)
class CommissionLine:
    """One interval: above `start` up to and with `end` (None = open). `due` = `part` × `rate`, not rounded."""

    start: Decimal
    end: Decimal | None
    rate: Decimal
    part: Decimal
    due: Decimal


@dataclass(frozen=True, slots=True)
class CommissionPay:
    """`amount` = the sum of `due` over `lines`, rounded once; the parts of the lines add up to `sales`."""

    sales: Decimal
    lines: tuple[CommissionLine, ...]
    amount: Decimal


def commission(rule: Commission, *, sales: Amount, places: int = 2) -> CommissionPay:
    """Commission by interval, like income tax: each rate applies to its own part, so one more cent never pays less.

    A boundary belongs to the interval below it; intervals that `sales` does not reach are left out.
    Raises InputInvalid for sales that are negative (more came back than was sold: carry it over to the next period), a
    float, or finer than `places`.
    """
    money = amount("sales", sales, places=places)
    ends = [tier.start for tier in rule.tiers[1:]]
    lines: list[CommissionLine] = []
    with localcontext(EXACT):
        for tier, end in zip(rule.tiers, [*ends, None], strict=True):
            part = (money if end is None else min(money, end)) - tier.start
            if part > 0:
                lines.append(CommissionLine(tier.start, end, tier.rate, part, part * tier.rate))
        total = half_up(sum((line.due for line in lines), Decimal(0)), places)
    return CommissionPay(money, tuple(lines), total)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """A key action done `times` times: `points` = times × `each`."""

    action: str
    times: int
    each: int
    points: int


@dataclass(frozen=True, slots=True)
class ActionTotal:
    """`total` = the sum of the lines' points, or `limit` when that is less."""

    lines: tuple[ActionLine, ...]
    limit: int | None
    total: int


def action_points(rule: ActionPoints, done: Mapping[str, int]) -> ActionTotal:
    """Points for key actions; `done` maps action id → how often. Actions not done have no line.

    Raises UnknownName for an action the rule does not have, InputInvalid for a count that is negative or not whole.
    """
    known = {action.id for action in rule.actions}
    for name, times in done.items():
        if name not in known:
            raise UnknownName("action", name, known=[action.id for action in rule.actions])
        if isinstance(times, bool) or not isinstance(times, int) or times < 0:
            raise InputInvalid(f"action {name} was done {times!r} times: give a whole number, 0 or more")
    lines = tuple(
        ActionLine(action.id, done[action.id], action.points, done[action.id] * action.points)
        for action in rule.actions
        if done.get(action.id)
    )
    points = sum(line.points for line in lines)
    return ActionTotal(lines, rule.limit, points if rule.limit is None else min(points, rule.limit))
