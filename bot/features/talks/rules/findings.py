"""What a card shows before people talk about it: what went well first, then what did not. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MET = 100.0
"""Attainment of a target that was just met, in %."""
MOVED = 3.0
"""Less than so many percentage points is no change worth a sentence."""
STRONG_SHOWN, GAPS_SHOWN = 2, 3
Attained = Mapping[str, float | None]
"""Metric → attainment in % in a month; None where there was nothing to compare."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A metric with its attainment in %, how many months in a row it has been on this side of its target, and by how
    many points it has moved since the month before, None without one."""

    metric: str
    attainment: float
    months: int
    moved: float | None

    @property
    def is_met(self) -> bool:
        return self.attainment >= MET


@dataclass(frozen=True, slots=True)
class Findings:
    """`strong` always has somebody's best, be it under its target; `improved` is another metric; `gaps` are under their
    targets, the widest first, without the one praised as the best."""

    strong: tuple[Finding, ...] = ()
    improved: Finding | None = None
    gaps: tuple[Finding, ...] = ()


def findings(months: Sequence[Attained]) -> Findings:
    """Of the last of these months, which follow upon each other; nothing for no month, or one without attainments."""
    if not months:
        return Findings()
    found = [_finding(months, name, value) for name, value in months[-1].items() if value is not None]
    if not found:
        return Findings()
    best_first = sorted(found, key=lambda each: (-each.attainment, each.metric))
    strong = tuple(each for each in best_first if each.is_met)[:STRONG_SHOWN] or (best_first[0],)
    risen = [each for each in found if each.moved is not None and each.moved >= MOVED and each not in strong]
    improved = max(risen, key=lambda each: (each.moved or 0, each.metric), default=None)
    gaps = [each for each in reversed(best_first) if not each.is_met and each not in strong]
    return Findings(strong, improved, tuple(gaps[:GAPS_SHOWN]))


def _finding(months: Sequence[Attained], metric: str, attainment: float) -> Finding:
    run, is_met = 1, attainment >= MET
    for each in reversed(months[:-1]):
        value = each.get(metric)
        if value is None or (value >= MET) != is_met:
            break
        run += 1
    before = months[-2].get(metric) if len(months) > 1 else None
    return Finding(metric, attainment, run, None if before is None else attainment - before)
