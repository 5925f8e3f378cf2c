"""How a team's figures moved from period to period, by what was told of them alone. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.features.scorecards.rules.team_figures import SCORED, TeamFigure

MOST_MOVES = 3
LEAST_MOVE = 3.0
"""Points of attainment under which a metric has not moved worth telling."""
STEADY = Decimal(1)
"""Points of the score within which three periods are alike."""


@dataclass(frozen=True, slots=True)
class Trend:
    """`change` of the score since the period before, as shown; `course` over three periods: rising, falling, steady or
    mixed. None where one of the scores was not told."""

    change: Decimal | None = None
    course: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A metric whose attainment in % was `before` and is `now`."""

    metric: str
    before: float
    now: float

    @property
    def is_up(self) -> bool:
        return self.now > self.before


def trend(now: float | None, before: float | None, first: float | None) -> Trend:
    """Of the scores that were told of this period and the two before it; what is compared is what was shown."""
    if now is None or before is None:
        return Trend()
    shown, last = _as_shown(now), _as_shown(before)
    if first is None:
        return Trend(shown - last)
    return Trend(shown - last, _course(_as_shown(first), last, shown))


def moves(figures: Collection[TeamFigure], before: Collection[TeamFigure]) -> tuple[Move, ...]:
    """The metrics that moved most, those that went up first."""
    earlier = {each.metric: each.attainment for each in before if each.reason == SCORED}
    found = [
        Move(each.metric, was, each.attainment)
        for each in figures
        if each.reason == SCORED and each.attainment is not None and (was := earlier.get(each.metric)) is not None
    ]
    largest = sorted(found, key=lambda move: (-abs(move.now - move.before), move.metric))[:MOST_MOVES]
    told = [move for move in largest if abs(move.now - move.before) >= LEAST_MOVE]
    return tuple(sorted(told, key=lambda move: not move.is_up))


def _as_shown(score: float) -> Decimal:
    """With one decimal, half up; beyond nine a float is noise."""
    return Decimal(repr(round(score, 9))).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _course(first: Decimal, last: Decimal, now: Decimal) -> str:
    if max(first, last, now) - min(first, last, now) <= STEADY:
        return "steady"
    if first < last < now:
        return "rising"
    return "falling" if first > last > now else "mixed"
