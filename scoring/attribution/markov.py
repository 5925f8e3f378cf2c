"""The journeys' Markov chain of order 1, solved exactly."""

from __future__ import annotations

import numpy as np

from scoring.arrays import FloatArray
from scoring.attribution.journeys import Journeys
from scoring.errors import InputInvalid

MOST_CHANNELS = 5_000  # the inverse has the square of it as entries


def loss_without(journeys: Journeys) -> FloatArray:
    """The removal effect of each channel (C,), 0..1: see `scoring.attribution.removal_effects`.

    A conversion is lost without a channel when its path goes through the channel. So the effect is the chance that the
    chain reaches the channel, times the chance that it converts from there, over the chance that it converts at all.
    With `A` = touches of each channel on the diagonal less the transitions between channels, and `B` its inverse, the
    chance to convert from a channel is B · (conversions after it), and the chance to reach it is
    (first touches · B) / diagonal of B. One inverse serves all channels; it exists, since every journey ends.
    """
    n_channels = len(journeys.channels)
    if n_channels > MOST_CHANNELS:
        raise InputInvalid(f"{n_channels} channels are too many for the Markov model; group them to {MOST_CHANNELS}")
    n_conversions = np.count_nonzero(journeys.converted)
    if n_conversions == 0:
        return np.zeros(n_channels)
    first, moves, converting = _transitions(journeys)
    leaving = first + moves.sum(axis=0)  # a touch is arrived at as often as it is left
    inverse = np.linalg.inv(np.diag(leaving) - moves)
    converts = inverse @ converting
    reached = (first @ inverse) / np.diag(inverse)
    return np.clip(reached * converts / n_conversions, 0.0, 1.0)


def _transitions(journeys: Journeys) -> tuple[FloatArray, FloatArray, FloatArray]:
    """How often: the start leads to each channel (C,), each channel to each (C, C), each channel to conversion (C,)."""
    n_channels = len(journeys.channels)
    begins, ends = journeys.starts[:-1], journeys.starts[1:] - 1
    goes_on = np.ones(len(journeys.touches), dtype=np.bool_)
    goes_on[ends] = False
    origin = np.flatnonzero(goes_on)
    pairs = journeys.touches[origin] * n_channels + journeys.touches[origin + 1]
    moves = np.bincount(pairs, minlength=n_channels**2).reshape(n_channels, n_channels)
    first = np.bincount(journeys.touches[begins], minlength=n_channels)
    converting = np.bincount(journeys.touches[ends[journeys.converted]], minlength=n_channels)
    return first.astype(np.float64), moves.astype(np.float64), converting.astype(np.float64)
