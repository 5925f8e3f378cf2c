"""How much it matters that strict and lenient raters are corrected for: of a round as a whole, and of nobody in it.

What the correction did to one person's mean, even only whether it raised it, is with everybody's corrected means an
equation about the raters of that person: out of enough of them follows how strict each rater is, and what they said.
The size that is typical of all is one number for many people, and says of no rater whether they are strict or lenient.
There is no largest one beside it: that would be somebody's.
"""

from collections.abc import Sequence
from math import sqrt

LEAST_PEOPLE = 20
"""Who are rated, and who rate. Among fewer a typical size begins to be about single ones."""
DECIMALS = 1


def typical_correction(moved: Sequence[float], *, raters: int) -> float | None:
    """The root mean square, in points to one decimal, of how far each person's mean was moved; None for less than 20
    people or raters."""
    if min(len(moved), raters) < LEAST_PEOPLE:
        return None
    from scoring.rounding import half_up  # here, because it loads numpy, which only a release should pay for

    return float(half_up(sqrt(sum(each**2 for each in moved) / len(moved)), DECIMALS))
