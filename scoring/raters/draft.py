"""Who rates whom while it is being decided: members are numbers, every pair comes from a list of candidates."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

RECIPROCAL = 1.0
"""How much less a candidate is wanted whom the subject rates; the closest is wanted 1 more than a stranger."""


def merit(closeness: float, load: int, *, is_rated_back: bool, wanted: int) -> float:
    """How welcome a rater is: close to the subject (0 to 1), with little to do, and not rated by the subject."""
    return closeness - load / wanted - RECIPROCAL * is_rated_back


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may rate a subject. `closeness` 0 to 1, 1 for those who worked with the subject most."""

    rater: int
    closeness: float
    is_across: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """Raters of each subject: how many are wanted, the least and the most, which is also the most that a rater
    rates."""

    wanted: int
    least: int
    most: int


class Draft:
    """`raters_of[s]` and `rated_by[r]` always say the same; nobody rates more than `bounds.most`."""

    def __init__(self, candidates: Sequence[Sequence[Candidate]], bounds: Bounds) -> None:
        self.candidates, self.bounds = candidates, bounds
        self.raters_of: list[set[int]] = [set() for _ in candidates]
        self.rated_by: list[set[int]] = [set() for _ in candidates]
        self._across = [{each.rater for each in offered if each.is_across} for offered in candidates]
        self.total = 0
        self.across = 0

    def pairs(self) -> list[tuple[int, int]]:
        """All (subject, rater)."""
        return [(subject, rater) for subject, raters in enumerate(self.raters_of) for rater in sorted(raters)]

    def add(self, subject: int, rater: int) -> None:
        """Lets `rater` rate `subject`."""
        self.raters_of[subject].add(rater)
        self.rated_by[rater].add(subject)
        self.total += 1
        self.across += rater in self._across[subject]

    def drop(self, subject: int, rater: int) -> None:
        """Takes a rating back."""
        self.raters_of[subject].remove(rater)
        self.rated_by[rater].remove(subject)
        self.total -= 1
        self.across -= rater in self._across[subject]

    def has_time(self, rater: int) -> bool:
        """Whether somebody may rate one more."""
        return len(self.rated_by[rater]) < self.bounds.most

    def fill(self, subjects: Iterable[int], *, up_to: int, only_across: bool = False) -> None:
        """One more rater, the best at this moment, for each of these with less than `up_to`."""
        for subject in subjects:
            if len(self.raters_of[subject]) < up_to:
                rater = self._best(subject, only_across=only_across)
                if rater is not None:
                    self.add(subject, rater)

    def _best(self, subject: int, *, only_across: bool) -> int | None:
        chosen, wanted, best, most = self.raters_of[subject], self.bounds.wanted, None, float("-inf")
        for candidate in self.candidates[subject]:
            rater = candidate.rater
            if rater in chosen or (only_across and not candidate.is_across) or not self.has_time(rater):
                continue
            is_rated_back = rater in self.rated_by[subject]
            found = merit(candidate.closeness, len(self.rated_by[rater]), is_rated_back=is_rated_back, wanted=wanted)
            if found > most:
                best, most = rater, found
        return best

    def relieve(self, subjects: Iterable[int]) -> None:
        """Raters for those with too few, by letting others give theirs up or change them: the shortest chain of
        changes, if there is one. What a vain search has seen cannot help anybody else."""
        vain_subjects: set[int] = set()
        vain_raters: set[int] = set()
        for subject in subjects:
            while len(self.raters_of[subject]) < self.bounds.least:
                search = _Search(self, vain_subjects, vain_raters)
                if not search.relieve(subject):
                    vain_subjects |= search.freed_from.keys() | {subject}
                    vain_raters |= search.taken_for.keys()
                    break

    def reach_across(self, subjects: Sequence[int], share: float) -> None:
        """More ratings across teams until they are this share: first added, then in place of others."""
        for change in (self._add_across, self._exchange_across):
            for subject in subjects:
                if self.across >= share * self.total:
                    return
                change(subject)

    def _add_across(self, subject: int) -> None:
        self.fill([subject], up_to=self.bounds.most, only_across=True)

    def _exchange_across(self, subject: int) -> None:
        inside = [rater for rater in self.raters_of[subject] if rater not in self._across[subject]]
        rater = self._best(subject, only_across=True)
        if inside and rater is not None:
            self.drop(subject, max(inside, key=lambda each: (len(self.rated_by[each]), each)))
            self.add(subject, rater)

    def connect(self) -> None:
        """Adds pairs that join parts of the graph, closest first, as long as subjects and raters have room."""
        root = _union(len(self.candidates))
        for subject, rater in self.pairs():
            root(subject, rater)
        offers = [(-each.closeness, s, each.rater) for s, offered in enumerate(self.candidates) for each in offered]
        for _, subject, rater in sorted(offers):
            has_both = self.raters_of[subject] and self.rated_by[rater]
            has_room = len(self.raters_of[subject]) < self.bounds.most and self.has_time(rater)
            if has_both and has_room and root(subject, rater):
                self.add(subject, rater)


class _Search:
    """One search for a chain: the subject takes a rater; who has no time gives up a subject, who takes another rater
    …"""

    def __init__(self, draft: Draft, vain_subjects: set[int], vain_raters: set[int]) -> None:
        self.draft, self.vain_subjects, self.vain_raters = draft, vain_subjects, vain_raters
        self.taken_for: dict[int, int] = {}
        self.freed_from: dict[int, int] = {}

    def relieve(self, start: int) -> bool:
        """Changes the draft if there is a chain; says whether there was."""
        queue = deque([start])
        while queue:
            subject = queue.popleft()
            for candidate in self.draft.candidates[subject]:
                rater = candidate.rater
                if rater in self.draft.raters_of[subject] or rater in self.taken_for or rater in self.vain_raters:
                    continue
                self.taken_for[rater] = subject
                if self.draft.has_time(rater):
                    self._change(rater, start)
                    return True
                if self._frees(rater, start, queue):
                    return True
        return False

    def _frees(self, rater: int, start: int, queue: deque[int]) -> bool:
        for other in sorted(self.draft.rated_by[rater]):
            if other == start or other in self.freed_from or other in self.vain_subjects:
                continue
            self.freed_from[other] = rater
            if len(self.draft.raters_of[other]) > self.draft.bounds.least:
                self.draft.drop(other, rater)
                self._change(rater, start)
                return True
            queue.append(other)
        return False

    def _change(self, rater: int, start: int) -> None:
        while True:
            subject = self.taken_for[rater]
            given_up = self.freed_from.get(subject) if subject != start else None
            if given_up is not None:
                self.draft.drop(subject, given_up)
            self.draft.add(subject, rater)
            if given_up is None:
                return
            rater = given_up


def _union(members: int) -> Callable[[int, int], bool]:
    """A function that joins a subject's part of the graph with a rater's and says whether they were apart."""
    parent = list(range(2 * members))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def join(subject: int, rater: int) -> bool:
        one, other = root(subject), root(members + rater)
        parent[one] = other
        return one != other

    return join
