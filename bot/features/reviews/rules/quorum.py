"""How many members have not got as many ratings as a score takes, told so that nobody learns who rates whom. Pure.

HR sees at any time which raters are done. A number that changed with each rating would tell which of them have a
colleague in common; and if a single rater is left, the last number and how many raters each result turns out to have
tell whose third rating was theirs. So the number is as of the morning, in steps of five, and there is none while few
have begun, nor once few are left.
"""

from dataclasses import dataclass

LEAST_RATED = 10
"""With fewer members than two steps the steps say nothing."""
STEP = 5
LEAST_RATERS = 5
"""Who have begun, and who have not finished."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """At most `below` of `rated` members have too few ratings; where both are the same, fewer than five have enough."""

    rated: int
    below: int

    @property
    def is_hardly_reached(self) -> bool:
        return self.below == self.rated


def quorum_of(rated: int, below: int, *, begun: int, unfinished: int) -> Quorum | None:
    """What is told when `below` of `rated` members have too few ratings, so many raters have given one at least and
    so many have one left to give; None where nothing is."""
    if rated < LEAST_RATED or min(begun, unfinished) < LEAST_RATERS:
        return None
    if rated - below < STEP:
        return Quorum(rated, rated)
    return Quorum(rated, max(-(-below // STEP), 1) * STEP)
