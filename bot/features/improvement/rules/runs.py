"""Bad runs: what each month of somebody's cards says by a rule for plans, and what follows. Pure.

A month under the line counts and so does one that is not; every other is passed over: it neither counts nor ends the
run. Nothing follows by itself: a warning is told, a proposal is put to people.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from scoring.periods import Period
from scoring.rewards import PlanRule

MOST_PASSED_OVER = 3
"""Months in a row that a run outlives: after more than a quarter that says nothing, two bad months are no longer one
story. It is no field of the rule, for a version's hash covers each of its fields: every scheme that is kept would
become another version."""

MonthText = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")]


class Said(StrEnum):
    """What a month says: it counts as `low`, under the line, or `fine`; or why it is passed over.

    `other_rules`: its card was computed by a rule that cannot be compared; `settled`: a plan has come to an end since.
    Nothing before these two is part of the run.
    """

    LOW = "low"
    FINE = "fine"
    NO_CARD = "no_card"
    INCOMPLETE = "incomplete"
    QUESTIONED = "questioned"
    EXCLUDED = "excluded"
    ON_LEAVE = "on_leave"
    TRIAL = "trial"
    NOT_JOINED = "not_joined"
    OTHER_RULES = "other_rules"
    SETTLED = "settled"


BARRIERS = frozenset({Said.OTHER_RULES, Said.SETTLED})


class Verdict(StrEnum):
    """What follows from a run. STAYS: it has been proposed, and is not proposed again before the run is broken or a
    plan has ended."""

    NOTHING = "nothing"
    WARNING = "warning"
    PROPOSAL = "proposal"
    STAYS = "stays"


class Why(StrEnum):
    """The reason for a verdict, as HR reads it."""

    NOTHING_COUNTS = "nothing_counts"
    FINE = "fine"
    LOW = "low"
    REACHED = "reached"
    PROPOSED = "proposed"
    HAS_PLAN = "has_plan"


class Kind(StrEnum):
    """Of what is kept about a run."""

    WARNING = "warning"
    PROPOSAL = "proposal"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Month(_Value):
    """One month of a run. `value` against `line` where it counts; `revision` of the card that says so."""

    month: MonthText
    said: Said
    value: float | None = None
    line: float | None = None
    revision: int | None = None

    @property
    def counts(self) -> bool:
        return self.said in (Said.LOW, Said.FINE)


class Run(_Value):
    """The months from the first low one to the newest, oldest first, those that are passed over among them; empty when
    the newest month that counts is not low."""

    rule_id: str
    kind: str
    basis: str
    metric: str | None
    months_in_a_row: int
    months: tuple[Month, ...]
    verdict: Verdict
    why: Why

    @property
    def low(self) -> tuple[Month, ...]:
        return tuple(each for each in self.months if each.said is Said.LOW)


class Doubt(_Value):
    """How the months of a proposal came to look afterwards; `is_kept` once HR has decided to keep it all the same."""

    run: Run
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Carded:
    """A month's newest card. `rule` is the one by which it was computed, None where that cannot be compared with
    today's; `value` what its basis asks for, None for an incomplete card."""

    revision: int
    rule: PlanRule | None
    scheme_line: float
    value: float | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a month: its card, and why it does not count whatever the card says."""

    card: Carded | None = None
    passed: Said | None = None


@dataclass(frozen=True, slots=True)
class Signalled:
    """A proposal that was made about this rule: `blocks` unless it was found void."""

    month: str
    blocks: bool


def run_of(
    rule: PlanRule,
    months: Mapping[Period, Known],
    *,
    upto: Period,
    proposed: Collection[Signalled] = (),
    settled_until: Period | None = None,
    has_plan: bool = False,
) -> Run:
    """`months` that are not there had no card. `settled_until` is the month in which the person's last plan ended;
    `has_plan`: one is under way, and nothing follows meanwhile."""
    run = tuple(reversed(_back(rule, months, upto, settled_until)))
    verdict, why = _verdict(rule, run, proposed, has_plan=has_plan)
    if why is Why.NOTHING_COUNTS and _newest(rule, months, upto, settled_until) is Said.FINE:
        why = Why.FINE
    return Run(
        rule_id=rule.id,
        kind=rule.kind,
        basis=rule.basis,
        metric=rule.metric,
        months_in_a_row=rule.months_in_a_row,
        months=run,
        verdict=verdict,
        why=why,
    )


def looked_at_again(rule: PlanRule, evidence: Run, months: Mapping[Period, Known]) -> Run:
    """The months of a proposal as they are now. A card that is not kept any longer still says what it said."""
    kept = {Period.parse(each.month): each for each in evidence.months}
    now = {period: months.get(period, Known()) for period in kept}
    said = [_said(rule, period, each) for period, each in now.items()]
    again = tuple(kept[Period.parse(each.month)] if each.said is Said.NO_CARD else each for each in said)
    counting = [each.said for each in again if each.counts][-rule.months_in_a_row :]
    holds = len(counting) == rule.months_in_a_row and set(counting) == {Said.LOW}
    verdict, why = (Verdict.PROPOSAL, Why.REACHED) if holds else (Verdict.NOTHING, _not_any_more(counting))
    return evidence.model_copy(update={"months": again, "verdict": verdict, "why": why})


def is_fine(rule: PlanRule, value: float | None, scheme_line: float) -> bool:
    """Whether a card counts, and is not under the rule's line."""
    period = Period.parse("2000-01")
    month = _said(rule, period, Known(Carded(0, rule, scheme_line, value)))
    return month.said is Said.FINE


def comparable(one: PlanRule, other: PlanRule) -> bool:
    """Whether months under both make one run: they look at the same thing, be it from another line."""
    return (one.id, one.kind, one.basis, one.metric) == (other.id, other.kind, other.basis, other.metric)


def _not_any_more(counting: Sequence[Said]) -> Why:
    if not counting:
        return Why.NOTHING_COUNTS
    return Why.FINE if counting[-1] is Said.FINE else Why.LOW


def _newest_first(
    rule: PlanRule, months: Mapping[Period, Known], upto: Period, settled_until: Period | None
) -> Iterator[Month]:
    """Back from `upto` to the first month that is known, or to where nothing before matters."""
    first = min(months, key=lambda period: period.start, default=upto)
    period, passed = upto, 0
    while period.start >= first.start:
        if settled_until and period.start <= settled_until.start:
            return
        month = _said(rule, period, months.get(period, Known()))
        passed = 0 if month.counts else passed + 1
        if passed > MOST_PASSED_OVER or month.said in BARRIERS:
            return
        yield month
        period = period.previous()


def _back(
    rule: PlanRule, months: Mapping[Period, Known], upto: Period, settled_until: Period | None
) -> tuple[Month, ...]:
    """The run, newest month first: from one low month to another."""
    found: list[Month] = []
    between: list[Month] = []
    for month in _newest_first(rule, months, upto, settled_until):
        if month.said is Said.FINE:
            break
        between.append(month)
        if month.said is Said.LOW:
            found += between if found else [month]
            between = []
    return tuple(found)


def _newest(rule: PlanRule, months: Mapping[Period, Known], upto: Period, settled_until: Period | None) -> Said | None:
    """What the newest month that counts says."""
    counting = (each.said for each in _newest_first(rule, months, upto, settled_until) if each.counts)
    return next(counting, None)


def _said(rule: PlanRule, period: Period, known: Known) -> Month:
    card, month = known.card, str(period)
    if known.passed or card is None:
        return Month(month=month, said=known.passed or Said.NO_CARD, revision=card.revision if card else None)
    if card.rule is None or not comparable(card.rule, rule):
        return Month(month=month, said=Said.OTHER_RULES, revision=card.revision)
    # Here, because it loads numpy: a process that looks at nobody's months saves 12 MB.
    from scoring.incentives import Outcome, plan_due

    alone = card.rule.model_copy(update={"months_in_a_row": 1})
    (step,) = plan_due(alone, {period: card.value}, upto=period, scheme_line=card.scheme_line).steps
    said = {Outcome.MET: Said.LOW, Outcome.MISSED: Said.FINE}.get(step.outcome, Said.INCOMPLETE)
    return Month(month=month, said=said, value=step.value, line=step.line, revision=card.revision)


def _verdict(
    rule: PlanRule, run: Sequence[Month], proposed: Collection[Signalled], *, has_plan: bool
) -> tuple[Verdict, Why]:
    low = [each for each in run if each.said is Said.LOW]
    if not low:
        return Verdict.NOTHING, Why.NOTHING_COUNTS
    if has_plan:
        return Verdict.NOTHING, Why.HAS_PLAN
    if any(each.blocks and each.month >= low[0].month for each in proposed):
        return Verdict.STAYS, Why.PROPOSED
    if len(low) >= rule.months_in_a_row:
        return Verdict.PROPOSAL, Why.REACHED
    return Verdict.WARNING, Why.LOW
