"""Ratings with known effects, in the shapes that firms have. Each is subject, rater, rating; numbers of both from 0."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scoring.arrays import FloatArray, IntArray

ABILITY, SEVERITY, REST = 0.25, 0.16, 0.1825
MEAN = 3.2


class Ratings(NamedTuple):
    subject: IntArray
    rater: IntArray
    rating: FloatArray


def rated(
    subject: IntArray,
    rater: IntArray,
    random: np.random.Generator,
    *,
    ability: float = ABILITY,
    severity: float = SEVERITY,
    rest: float = REST,
) -> Ratings:
    """Draws effects with these variances. Levels without ratings get no number."""
    subject, rater = (np.unique(ids, return_inverse=True)[1] for ids in (subject, rater))
    able = random.normal(0, ability**0.5, subject.max() + 1)
    lenient = random.normal(0, severity**0.5, rater.max() + 1)
    return Ratings(subject, rater, MEAN + able[subject] + lenient[rater] + random.normal(0, rest**0.5, len(subject)))


def anybody(members: int = 10_000, each: int = 8, *, seed: int = 1, **variances: float) -> Ratings:
    """Everybody is rated by people drawn from the whole firm."""
    random = np.random.default_rng(seed)
    return rated(np.repeat(np.arange(members), each), random.integers(0, members, members * each), random, **variances)


def teams(members: int = 10_000, each: int = 8, *, across: float = 0.2, seed: int = 1, **variances: float) -> Ratings:
    """Teams of ten rate each other; a share of raters comes from anywhere."""
    random = np.random.default_rng(seed)
    subject = np.repeat(np.arange(members), each)
    is_across = random.random(len(subject)) < across
    order = np.argsort(random.random((members, 9)), axis=1)[:, :each].ravel()
    mate = subject // 10 * 10 + (subject % 10 + 1 + order) % 10
    rater = np.where(is_across, random.integers(0, members, len(subject)), mate)
    return rated(subject, rater, random, **variances)


def hubs(members: int = 10_000, ratings: int = 80_000, *, seed: int = 1) -> Ratings:
    """A few raters give hundreds of ratings."""
    random = np.random.default_rng(seed)
    subject = random.integers(0, members, ratings)
    return rated(subject, (members * random.random(ratings) ** 3).astype(np.int64), random)


def panel(members: int = 10_000, raters: int = 30, each: int = 8, *, seed: int = 1) -> Ratings:
    """A small panel rates everybody."""
    random = np.random.default_rng(seed)
    rater = np.argsort(random.random((members, raters)), axis=1)[:, :each].ravel()
    return rated(np.repeat(np.arange(members), each), rater, random)


def repeated(members: int = 3_000, *, seed: int = 1) -> Ratings:
    """The same people rate the same people up to three times."""
    subject, rater, _ = teams(members, 5, seed=seed)
    random = np.random.default_rng(seed)
    times = random.integers(1, 4, len(subject))
    return rated(np.repeat(subject, times), np.repeat(rater, times), random)


def unbalanced(members: int = 2_000, *, seed: int = 1) -> Ratings:
    """From one rating to dozens, by raters who rate once or often."""
    random = np.random.default_rng(seed)
    times = random.geometric(0.2, members)
    subject = np.repeat(np.arange(members), times)
    return rated(subject, (1.5 * members * random.random(len(subject)) ** 2).astype(np.int64), random)


class Peers(NamedTuple):
    subject: IntArray
    rater: IntArray
    answers: FloatArray
    ability: FloatArray


def peers(seed: int, *, severity: float, members: int = 1_000) -> Peers:
    """Three to eight peers of everybody, a fifth from other teams, answer six anchors by whole numbers of 1 to 5."""
    random = np.random.default_rng(seed)
    times = random.integers(3, 9, members)
    subject = np.repeat(np.arange(members), times)
    nth = np.arange(len(subject)) - np.repeat(np.cumsum(times) - times, times)
    order = np.argsort(random.random((members, 9)), axis=1)
    mate = subject // 10 * 10 + (subject % 10 + 1 + order[subject, nth]) % 10
    stranger = (subject // 10 * 10 + 10 + random.integers(0, members - 10, len(subject))) % members
    rater = np.where(random.random(len(subject)) < 0.2, stranger, mate)
    ability = random.normal(0, 0.5, members)
    known = ability[subject] + random.normal(0, severity, members)[rater] + random.normal(0, 0.35, len(subject))
    answers = 3 + known[:, None] + random.normal(0, 0.6, (len(subject), 6))
    return Peers(subject, rater, np.clip(np.round(answers), 1, 5), ability)
