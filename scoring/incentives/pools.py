"""A campaign's pool, split to the last cent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from scoring.errors import UnknownName
from scoring.evidence import MemberId
from scoring.incentives.amounts import EXACT, Amount, Number, amount, number
from scoring.incentives.ranking import by_id
from scoring.rounding import half_up


@dataclass(frozen=True, slots=True)
class Share:
    """One person's part. `amount` = `whole` plus one smallest unit of the currency when `got_unit`.

    `whole` is pool × `points` / all points without what is finer than a unit; `fraction` (0..1) is what was cut off.
    """

    points: Decimal
    whole: Decimal
    fraction: Fraction
    got_unit: bool
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PoolSplit:
    """The shares, in order of id, add up to `pool` exactly; `left` is then 0.

    When nobody has a point, every share is 0 and `left` is the whole pool: it is not given out by the head.
    """

    pool: Decimal
    points: Decimal
    left: Decimal
    shares: Mapping[MemberId, Share]

    def of(self, member: MemberId) -> Share:
        """Raises UnknownName."""
        if member not in self.shares:
            raise UnknownName("member", member, known=[f"{len(self.shares)} members of this pool"])
        return self.shares[member]


def split_pool(pool: Amount, points: Mapping[MemberId, Number], *, places: int = 2) -> PoolSplit:
    """Split `pool` in proportion to contribution points (0 or more, a float to nine decimals).

    Shares are cut to the smallest unit (a cent at 2 places); the units left over go one each to the largest cut-off
    fractions, equal fractions in order of id, so that the sum is exact (Hamilton's method). No points, no money.
    Raises InputInvalid for a pool or points that are negative, a pool that is a float or finer than `places`.
    """
    money = amount("pool", pool, places=places)
    exact = {member: number(f"points of {member}", points[member], minimum=0) for member in by_id(points)}
    zero = half_up(Decimal(0), places)
    with localcontext(EXACT):
        everything = sum(exact.values(), Decimal(0))
        if not everything:
            nothing = Share(Decimal(0), zero, Fraction(0), False, zero)
            return PoolSplit(money, everything, money, dict.fromkeys(exact, nothing))
        parts = _parts(int(money.scaleb(places)), _integers(exact))
        shares = {member: _share(exact[member], *part, places=places) for member, part in parts.items()}
        return PoolSplit(money, everything, zero, shares)


def _parts(units: int, weights: Mapping[MemberId, int]) -> dict[MemberId, tuple[int, Fraction, bool]]:
    """Whole units, the fraction cut off, and whether one more unit makes up for it."""
    total = sum(weights.values())
    cut = {member: divmod(units * weight, total) for member, weight in weights.items()}
    missing = units - sum(whole for whole, _ in cut.values())
    # The sort is stable and `cut` is in order of id, which decides between equal fractions.
    lucky = set(sorted(cut, key=lambda member: -cut[member][1])[:missing])
    return {member: (whole, Fraction(rest, total), member in lucky) for member, (whole, rest) in cut.items()}


def _integers(points: Mapping[MemberId, Decimal]) -> dict[MemberId, int]:
    """Points as whole numbers in the same proportion: all scaled by one power of ten."""
    digits = max(-int(value.as_tuple().exponent) for value in points.values())
    return {member: int(value.scaleb(digits)) for member, value in points.items()}


def _share(points: Decimal, whole: int, fraction: Fraction, got_unit: bool, *, places: int) -> Share:
    return Share(points, Decimal(whole).scaleb(-places), fraction, got_unit, Decimal(whole + got_unit).scaleb(-places))
