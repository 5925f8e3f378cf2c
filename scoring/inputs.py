"""What a computation is given besides figures, checked: targets, presence, team attainment, special points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

import numpy as np
import numpy.typing as npt

from scoring.arrays import BoolArray, FloatArray, IntArray
from scoring.definitions import LARGEST, Direction, Metric, Scheme
from scoring.errors import InputInvalid

PresentShare = npt.ArrayLike | Mapping[date, npt.ArrayLike]
PresentDays = Mapping[date, npt.ArrayLike]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Checked arrays over `members` rows. Shares are by month; `every` holds for months not listed. `team_attainment`
    in %, NaN where the team has none; `team_coefficient` is what follows from it. `days_by_month`, members × 2: working
    days there and in all, where the shares come from such."""

    members: int
    targets: Mapping[str, FloatArray]
    share_by_month: Mapping[date, FloatArray]
    share_every: FloatArray
    team_attainment: FloatArray
    team_coefficient: FloatArray
    special: FloatArray
    days_by_month: Mapping[date, IntArray] = field(default_factory=dict)

    @classmethod
    def checked(
        cls,
        scheme: Scheme,
        *,
        members: int,
        targets: Mapping[str, npt.ArrayLike],
        present_share: PresentShare | None,
        team_attainment: npt.ArrayLike | None,
        special: npt.ArrayLike,
        present_days: PresentDays | None = None,
    ) -> Self:
        """Raises InputInvalid for a wrong shape or range, UnknownName for a target of no metric of the scheme."""
        if present_share is not None and present_days is not None:
            raise InputInvalid("give present_share or present_days, not both")
        by_month = _by_month("present_share", present_share) if isinstance(present_share, Mapping) else {}
        days = {month: _days(each, members) for month, each in _by_month("present_days", present_days or {}).items()}
        every = 1.0 if present_share is None or isinstance(present_share, Mapping) else present_share
        attained = _team_attainment(scheme, team_attainment, members)
        points = _array("special", special, members)
        limit = scheme.special_limit
        _require("special", points, (points >= 0) & (points <= limit), f"must be from 0 to {limit:g}")
        return cls(
            members,
            {name: _targets(scheme.metric(name), array, members) for name, array in targets.items()},
            {month: _share(array, members) for month, array in by_month.items()} | _shares_of(days),
            _share(every, members),
            attained,
            _coefficient(scheme, attained),
            points,
            days,
        )

    def stated_target(self, metric: Metric) -> tuple[FloatArray, BoolArray]:
        """The target of one period of the metric's cadence, and whether it is the member's own."""
        own = self.targets.get(metric.id, np.full(self.members, np.nan))
        default = np.nan if metric.target is None else metric.target
        return np.where(np.isnan(own), default, own), ~np.isnan(own)

    def shares(self, months: Sequence[date]) -> FloatArray:
        """Present share, members × months."""
        return np.column_stack([self.share_by_month.get(month, self.share_every) for month in months])


def _team_attainment(scheme: Scheme, given: npt.ArrayLike | None, members: int) -> FloatArray:
    if given is None:
        return np.full(members, np.nan)
    if scheme.team_coefficient is None:
        raise InputInvalid(f"scheme {scheme.id!r} uses no team coefficient; leave team_attainment out")
    array = _array("team_attainment", given, members)
    if np.isinf(array).any():
        raise InputInvalid("team_attainment must be finite, in %; use NaN for a team without goals")
    return array


def _coefficient(scheme: Scheme, attained: FloatArray) -> FloatArray:
    """The team's attainment as a factor, within the scheme's limits; 1 where there is none."""
    limits = scheme.team_coefficient
    if limits is None:
        return np.ones_like(attained)
    return np.where(np.isnan(attained), 1.0, np.clip(attained / 100, limits.min, limits.max))


def _by_month(name: str, given: Mapping[date, npt.ArrayLike]) -> Mapping[date, npt.ArrayLike]:
    """Refuses what is no first day: a month that nobody looks up would count leave as presence."""
    for month in given:
        if type(month) is not date or month.day != 1:
            raise InputInvalid(f"{name} has {month!r}; give the date of a month's first day")
    return given


def _days(given: npt.ArrayLike, members: int) -> IntArray:
    array = np.asarray(given)
    if array.shape != (members, 2) or array.dtype.kind not in "iu":
        raise InputInvalid(
            f"present_days has shape {array.shape}; give two whole numbers for each of {members} members"
        )
    usable = (array[:, 0] >= 0) & (array[:, 0] <= array[:, 1])
    if not usable.all():
        there, whole = array[int((~usable).argmax())]
        raise InputInvalid(f"present_days has {there} of {whole} days; give 0 to all of them")
    return array.astype(np.int64)


def _shares_of(days: Mapping[date, IntArray]) -> dict[date, FloatArray]:
    """1 for a month in which nobody works."""
    return {
        month: np.divide(each[:, 0], each[:, 1], out=np.ones(len(each)), where=each[:, 1] > 0)
        for month, each in days.items()
    }


def _array(name: str, given: npt.ArrayLike, members: int) -> FloatArray:
    try:
        array = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputInvalid(f"{name} cannot be read as numbers: {error}") from error
    if array.shape not in ((), (members,)):
        raise InputInvalid(f"{name} has shape {array.shape}; give one number, or one for each of {members} members")
    return np.array(np.broadcast_to(array, (members,)))


def _require(name: str, array: FloatArray, allowed: BoolArray, rule: str) -> None:
    usable = allowed & np.isfinite(array)
    if not usable.all():
        raise InputInvalid(f"{name} {array[int((~usable).argmax())]:g} {rule}")


def _share(given: npt.ArrayLike, members: int) -> FloatArray:
    array = _array("present_share", given, members)
    _require("present_share", array, (array >= 0) & (array <= 1), "must be from 0 to 1")
    return array


def _targets(metric: Metric, given: npt.ArrayLike, members: int) -> FloatArray:
    if metric.is_rated:
        raise InputInvalid(f"metric {metric.id!r} is rated; it has no targets")
    if metric.direction is Direction.WITHIN:
        raise InputInvalid(f"metric {metric.id!r} is scored within a range; it has no own targets")
    array = _array(f"target of {metric.id}", given, members)
    if (np.abs(array) > LARGEST).any():
        raise InputInvalid(f"target of {metric.id} must be at most {LARGEST:g}; use NaN for the scheme's default")
    return array
