"""Lists that look back over periods in a row: raises, promotions, and plans for months under a line.

A period counts only with a complete card. Where one is missing the verdict is "not yet", never "no".
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Self, TypeVar

from scoring.definitions import Band
from scoring.errors import InputInvalid, UnknownName
from scoring.evidence import MemberId
from scoring.incentives.ranking import Field, Standing, Standings, by_id, places_at_top
from scoring.periods import Cadence, Period
from scoring.rewards import PlanRule, PromotionList, RaiseList
from scoring.rounding import NOISE_DECIMALS

History = Mapping[Period, Standings]


class Outcome(StrEnum):
    """What one period says."""

    MET = "met"
    MISSED = "missed"
    INCOMPLETE = "incomplete"
    NO_CARD = "no_card"


class Verdict(StrEnum):
    """LISTED: every period was met. MISSED: one was not. NOT_YET: none was missed, but not all have a complete card."""

    LISTED = "listed"
    MISSED = "missed"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Placed:
    """One period for the raise list: `place` of `ranked` complete cards, MET up to `places`; None without a card."""

    period: Period
    outcome: Outcome
    score: float | None
    place: int | None
    places: int
    ranked: int


@dataclass(frozen=True, slots=True)
class Banded:
    """One period for the promotion list: the band of the card, to be `needed` or better; None without one."""

    period: Period
    outcome: Outcome
    band: str | None
    needed: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One month for a plan: MET when `value` is under `line`; value None when the month had no complete card."""

    period: Period
    outcome: Outcome
    value: float | None
    line: float


Step = TypeVar("Step", Placed, Banded, Measured)


@dataclass(frozen=True, slots=True)
class Record(Generic[Step]):
    """One person's verdict and the periods behind it, oldest first."""

    verdict: Verdict
    steps: tuple[Step, ...]

    @classmethod
    def of(cls, steps: tuple[Step, ...]) -> Self:
        """The verdict that follows from the steps."""
        outcomes = {step.outcome for step in steps}
        if Outcome.MISSED in outcomes:
            return cls(Verdict.MISSED, steps)
        return cls(Verdict.LISTED if outcomes == {Outcome.MET} else Verdict.NOT_YET, steps)


@dataclass(frozen=True, slots=True)
class Listing(Generic[Step]):
    """Everybody who had a card in one of the periods, in order of id."""

    records: Mapping[MemberId, Record[Step]]

    @property
    def listed(self) -> tuple[MemberId, ...]:
        """Who is on the list, in order of id: being on it is all that it says."""
        return tuple(member for member, record in self.records.items() if record.verdict is Verdict.LISTED)

    def of(self, member: MemberId) -> Record[Step]:
        """Raises UnknownName."""
        if member not in self.records:
            raise UnknownName("member", member, known=[f"{len(self.records)} members of this list"])
        return self.records[member]


def raise_list(rule: RaiseList, history: History, *, upto: Period) -> Listing[Placed]:
    """First in line for a raise: in the top share in every one of the last periods, `upto` the newest of them.

    Of n complete cards the top p % are the best ⌈n·p / 100⌉ places, so at least one when anybody is ranked. Equal
    scores share the better place: all who tie at the last place are in, and when all scores are equal, all are.
    Raises InputInvalid when `upto` is not a period of the rule's cadence.
    """
    periods = _last(upto, rule.in_a_row, rule.cadence)
    fields = {period: Field.of(history.get(period, {})) for period in periods}
    places = {period: places_at_top(len(field), rule.top_percent) for period, field in fields.items()}

    def step(period: Period, standing: Standing | None) -> Placed:
        field, last = fields[period], places[period]
        score, absent = _score(standing)
        if absent or score is None:
            return Placed(period, absent or Outcome.INCOMPLETE, score, None, last, len(field))
        place = field.place(score)
        return Placed(period, _met(place <= last), score, place, last, len(field))

    return Listing(
        {m: Record.of(tuple(step(p, _at(history, p, m)) for p in periods)) for m in _members(history, periods)}
    )


def promotion_list(rule: PromotionList, history: History, *, upto: Period, bands: Sequence[Band]) -> Listing[Banded]:
    """May be promoted: the wanted band or better in every one of the last periods, `upto` the newest of them.

    `bands` run from the best down, as in a scheme. Raises UnknownName for a band that is not among them, InputInvalid
    when `upto` is not a period of the rule's cadence.
    """
    order = {band.id: number for number, band in enumerate(bands)}
    needed = _rank(rule.min_band, order)
    periods = _last(upto, rule.in_a_row, rule.cadence)

    def step(period: Period, standing: Standing | None) -> Banded:
        _, absent = _score(standing)
        if absent or standing is None or standing.band is None:
            return Banded(period, absent or Outcome.INCOMPLETE, None, rule.min_band)
        return Banded(period, _met(_rank(standing.band, order) <= needed), standing.band, rule.min_band)

    return Listing(
        {m: Record.of(tuple(step(p, _at(history, p, m)) for p in periods)) for m in _members(history, periods)}
    )


def plan_due(
    rule: PlanRule, months: Mapping[Period, float | None], *, upto: Period, scheme_line: float
) -> Record[Measured]:
    """Is a plan due for one person? LISTED when the values of the last months that count are under the line.

    `months`: the value of each month that the rule's basis asks for, None when its card was incomplete; a month that is
    not there had no card. Both are passed over: they neither count nor end the months in a row (as in
    `scoring.trend`), and stand among the steps. But a plan is due in a month that counts: when `upto` itself does
    not, or when too few months count, the verdict is NOT_YET. A value equal to the line is not under it; floats are
    compared to nine decimals. Raises InputInvalid when `upto` is not a month, and for a value that is not finite.
    """
    line = rule.line if rule.line is not None else scheme_line if rule.basis == "score" else 100.0
    steps = _back_to(rule.months_in_a_row, [_month(months, period, line) for period in _months_back(months, upto)])
    return Record(_plan_verdict(steps, rule.months_in_a_row), tuple(reversed(steps)))


def _months_back(months: Mapping[Period, float | None], upto: Period) -> list[Period]:
    """From `upto` back to the first month known, newest first."""
    (last,) = _last(upto, 1, Cadence.MONTH)
    first = min((period.start for period in months), default=last.start)
    back = (last.start.year - first.year) * 12 + last.start.month - first.month
    return [last.previous(n) for n in range(max(back, 0) + 1)]


def _month(months: Mapping[Period, float | None], period: Period, line: float) -> Measured:
    value = months.get(period)
    if value is None:
        return Measured(period, Outcome.INCOMPLETE if period in months else Outcome.NO_CARD, None, line)
    if not math.isfinite(value):
        raise InputInvalid(f"value {value} of {period}: give a finite number, or None for an incomplete card")
    return Measured(period, _met(round(value, NOISE_DECIMALS) < line), value, line)


def _back_to(n: int, newest_first: Sequence[Measured]) -> list[Measured]:
    """As many steps as hold `n` months that count; all when there are fewer."""
    counting = [k for k, step in enumerate(newest_first) if step.value is not None]
    return list(newest_first if len(counting) < n else newest_first[: counting[n - 1] + 1])


def _plan_verdict(newest_first: Sequence[Measured], n: int) -> Verdict:
    outcomes = [step.outcome for step in newest_first if step.value is not None]
    if Outcome.MISSED in outcomes:
        return Verdict.MISSED
    is_due = newest_first[0].value is not None and len(outcomes) >= n
    return Verdict.LISTED if is_due else Verdict.NOT_YET


def _last(upto: Period, n: int, cadence: Cadence) -> tuple[Period, ...]:
    if upto.cadence is not cadence:
        raise InputInvalid(f"{upto} is a {upto.cadence.value}: this rule looks at periods of one {cadence.value}")
    return tuple(upto.previous(back) for back in reversed(range(n)))


def _members(history: History, periods: Sequence[Period]) -> list[MemberId]:
    return by_id({member for period in periods for member in history.get(period, {})})


def _at(history: History, period: Period, member: MemberId) -> Standing | None:
    return history.get(period, {}).get(member)


def _score(standing: Standing | None) -> tuple[float | None, Outcome | None]:
    """The score, and why it does not count when it does not."""
    if standing is None:
        return None, Outcome.NO_CARD
    return standing.score, None if standing.is_complete else Outcome.INCOMPLETE


def _met(is_met: bool) -> Outcome:
    return Outcome.MET if is_met else Outcome.MISSED


def _rank(band: str, order: Mapping[str, int]) -> int:
    if band not in order:
        raise UnknownName("band", band, known=order)
    return order[band]
