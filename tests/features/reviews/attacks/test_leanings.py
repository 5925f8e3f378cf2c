"""Who has stolen a file after the release, and the keys for texts with it, reads by a word how severely everybody
rates. Who rated whom they guess no better for it than with everybody's words dealt out by chance."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pytest

from bot.features.reviews.rules.leniency import Leaning, leanings
from bot.features.reviews.rules.results import remains_of
from scoring.arrays import FloatArray
from tests.features.reviews.attacks.guessing import Shown
from tests.features.reviews.rules.firm import Firm, name_of, rated

MEMBERS, FIRMS, DEALS = 60, 8, 20
MARGIN = 0.01
"""Of pairs that are guessed right because of what the words say."""
MARGIN_OF_HAVING_ONE = 0.04
"""Because there is a word only for who has rated five or more."""
SEVERITY: Mapping[Leaning, int] = {
    Leaning.WELL_BELOW: 2,
    Leaning.BELOW: 1,
    Leaning.SAME: 0,
    Leaning.ABOVE: -1,
    Leaning.WELL_ABOVE: -2,
}


@dataclass(frozen=True)
class Stolen:
    """Rows are subjects, columns members: `near` is how probable it is that one rated the other, as far as the graph of
    who works with whom tells. `beyond` counts kept values above the scale, less those below it: a five of somebody
    severe may be kept as a six. `n` raters of each subject; `severe` and `has_word` of each member."""

    drawn: FloatArray
    near: FloatArray
    beyond: FloatArray
    n: FloatArray
    severe: FloatArray
    has_word: FloatArray

    @classmethod
    def from_firm(cls, firm: Firm, seed: int) -> "Stolen":
        shown, words = Shown.of(firm), leanings(firm.given)
        assert shown.subjects == tuple(range(MEMBERS))
        beyond = np.zeros(MEMBERS)
        for kept in remains_of(firm.given, np.random.default_rng(seed)).kept:
            beyond[kept.subject] += int(kept.value > 5) - int(kept.value < 1)
        of_members = [words.get(name_of(member)) for member in range(MEMBERS)]
        severe = np.array([SEVERITY[word] if word else 0 for word in of_members], dtype=np.float64)
        has_word = np.array([float(word is not None) for word in of_members])
        return cls(shown.drawn(), shown.supposed(), beyond, shown.raters, severe, has_word)

    def right(self, *, weight: float = 0.0, weight_of_having_one: float = 0.0, deal: int | None = None) -> float:
        """The share of pairs that are right, when for each subject as many are named as rated: the likeliest by the
        graph, by values beyond the scale beside severe members, and by having a word. With a `deal`, everybody has the
        word of somebody else."""
        order = np.arange(MEMBERS) if deal is None else np.random.default_rng(deal).permutation(MEMBERS)
        likely = np.log(np.clip(self.near, 1e-6, None))
        likely = likely + weight * np.outer(self.beyond, self.severe[order])
        likely = likely + weight_of_having_one * self.has_word[order]
        likely = likely + 1e-9 * np.random.default_rng(1).random(likely.shape)
        np.fill_diagonal(likely, -np.inf)
        named = np.argsort(-likely, axis=1)
        found = [self.drawn[row, named[row, : int(n)]].sum() for row, n in enumerate(self.n)]
        return float(sum(found) / self.n.sum())


@pytest.fixture(scope="module")
def files() -> list[Stolen]:
    return [Stolen.from_firm(rated(MEMBERS, seed), seed) for seed in range(FIRMS)]


def compared(files: list[Stolen], **weights: float) -> tuple[float, float]:
    """How much is right with the words as they are, and by chance."""
    right = np.mean([each.right(**weights) for each in files])
    chance = np.mean([each.right(**weights, deal=deal) for each in files for deal in range(DEALS)])
    return float(right), float(chance)


@pytest.mark.parametrize("weight", [0.3, 1.0, 3.0])
def test_the_words_say_nothing_about_who_rated_whom(files: list[Stolen], weight: float) -> None:
    right, chance = compared(files, weight=weight)
    print(f"right: {right:.1%}, chance {chance:.1%}")
    assert right < chance + MARGIN


def test_that_somebody_has_one_says_only_that_they_rated_many(files: list[Stolen]) -> None:
    right, chance = compared(files, weight_of_having_one=0.5)
    print(f"right: {right:.1%}, chance {chance:.1%}")
    assert right < chance + MARGIN_OF_HAVING_ONE


def test_the_attack_would_find_more_if_there_were_more(files: list[Stolen]) -> None:
    """Were the values kept with the severity of who gave them, it would be right far more often."""
    told = [
        Stolen(each.drawn, each.near, each.drawn @ each.severe, each.n, each.severe, each.has_word) for each in files
    ]
    right, chance = compared(told, weight=1.0)
    assert right > chance + 2 * MARGIN
