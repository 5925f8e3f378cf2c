"""How much of what converted journeys brought is owed to each channel.

Seven answers to one question, all of which hand out exactly the journeys' total. Each is a pure function of the
journeys; nothing is sampled.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from enum import StrEnum

import numpy as np

from scoring.arrays import FloatArray, IntArray
from scoring.attribution.journeys import Journeys
from scoring.attribution.markov import loss_without
from scoring.errors import InputInvalid, UnknownName

SECONDS_PER_DAY = 86_400.0
HALF_LIFE_DAYS = 7.0
END_SHARE = 0.4  # of the first and of the last touch; those between share the rest

__all__ = ["Journeys", "Model", "attribute", "removal_effects"]


class Model(StrEnum):
    """The attribution models. The first five look at each journey by itself, the other two at all together."""

    FIRST = "first"
    LAST = "last"
    LINEAR = "linear"
    POSITION = "position"
    TIME_DECAY = "time_decay"
    MARKOV = "markov"
    SHAPLEY = "shapley"


def attribute(journeys: Journeys, *, model: str, half_life_days: float = HALF_LIFE_DAYS) -> dict[Hashable, float]:
    """Value owed to each channel, in the unit of the journeys' values; every touched channel is in it, also with 0.

    `model` is a `Model` or its text. The values are ≥ 0 and add up to `journeys.total` (relative error under 1e-9); a
    journey that did not convert brings nothing. Without journeys the result is empty.

    - first, last: the journey's value goes to that touch.
    - linear: equally to each touch.
    - position: 40 % to the first touch, 40 % to the last, 20 % equally to those between; 50 % each with two touches.
    - time_decay: in proportion to 2^(-d / `half_life_days`), d days (not rounded) before the journey's last touch.
    - markov: the total in proportion to `removal_effects`.
    - shapley: each journey's value equally to its different channels, the Shapley value of the game in which a set of
      channels is worth what the journeys through no other channel brought (Zhao, Mahboobi & Bagheri 2018).

    Raises UnknownName for another model; InputInvalid for a half-life that is not above 0 and finite, and with markov
    for more than 5,000 channels.
    """
    try:
        chosen = Model(model)
    except ValueError:
        raise UnknownName("attribution model", model, known=Model) from None
    if not (half_life_days > 0 and math.isfinite(half_life_days)):
        raise InputInvalid(f"half_life_days is {half_life_days}; give a finite number of days above 0")
    credit = _time_decay(journeys, half_life_days) if chosen is Model.TIME_DECAY else _CREDIT[chosen](journeys)
    return dict(zip(journeys.channels, credit.tolist(), strict=True))


def removal_effects(journeys: Journeys) -> dict[Hashable, float]:
    """What part of the conversions would be lost without each channel, 0..1, by the journeys' Markov chain.

    The chain has a start, one state per channel, and the ends conversion and null. Its transitions are counted over
    all journeys, each once whatever its value: from the start to the first touch, from touch to touch (also to the
    same channel), from the last touch to conversion or null. Without a channel, each transition into it leads to null.
    Effect = 1 - P(conversion without the channel) / P(conversion). Without conversions every effect is 0; without
    journeys there are none. Raises InputInvalid for more than 5,000 channels.

    Source: Anderl, Becker, von Wangenheim & Schumann (2016), order 1.
    """
    return dict(zip(journeys.channels, loss_without(journeys).tolist(), strict=True))


def _first(journeys: Journeys) -> FloatArray:
    return _collect(journeys, journeys.touches[journeys.starts[:-1]], journeys.values)


def _last(journeys: Journeys) -> FloatArray:
    return _collect(journeys, journeys.touches[journeys.starts[1:] - 1], journeys.values)


def _linear(journeys: Journeys) -> FloatArray:
    lengths = journeys.lengths
    return _collect(journeys, journeys.touches, np.repeat(journeys.values / lengths, lengths))


def _position(journeys: Journeys) -> FloatArray:
    lengths = journeys.lengths
    inner = np.maximum(lengths - 2, 0)
    end = np.where(inner > 0, END_SHARE, 0.5)  # the one touch of a journey is both its ends
    between = np.divide(1 - 2 * END_SHARE, inner, out=np.zeros(len(inner)), where=inner > 0)
    credit = np.repeat(between * journeys.values, lengths)
    credit[journeys.starts[:-1]] = 0.0
    credit[journeys.starts[1:] - 1] = end * journeys.values
    credit[journeys.starts[:-1]] += end * journeys.values
    return _collect(journeys, journeys.touches, credit)


def _time_decay(journeys: Journeys, half_life_days: float) -> FloatArray:
    with np.errstate(over="ignore"):  # infinitely many half-lives ago: weight 0
        weights = np.exp2(-(journeys.ages / SECONDS_PER_DAY) / half_life_days)
    sums = np.add.reduceat(weights, journeys.starts[:-1])  # at least 1: the last touch's weight
    return _collect(journeys, journeys.touches, weights * np.repeat(journeys.values / sums, journeys.lengths))


def _markov(journeys: Journeys) -> FloatArray:
    effects = loss_without(journeys)
    if not effects.any():  # nothing converted, so there is nothing to hand out
        return effects
    return np.asarray(journeys.total * (effects / effects.sum()))


def _shapley(journeys: Journeys) -> FloatArray:
    n_channels = max(len(journeys.channels), 1)
    journey = np.repeat(np.arange(len(journeys.values)), journeys.lengths)
    pairs = np.sort(journey * n_channels + journeys.touches)
    journey, channel = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], n_channels)
    per_channel = journeys.values / np.bincount(journey, minlength=len(journeys.values))
    return _collect(journeys, channel, per_channel[journey])


def _collect(journeys: Journeys, channel: IntArray, credit: FloatArray) -> FloatArray:
    """Credits summed by channel (C,)."""
    sums = np.bincount(channel, weights=credit, minlength=len(journeys.channels))
    return sums.astype(np.float64, copy=False)


_CREDIT: Mapping[Model, Callable[[Journeys], FloatArray]] = {
    Model.FIRST: _first,
    Model.LAST: _last,
    Model.LINEAR: _linear,
    Model.POSITION: _position,
    Model.MARKOV: _markov,
    Model.SHAPLEY: _shapley,
}
