"""What a scheme gives and what it starts: its rules for money, lists, awards and plans, as validated, frozen values.

A rule only holds numbers and texts. `scoring.incentives` works with them. Every rule names the metrics and bands it
looks at in `metric_ids` and `band_ids`, so that a scheme can be checked without knowing the kinds.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, field_validator, model_validator

from scoring.periods import Cadence
from scoring.values import Id, Text, Value


def _plain(number: Decimal) -> Decimal:
    """1.50 and 1.5 are the same rule and must give the same version hash."""
    return Decimal(f"{number.normalize():f}")


Amount = Annotated[Decimal, Field(ge=0), AfterValidator(_plain)]
Rate = Annotated[Decimal, Field(ge=0, le=1), AfterValidator(_plain)]
Percent = Annotated[Decimal, Field(gt=0, le=100), AfterValidator(_plain)]
BandId = Annotated[str, Field(min_length=1, max_length=8)]


class Rule(Value):
    """What all rules have. `origin`: are the numbers the written rules' own, or starting values to be replaced?"""

    id: Id
    title: Text
    note: Text | None = None
    origin: Literal["reference", "default"] = "default"

    @property
    def metric_ids(self) -> tuple[str, ...]:
        """Metrics of the scheme that the rule looks at."""
        return ()

    @property
    def band_ids(self) -> tuple[str, ...]:
        """Bands of the scheme that the rule looks at."""
        return ()


class Perk(Value):
    """What a band earns besides money."""

    band: BandId
    text: Text


class BandBonus(Rule):
    """Base bonus × coefficient of the card's band; the coefficients stand in the scheme's bands."""

    kind: Literal["band_bonus"] = "band_bonus"
    cadence: Cadence = Cadence.QUARTER
    perks: tuple[Perk, ...] = ()

    @property
    def band_ids(self) -> tuple[str, ...]:
        return tuple(perk.band for perk in self.perks)

    def perks_of(self, band_id: str) -> tuple[Text, ...]:
        """What the band earns besides the bonus, in the order of the scheme."""
        return tuple(perk.text for perk in self.perks if perk.band == band_id)


class AttainmentBonus(Rule):
    """The base bonus from 100 % attainment of a metric, and `over_rate` × base × what lies above 100 %, up to `cap` %.

    With over_rate 1.5 and cap 150, 20 % over target earns base × (1 + 1.5 × 0.20) = 130 % of the base.
    """

    kind: Literal["attainment_bonus"] = "attainment_bonus"
    metric: Id
    cadence: Cadence = Cadence.QUARTER
    over_rate: Annotated[Decimal, Field(ge=0, le=10), AfterValidator(_plain)] = Decimal(1)
    cap: Annotated[Decimal, Field(ge=100, le=1000), AfterValidator(_plain)] = Decimal(150)

    @property
    def metric_ids(self) -> tuple[str, ...]:
        return (self.metric,)


class Tier(Value):
    """`rate` (0..1) on the part of the amount above `start`, up to the next tier's start. YAML key of start: `from`."""

    start: Amount = Field(alias="from")
    rate: Rate


class Commission(Rule):
    """Commission on the value of a metric (an amount of money), each tier's rate on its own interval only."""

    kind: Literal["commission"] = "commission"
    metric: Id
    cadence: Cadence = Cadence.MONTH
    tiers: tuple[Tier, ...] = Field(min_length=1, max_length=50)

    @field_validator("tiers")
    @classmethod
    def _rise_from_nothing(cls, tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
        if tiers[0].start != 0 or any(low.start >= high.start for low, high in pairwise(tiers)):
            raise ValueError("the first tier must be from 0 and every other from more than the one before")
        return tiers

    @property
    def metric_ids(self) -> tuple[str, ...]:
        return (self.metric,)


class Pool(Rule):
    """A campaign's amount, split among its people in proportion to contribution points."""

    kind: Literal["pool"] = "pool"


class Action(Value):
    """A key action of one person and the points for doing it once."""

    id: Id
    title: Text
    points: int = Field(ge=1, le=1000)


class ActionPoints(Rule):
    """Points for key actions of individuals, counted per period of `cadence`, at most `limit` (None = no limit)."""

    kind: Literal["points"] = "points"
    cadence: Cadence = Cadence.QUARTER
    actions: tuple[Action, ...] = Field(min_length=1)
    limit: int | None = Field(default=None, ge=1)

    @field_validator("actions")
    @classmethod
    def _unique(cls, actions: tuple[Action, ...]) -> tuple[Action, ...]:
        if len({action.id for action in actions}) < len(actions):
            raise ValueError("two actions have the same id")
        return actions


class RaiseList(Rule):
    """In the top `top_percent` % of every one of the last `in_a_row` periods: first in line for a raise."""

    kind: Literal["raise_list"] = "raise_list"
    cadence: Cadence = Cadence.QUARTER
    top_percent: Percent = Decimal(10)
    in_a_row: int = Field(default=3, ge=1, le=24)


class PromotionList(Rule):
    """Band `min_band` or better in every one of the last `in_a_row` periods: may be promoted."""

    kind: Literal["promotion_list"] = "promotion_list"
    cadence: Cadence = Cadence.QUARTER
    min_band: BandId = "B"
    in_a_row: int = Field(default=8, ge=1, le=24)

    @property
    def band_ids(self) -> tuple[str, ...]:
        return (self.min_band,)


class Training(Rule):
    """Training in the weakest dimension of a card; with `below`, only when that dimension's score is under it."""

    kind: Literal["training"] = "training"
    cadence: Cadence = Cadence.QUARTER
    below: float | None = Field(default=None, gt=0, le=200)


class RoleFit(Rule):
    """The bottom `bottom_percent` % of a period are assessed for fit with their role; `outcomes`: what may follow."""

    kind: Literal["role_fit"] = "role_fit"
    cadence: Cadence = Cadence.YEAR
    bottom_percent: Annotated[Decimal, Field(gt=0, le=50), AfterValidator(_plain)] = Decimal(20)
    outcomes: tuple[Text, ...] = ()


class TopTeams(Rule):
    """The best `n` teams of a period and what they get."""

    kind: Literal["top_teams"] = "top_teams"
    cadence: Cadence = Cadence.YEAR
    n: int = Field(default=3, ge=1, le=100)
    perks: tuple[Text, ...] = ()


class Star(Rule):
    """The best of those who agreed to be named. Ties: `shared`, or `longest_ago` for whoever waited longest."""

    kind: Literal["star"] = "star"
    cadence: Cadence = Cadence.MONTH
    ties: Literal["shared", "longest_ago"] = "shared"
    perks: tuple[Text, ...] = ()


class Award(Rule):
    """A named honour or offer that people decide about, once per period of `cadence`."""

    kind: Literal["award"] = "award"
    cadence: Cadence
    perks: tuple[Text, ...] = ()


Reward = Annotated[
    BandBonus
    | AttainmentBonus
    | Commission
    | Pool
    | ActionPoints
    | RaiseList
    | PromotionList
    | Training
    | RoleFit
    | TopTeams
    | Star
    | Award,
    Field(discriminator="kind"),
]


class PlanRule(Rule):
    """Months in a row under a line start a plan: coaching, or improvement with consequences.

    `basis` says what is compared with `line`: "score" the card's score (line None = the line of the scheme); "target"
    the attainment of `metric` in %, or without a metric the card's own score, which is 100 when every target is just
    met (line None = 100).
    """

    kind: Literal["coaching", "improvement"]
    months_in_a_row: int = Field(default=2, ge=1, le=12)
    basis: Literal["score", "target"] = "score"
    line: float | None = Field(default=None, gt=0, le=200)
    metric: Id | None = None
    observation_months: int = Field(default=3, ge=1, le=12)
    check_every: Literal["week", "month"] = "week"
    outcomes: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _metric_fits_basis(self) -> Self:
        if self.metric is not None and self.basis != "target":
            raise ValueError("a metric belongs to basis 'target'; a score is the whole card's")
        return self

    @property
    def metric_ids(self) -> tuple[str, ...]:
        return () if self.metric is None else (self.metric,)
