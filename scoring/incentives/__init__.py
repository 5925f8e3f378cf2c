"""What results lead to: money to the cent, lists of people, training and honours, each with the numbers behind it.

The rules come from the scheme (`scoring.rewards`); scores, bands and amounts are given by the caller, and nobody's
result depends on the order in which people are given.
"""

from scoring.incentives.development import FitList, FitPlace, TrainingNeed, role_fit, training
from scoring.incentives.eligibility import (
    Banded,
    Listing,
    Measured,
    Outcome,
    Placed,
    Record,
    Verdict,
    plan_due,
    promotion_list,
    raise_list,
)
from scoring.incentives.honours import StarChoice, TeamPlace, star_of_the_month, top_teams
from scoring.incentives.money import (
    ActionLine,
    ActionTotal,
    AttainmentPay,
    BandPay,
    CommissionLine,
    CommissionPay,
    action_points,
    attainment_bonus,
    band_bonus,
    commission,
)
from scoring.incentives.pools import PoolSplit, Share, split_pool
from scoring.incentives.ranking import Standing, standings

__all__ = [
    "ActionLine",
    "ActionTotal",
    "AttainmentPay",
    "BandPay",
    "Banded",
    "CommissionLine",
    "CommissionPay",
    "FitList",
    "FitPlace",
    "Listing",
    "Measured",
    "Outcome",
    "Placed",
    "PoolSplit",
    "Record",
    "Share",
    "Standing",
    "StarChoice",
    "TeamPlace",
    "TrainingNeed",
    "Verdict",
    "action_points",
    "attainment_bonus",
    "band_bonus",
    "commission",
    "plan_due",
    "promotion_list",
    "raise_list",
    "role_fit",
    "split_pool",
    "standings",
    "star_of_the_month",
    "top_teams",
    "training",
]
