"""What remains of a cycle's ratings: scores corrected for severity, and nothing that leads back to who rated.

A subject's corrected score is (1 − n·w) · centre + w · Σ a over the n ratings of the subject: a is a rating without its
rater's leniency, w = 1 / (n + V rest / V ability), and centre the mean of everybody whom the ratings connect
(docs/scoring/peer-ratings.md). So the values a and the weight w are enough for whatever is asked of them later.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, TypeVar

from bot.features.reviews.rules.correction import typical_correction
from bot.features.reviews.rules.suppression import may_revise, may_show, may_show_comments, shown_groups

if TYPE_CHECKING:
    import numpy as np

    from scoring.arrays import FloatArray, IntArray
    from scoring.raters import Estimate

T = TypeVar("T")
LOWEST, HIGHEST = 1.0, 5.0
ROUNDING = 1 / 6
"""Variance, in squared points, that is added by keeping a rating as a whole point above or below it by chance."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: `value` 1 to 5, None where the rater cannot judge; `rater` is a pseudonym, `group` where the rater
    stands to the subject."""

    subject: int
    rater: str
    metric: str
    value: int | None
    text: str
    group: str


@dataclass(frozen=True, slots=True)
class Score:
    """The mean of so many `raters` without their severity (`corrected`, not clipped to 1 to 5) with its standard
    `error`; `centre` and `weight` as in the formula above. `parts` into which the ratings of the metric fall: between
    them severity cannot be told from ability.

    The mean as it was given is nowhere: both means of everybody are as many equations about the raters' severity as
    there are people, and who knows how severe somebody is guesses better what they said.
    """

    raters: int
    corrected: float
    error: float
    centre: float
    weight: float
    parts: int

    @property
    def shown(self) -> float:
        """From 1 to 5."""
        return min(max(self.corrected, LOWEST), HIGHEST)

    def without(self, dropped: Sequence[int]) -> "Revised | None":
        """Without these kept values, as when an appeal has them dropped; None where that would tell them
        (`may_revise`)."""
        remaining = self.raters - len(dropped)
        if not may_revise(self.raters, remaining):
            return None
        if self.weight == 0 or not dropped:
            return Revised(self.corrected, self.error)
        own = (self.corrected - (1 - self.raters * self.weight) * self.centre) / self.weight
        pull = 1 / self.weight - self.raters
        corrected = (own - sum(dropped) + pull * self.centre) / (remaining + pull)
        fewer = self.error**2 * (self.raters + pull) / (remaining + pull)
        return Revised(corrected, sqrt(fewer + len(dropped) * ROUNDING / (remaining + pull) ** 2))


@dataclass(frozen=True, slots=True)
class Revised:
    """A corrected score without some of its ratings, and its standard error, which is wider for two reasons: fewer
    ratings, and those that were dropped are known as whole points only."""

    corrected: float
    error: float


@dataclass(frozen=True, slots=True)
class Result:
    """About one member and metric; `score` None with too few `raters`. `groups`: raters and corrected mean of those
    groups of raters that may be shown."""

    subject: int
    metric: str
    raters: int
    score: Score | None
    groups: Mapping[str, tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A rating without its rater's leniency, and what it weighs in the subject's score.

    Leniency is the same in all ratings of a rater, and so would be the digits after the point: they would name the
    rater as a pseudonym does. So 3.6 is kept as 4 in six of ten cases and as 3 in the others.
    """

    subject: int
    metric: str
    value: int
    weight: float


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote about a member; neither the value that went with it nor who it was is kept."""

    subject: int
    metric: str
    text: str


@dataclass(frozen=True, slots=True)
class Remains:
    """All that a release leaves, in an order that tells nothing. `corrections`: metric → how far the correction
    typically moved a mean, of everybody with a score (`rules.correction`)."""

    results: tuple[Result, ...]
    kept: tuple[Kept, ...]
    comments: tuple[Comment, ...]
    corrections: Mapping[str, float | None] = field(default_factory=dict)


def remains_of(given: Sequence[Given], random: "np.random.Generator") -> Remains:
    """What a cycle's answers come to. `random` shuffles and rounds: it must not be one that somebody can run again.

    Whose raters are too few has a result without a score, and nothing is kept of the ratings.
    """
    by_metric: dict[str, list[Given]] = defaultdict(list)
    for each in given:
        if each.value is not None:
            by_metric[each.metric].append(each)
    results, kept, corrections = [], [], {}
    for metric in sorted(by_metric):
        found, left = _of_metric(metric, by_metric[metric], random)
        results += found
        kept += left
        corrections[metric] = _correction(by_metric[metric], found)
    return Remains(tuple(results), shuffled(kept, random), shuffled(comments_of(given), random), corrections)


def _correction(rows: Sequence[Given], results: Sequence[Result]) -> float | None:
    values: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        values[row.subject].append(row.value or 0)
    moved = [each.score.shown - sum(values[each.subject]) / len(values[each.subject]) for each in results if each.score]
    return typical_correction(moved, raters=len({row.rater for row in rows}))


def combined(scores: Iterable[Score | None]) -> float | None:
    """The mean over several cycles, each counting as many times as people rated in it; None without any.

    Means over a longer time are sums of those that are shown for a shorter one, so that no difference of them tells
    anything that was held back: cycles with too few raters are in none.
    """
    counted = [each for each in scores if each is not None]
    raters = sum(each.raters for each in counted)
    return sum(each.shown * each.raters for each in counted) / raters if raters else None


def _of_metric(metric: str, rows: list[Given], random: "np.random.Generator") -> tuple[list[Result], list[Kept]]:
    import numpy as np  # here, because only a release should pay for it

    subjects = sorted({row.subject for row in rows})
    values = _Values.of(rows, subjects)
    raters = np.bincount(values.subject, minlength=len(subjects))
    found = values.estimated()
    results, kept = [], []
    for number, subject in enumerate(subjects):
        score = found.score(number) if found and may_show(int(raters[number])) else None
        if found is None or score is None:
            results.append(Result(subject, metric, int(raters[number]), None, {}))
            continue
        own = np.flatnonzero(values.subject == number)
        corrected = found.without_leniency[own]
        groups = _groups([rows[place].group for place in own.tolist()], corrected.tolist())
        results.append(Result(subject, metric, int(raters[number]), score, groups))
        rounded = np.floor(corrected + random.random(len(own))).astype(np.int64)
        kept += [Kept(subject, metric, value, score.weight) for value in rounded.tolist()]
    return results, kept


@dataclass(frozen=True, slots=True)
class _Values:
    """Answers of one metric as columns, with numbers for subjects and raters."""

    subject: "IntArray"
    rater: "IntArray"
    value: "FloatArray"

    @classmethod
    def of(cls, rows: Sequence[Given], subjects: Sequence[int]) -> "_Values":
        import numpy as np

        number = {subject: place for place, subject in enumerate(subjects)}
        raters = {rater: place for place, rater in enumerate(sorted({row.rater for row in rows}))}
        return cls(
            np.array([number[row.subject] for row in rows], dtype=np.int64),
            np.array([raters[row.rater] for row in rows], dtype=np.int64),
            np.array([row.value for row in rows], dtype=np.float64),
        )

    def estimated(self) -> "_Estimated | None":
        """None where nobody was rated by enough people for anything to be shown."""
        import numpy as np

        from scoring.rated import told
        from scoring.raters import estimate
        from scoring.ratings import Dyads

        pairs = Dyads(self.subject, self.rater, np.zeros_like(self.subject), self.value)
        counted = told(pairs, int(self.subject.max()) + 1)
        if not counted.mean.size:
            return None
        found = estimate(counted.subject, counted.rater, counted.mean)
        place = {int(subject): row for row, subject in enumerate(found.subjects.tolist())}
        leniency = _leniency(found, counted.subject, counted.rater, counted.mean, place)
        return _Estimated(
            found, place, self.value - np.array([leniency.get(each, 0.0) for each in self.rater.tolist()])
        )


@dataclass(frozen=True, slots=True)
class _Estimated:
    """`place` of each subject in `estimate`; `without_leniency` every rating."""

    estimate: "Estimate"
    place: Mapping[int, int]
    without_leniency: "FloatArray"

    def score(self, subject: int) -> Score | None:
        row = self.place.get(subject)
        if row is None:
            return None
        found, ability = self.estimate, self.estimate.variances.subject
        raters = int(found.n_raters[row])
        return Score(
            raters=raters,
            corrected=float(found.corrected[row]),
            error=float(found.subject_se[row]),
            centre=float(found.component_mean[row]),
            weight=1 / (raters + found.variances.residual / ability) if ability > 0 else 0.0,
            parts=int(found.component.max()) + 1,
        )


def _leniency(
    found: "Estimate", subject: "IntArray", rater: "IntArray", rating: "FloatArray", place: Mapping[int, int]
) -> dict[int, float]:
    """By rater: Σ (rating − corrected score of the subject) / (n + V rest / V leniency), the second of the equations in
    docs/scoring/peer-ratings.md, within the rater's own part of the ratings."""
    import numpy as np

    if found.variances.rater == 0:
        return {}
    rows = np.array([place[each] for each in subject.tolist()], dtype=np.int64)
    above = np.bincount(rater, rating - found.corrected[rows])
    given = np.bincount(rater)
    leniency = above / (given + found.variances.residual / found.variances.rater)
    return {int(each): float(leniency[each]) for each in np.unique(rater)}


def _groups(names: Sequence[str], values: Sequence[float]) -> dict[str, tuple[int, float]]:
    of_group: dict[str, list[float]] = defaultdict(list)
    for name, value in zip(names, values, strict=True):
        of_group[name].append(value)
    shown = shown_groups({name: len(some) for name, some in of_group.items()})
    return {name: (len(of_group[name]), sum(of_group[name]) / len(of_group[name])) for name in sorted(shown)}


def comments_of(given: Sequence[Given]) -> list[Comment]:
    """What was written about those whom enough people rated."""
    raters: dict[int, set[str]] = defaultdict(set)
    for each in given:
        if each.value is not None:
            raters[each.subject].add(each.rater)
    return [
        Comment(each.subject, each.metric, each.text)
        for each in given
        if each.text and may_show_comments(len(raters[each.subject]))
    ]


def shuffled(rows: Sequence[T], random: "np.random.Generator") -> tuple[T, ...]:
    """In an order of chance."""
    return tuple(rows[place] for place in random.permutation(len(rows)).tolist())
