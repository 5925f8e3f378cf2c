"""How near a mean may come to the end of its scale: a mean of 119.9 out of 120 would tell everybody's score. Pure."""

from dataclasses import dataclass

from scoring.scheme import Scheme

SCORE_WIDTH = 10.0
"""Points within which nobody's own score may be known from the team's alone."""
NOTHING = 1e-9
AT_LEAST, AT_MOST = "at-least", "at-most"


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers between `low` and `high`, of which nobody's may be known to within `width`."""

    low: float
    high: float
    width: float

    def told(self, mean: float, people: int) -> float:
        """The mean of so many people's numbers, or what is told in its place where it is so near to an end that
        everybody's is within the width of that: the last mean with which it is not."""
        least, most = self._ends(people)
        return min(max(mean, least), most)

    def end_of(self, told: float, people: int) -> str | None:
        """`AT_LEAST` or `AT_MOST` where the mean may be nearer to the end than what is told."""
        least, most = self._ends(people)
        if told >= most - NOTHING:
            return AT_LEAST
        return AT_MOST if told <= least + NOTHING else None

    def _ends(self, people: int) -> tuple[float, float]:
        """Nobody is further from an end than all distances to it together, and that is so many times the mean's."""
        reach = min(self.width / max(people, 1), (self.high - self.low) / 2)
        return self.low + reach, self.high - reach


RATINGS = Scale(1.0, 5.0, 0.5)
"""Half a step."""


SHARE_WIDTH = 3.0
"""Percentage points within which nobody's share of a whole may be known from the team's."""
WHOLE = 100.0


def share_told(value: float, people: int) -> tuple[float, str | None]:
    """A team's share of a whole in %, or what is told in its place where it is so near to all of it that everybody's
    would be; with `AT_LEAST` then. More than a whole is no share."""
    most = WHOLE - SHARE_WIDTH / max(people, 1)
    return (most, AT_LEAST) if most <= value <= WHOLE + NOTHING else (value, None)


def scores(scheme: Scheme) -> Scale:
    """Of a scheme's cards, in points."""
    return Scale(0.0, scheme.cap, SCORE_WIDTH)
