"""Open questions for a talk, chosen by what the card shows. Pure: codes, of which the catalogue has the words."""

from dataclasses import dataclass

from bot.features.talks.rules.findings import Findings

LONG = 2
"""Months in a row under a target that make it worth asking what has not been tried."""
CONDITIONAL_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """`moved` is the change of the score since the month before, None without one; `items_open` and `items_done` are
    lines of the last capability plan."""

    findings: Findings
    moved: float | None = None
    is_first: bool = False
    is_complete: bool = True
    is_questioned: bool = False
    items_open: int = 0
    items_done: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A code of the catalogue, with the metric that it is about if any, and for how many months."""

    code: str
    metric: str | None = None
    months: int = 1


def questions_for(facts: Facts) -> tuple[Question, ...]:
    """Four to six: from what went well to what comes next, none that can be answered with yes or no."""
    chosen = [*_by_the_card(facts)][:CONDITIONAL_SHOWN]
    if not chosen:
        chosen = [Question("obstacles")]
    return Question("proud"), *chosen, Question("help"), Question("next")


def _by_the_card(facts: Facts) -> list[Question]:
    """What is most worth asking first."""
    found = [_gap(facts), _strong(facts), _agreed(facts), _around(facts)]
    if facts.is_questioned:
        found.insert(0, Question("questioned"))
    return [each for each in found if each]


def _gap(facts: Facts) -> Question | None:
    gaps = facts.findings.gaps
    long = next((each for each in gaps if each.months >= LONG), None)
    if long:
        return Question("long-gap", long.metric, long.months)
    return Question("gap", gaps[0].metric) if gaps else None


def _strong(facts: Facts) -> Question | None:
    if facts.findings.improved:
        return Question("improved", facts.findings.improved.metric)
    met = next((each for each in facts.findings.strong if each.is_met), None)
    return Question("strong", met.metric) if met else None


def _agreed(facts: Facts) -> Question | None:
    if facts.items_open:
        return Question("items-open")
    return Question("items-done") if facts.items_done else None


def _around(facts: Facts) -> Question | None:
    if facts.is_first:
        return Question("first")
    if not facts.is_complete:
        return Question("incomplete")
    return Question("down") if facts.moved is not None and facts.moved < -1 else None
