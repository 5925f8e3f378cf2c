"""Somebody who reads everybody's corrected means works out how severe the raters are, and then what each of them said.

A corrected mean is centre + (Σ ratings − Σ leniencies of its raters − n · centre) / (n + ratio): so beside the sums of
the ratings, which follow from plain means, there would be an equation about leniencies for every person.
"""

from dataclasses import dataclass

import numpy as np

from bot.features.reviews.rules.results import remains_of
from scoring.arrays import FloatArray
from scoring.raters import estimate
from tests.features.reviews.rules.firm import QUALITY, Firm

DECIMALS = 2
STEPS = 30


@dataclass(frozen=True)
class Shown:
    """What a firm's cards show of a round, and what follows: rows are subjects, columns raters.

    `base` is Σ ratings − Σ leniencies. `spread` is the variance of leniencies and given to the attacker for nothing.
    `correction` is what is told of the round as a whole.
    """

    firm: Firm
    subjects: tuple[int, ...]
    raters: FloatArray
    corrected: FloatArray
    base: FloatArray
    sums: FloatArray
    spread: float
    correction: float | None

    @classmethod
    def of(cls, firm: Firm) -> "Shown":
        rows = firm.given
        found = estimate([g.subject for g in rows], [g.rater for g in rows], [g.value for g in rows])
        ratio = found.variances.residual / found.variances.subject
        corrected, centre = np.round(found.corrected, DECIMALS), np.round(found.component_mean, DECIMALS)
        raters = found.n_raters.astype(float)
        base = raters * centre + (corrected - centre) * (raters + ratio)
        subjects = tuple(found.subjects.tolist())
        sums = raters * found.plain_mean
        told = remains_of(rows, np.random.default_rng()).corrections[QUALITY]
        return cls(firm, subjects, raters, corrected, base, sums, found.variances.rater, told)

    def drawn(self) -> FloatArray:
        """Who rated whom, as it was."""
        row = {subject: place for place, subject in enumerate(self.subjects)}
        table = np.zeros((len(self.subjects), len(self.firm.able)))
        for pair in self.firm.pairs:
            table[row[pair.subject], pair.rater] = 1
        return table

    def supposed(self) -> FloatArray:
        """How probable it is that somebody was rated by each of those they worked with."""
        table = np.zeros((len(self.firm.able), len(self.firm.able)))
        graph = self.firm.graph
        table[list(graph.one), list(graph.other)] = table[list(graph.other), list(graph.one)] = 1
        near = table[list(self.subjects)]
        return np.minimum(1, self.raters[:, None] * near / near.sum(axis=1, keepdims=True))

    def leniencies(self, rated: FloatArray, *, knows_sums: bool) -> FloatArray:
        """The most probable ones: with the sums of the ratings, or with whole numbers for them that fit best."""
        leniency = np.zeros(rated.shape[1])
        unsure = (rated * (1 - rated)).sum(axis=1) * self.spread + (1e-4 if knows_sums else 0.05)
        for _ in range(1 if knows_sums else STEPS):
            sums = self.sums if knows_sums else np.rint(self.base + rated @ leniency)
            against = self.spread * rated @ rated.T + np.diag(unsure)
            leniency = self.spread * rated.T @ np.linalg.solve(against, sums - self.base)
        return leniency

    def of_told_size(self, rated: FloatArray, leniency: FloatArray) -> FloatArray:
        """The same leniencies, larger or smaller: so that what they do to means has the size that is told."""
        sizes = np.linspace(0, 20, 401)
        moved = [self.corrected - (self.base + rated @ (size * leniency)) / self.raters for size in sizes]
        wrong = [abs(float(np.sqrt((each**2).mean())) - (self.correction or 0)) for each in moved]
        return leniency * sizes[int(np.argmin(wrong))]

    def leniencies_by_direction(self, rated: FloatArray) -> tuple[FloatArray, FloatArray]:
        """The most probable ones when of each mean it is told whether the correction raised it, with the sums that
        agree with that. How far it did on each side, and how much that scatters, is given to the attacker as well."""
        moved = self.corrected - self.sums / self.raters
        sides = [moved > 0, moved <= 0]
        typical, scatter = (np.select(sides, [by(moved[side]) for side in sides]) for by in (np.mean, np.std))
        unsure = (rated * (1 - rated)).sum(axis=1) * self.spread + (self.raters * scatter) ** 2 + 0.01
        against = self.spread * rated @ rated.T + np.diag(unsure)
        above = self.raters * (self.corrected - typical) - self.base
        leniency = self.spread * rated.T @ np.linalg.solve(against, above)
        limit = self.raters * self.corrected
        sums = np.rint(self.base + rated @ leniency)
        return leniency, np.where(sides[0], np.minimum(sums, np.floor(limit)), np.maximum(sums, np.ceil(limit)))

    def hits(self, leniency: FloatArray, sums: FloatArray) -> float:
        """The share of ratings that are guessed right, when somebody says for each who rated: as they are severe, so
        that the sum comes out."""
        right, random = 0, np.random.default_rng(1)
        for place, subject in enumerate(self.subjects):
            own = [g for g in zip(self.firm.pairs, self.firm.given, strict=True) if g[0].subject == subject]
            felt = (
                self.corrected[place] + leniency[[pair.rater for pair, _ in own]] + 1e-6 * random.normal(size=len(own))
            )
            guesses = _with_sum(felt, float(np.clip(sums[place], len(own), 5 * len(own))))
            right += sum(guess == given.value for guess, (_, given) in zip(guesses, own, strict=True))
        return right / len(self.firm.given)


def _with_sum(felt: FloatArray, wanted: float) -> list[float]:
    guesses = np.clip(np.rint(felt), 1, 5)
    while guesses.sum() != wanted:
        step = 1 if guesses.sum() < wanted else -1
        moved = guesses + step
        cost = np.where((moved >= 1) & (moved <= 5), (moved - felt) ** 2 - (guesses - felt) ** 2, np.inf)
        guesses[cost.argmin()] += step
    return [float(each) for each in guesses]
