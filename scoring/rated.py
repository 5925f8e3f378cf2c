"""Rated metrics over a window: each rater counts once, peers' severity is corrected, too few raters show nothing."""

from __future__ import annotations

import numpy as np

from scoring.arrays import IntArray
from scoring.definitions import Metric, Source
from scoring.errors import EvidenceInvalid
from scoring.evidence import Evidence
from scoring.metrics import Measured
from scoring.ratings import HIGHEST, LOWEST, NOBODY, Dyads, Rated, Ratings
from scoring.reasons import Reason
from scoring.rows import MemberId
from scoring.windows import Window

MOST_HIDDEN = 2
"""Of so many peers nothing is shown: their ratings could be told apart."""


def measure_rated(metric: Metric, *, evidence: Evidence, window: Window) -> Measured:
    """The metric's mean rating per member, 1 to 5, over all ratings of the window.

    Peers' means are corrected for the raters' severity and need three raters (TOO_FEW_RATERS), so that nobody's rating
    can be told; for the same reason nothing of theirs is shown before the window has ended, and on a card longer than
    the metric's cadence a rater counts once in each of its periods: so the means of the longer card follow from those
    of the shorter ones, and tell nothing new. Rounds that were corrected before are taken as they are,
    whoever rated. Ratings of others than peers count once over the window, as they are; so do means of people
    who are not known one by one. Raises EvidenceInvalid for a peer rating of oneself, and for a mean of peers.
    """
    ratings, members = evidence.ratings.get(metric.id), evidence.members
    is_peer, rounds = metric.source is Source.PEER, evidence.corrected.get(metric.id)
    if (is_peer or rounds) and not window.is_due:
        return _measured(Rated.empty(len(members)), window, is_shown=False)
    if rounds:
        return _measured(rounds.over(members, window.months), window)
    if means := evidence.means.get(metric.id):
        if is_peer:
            raise EvidenceInvalid(f"{metric.id!r} is rated by peers, and a mean of theirs cannot be corrected")
        return _measured(means.over(members, window.months), window)
    if ratings is None:
        return _measured(Rated.empty(len(members)), window)
    if not is_peer:
        return _measured(_placed(ratings, ratings.dyads(window.months), members), window)
    own = ratings.self_rated(window.months)
    if own is not None:
        raise EvidenceInvalid(f"{own!r} is among their own peers for {metric.id!r}; leave that rating out")
    pairs = _sealed(ratings.dyads(window.months, every=metric.cadence.months), len(ratings.subjects))
    return _measured(_corrected(ratings, pairs, members), window)


def _measured(rated: Rated, window: Window, *, is_shown: bool = True) -> Measured:
    is_corrected = ~np.isnan(rated.corrected)
    value = np.where(is_corrected, rated.corrected, rated.plain_mean)
    reasons = np.select([~np.isnan(value), rated.raters > 0], [Reason.SCORED, Reason.TOO_FEW_RATERS], Reason.NO_DATA)
    used = np.ones((len(value), len(window.months)), dtype=np.bool_)
    return Measured(value, reasons.astype(np.int8), {}, used, counts_months=False, rated=rated if is_shown else None)


def _placed(ratings: Ratings, dyads: Dyads, members: tuple[MemberId, ...]) -> Rated:
    """Raters and plain means at the members' places."""
    count = np.bincount(dyads.subject, minlength=len(ratings.subjects))
    raters = dyads.raters_of(len(ratings.subjects))
    total = np.bincount(dyads.subject, weights=dyads.mean, minlength=len(ratings.subjects))
    here, there = _places(ratings, members)
    rated = Rated.empty(len(members))
    rated.raters[here] = raters[there]
    with np.errstate(invalid="ignore"):
        rated.plain_mean[here] = total[there] / count[there]
    return rated


def _corrected(ratings: Ratings, dyads: Dyads, members: tuple[MemberId, ...]) -> Rated:
    rated = _placed(ratings, dyads, members)
    pairs = told(dyads, len(ratings.subjects))
    if pairs.mean.size == 0:
        return rated.shown_where(rated.raters > MOST_HIDDEN)
    from scoring import raters  # here, because scipy costs a fifth of a second that only peer ratings should pay

    result = raters.estimate(pairs.subject, pairs.rater, pairs.mean)
    at = np.full(len(ratings.subjects), NOBODY, dtype=np.int64)
    at[np.asarray(result.subjects, dtype=np.int64)] = np.arange(len(result.subjects))
    here, there = _places(ratings, members)
    is_rated = at[there] >= 0
    here, found = here[is_rated], at[there[is_rated]]
    rated.corrected[here] = np.clip(result.corrected[found], LOWEST, HIGHEST)
    rated.standard_error[here] = result.subject_se[found]
    rated.component[here] = result.component[found]
    rated.component_mean[here] = result.component_mean[found]
    rated.components[here] = np.unique(result.component).size
    return rated.shown_where(rated.raters > MOST_HIDDEN)


def _sealed(dyads: Dyads, n_subjects: int) -> Dyads:
    """All pairs but those of parts with too few raters, where other parts of the same subject have enough and were
    shown on cards of their own: what the longer card adds to them must not come from too few."""
    parts, part = np.unique(dyads.part, return_inverse=True)
    if parts.size < 2:
        return dyads
    block = dyads.subject * parts.size + part
    is_small = (np.bincount(block) <= MOST_HIDDEN)[block]
    is_shown = np.bincount(dyads.subject[~is_small], minlength=n_subjects) > 0
    is_few = dyads.where(is_small).raters_of(n_subjects) <= MOST_HIDDEN
    return dyads.where(~is_small | ~(is_shown & is_few)[dyads.subject])


def told(dyads: Dyads, n_subjects: int) -> Dyads:
    """What peers' ratings are corrected with: all pairs but those about people with too few raters, where these pairs
    come from too few raters as well: the means of the others are shown, and whoever sees several of them could work
    the missing ratings out."""
    is_hidden = (dyads.raters_of(n_subjects) <= MOST_HIDDEN)[dyads.subject]
    if not is_hidden.any():
        return dyads
    from scoring import raters

    component = raters.components(dyads.subject, dyads.rater)
    hidden = np.unique(np.column_stack([component, dyads.rater])[is_hidden], axis=0)
    hidden_raters = np.bincount(hidden[:, 0], minlength=int(component.max()) + 1)
    kept = ~is_hidden | (hidden_raters > MOST_HIDDEN)[component]
    return dyads.where(kept)


def _places(ratings: Ratings, members: tuple[MemberId, ...]) -> tuple[IntArray, IntArray]:
    """Rows of the members who are subjects, and their numbers among the subjects."""
    number = {subject: k for k, subject in enumerate(ratings.subjects)}
    pairs = [(row, number[member]) for row, member in enumerate(members) if member in number]
    table = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
    return table[:, 0], table[:, 1]
