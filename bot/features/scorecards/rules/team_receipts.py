"""A team's result from its members' receipts: what cards say after a revision, computed as at the close. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.features.scorecards.rules.team_figures import SCORE
from scoring.arrays import BoolArray, FloatArray, ReasonArray
from scoring.evidence import MemberId
from scoring.formula import Ref
from scoring.reasons import Reason
from scoring.scheme import Scheme

Plain = Mapping[str, Any]
"""A receipt as JSON data."""
CODES = {reason.code: reason for reason in Reason}
PART = ("reason", "value", "inputs", "target", "target_factor")
"""What of a metric's line enters the team's figure."""


@dataclass(frozen=True, slots=True)
class Window:
    is_due: bool


@dataclass(frozen=True, slots=True)
class FromReceipts:
    """`team_results.Results` of these members, in their order."""

    scheme: Scheme
    members: tuple[MemberId, ...]
    windows: tuple[Window, ...]
    inputs: tuple[Mapping[Ref, FloatArray], ...]
    value: FloatArray
    target_factor: FloatArray
    target: FloatArray
    attainment: FloatArray
    reasons: ReasonArray
    shown_score: FloatArray
    is_complete: BoolArray


def from_receipts(scheme: Scheme, receipts: Mapping[int, Plain]) -> FromReceipts:
    """`scheme` with the dimensions that are on the cards."""
    lines = [{line["metric"]: line for line in receipt["metrics"]} for receipt in receipts.values()]
    columns = [[line[metric.id] for line in lines] for metric in scheme.metrics]
    due = tuple(Window(all(line["reason"] != Reason.IN_PROGRESS.code for line in column)) for column in columns)
    return FromReceipts(
        scheme,
        tuple(receipts),
        due,
        tuple(_inputs(column) for column in columns),
        _numbers(columns, "value"),
        _numbers(columns, "target_factor"),
        _numbers(columns, "target"),
        _numbers(columns, "attainment"),
        np.array([[CODES[line["reason"]] for line in column] for column in columns], dtype=np.int8).T,
        np.array([_float(receipt["shown_score"]) for receipt in receipts.values()]),
        np.array([receipt["is_complete"] for receipt in receipts.values()], dtype=np.bool_),
    )


def parts_of(receipt: Plain) -> dict[str, str]:
    """Metric, or `SCORE` → what this card adds to the team's figure, to be compared with another revision's."""
    found = {line["metric"]: json.dumps([line[name] for name in PART]) for line in receipt["metrics"]}
    return found | {SCORE: json.dumps([receipt["is_complete"], receipt["shown_score"]])}


def _inputs(column: Sequence[Plain]) -> Mapping[Ref, FloatArray]:
    refs = [[(Ref(each["figure"], each["lag"]), each["value"]) for each in line["inputs"]] for line in column]
    names = dict.fromkeys(ref for some in refs for ref, _ in some)
    return {ref: np.array([_float(dict(some).get(ref)) for some in refs]) for ref in names}


def _numbers(columns: Sequence[Sequence[Plain]], name: str) -> FloatArray:
    return np.array([[_float(line[name]) for line in column] for column in columns]).T


def _float(value: Any) -> float:
    return float("nan") if value is None else float(value)
