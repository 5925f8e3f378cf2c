"""Who rates whom: people who worked together, in small and equal shares, so that severity can be told from ability.

Severity can be corrected only as far as raters are compared with each other: through subjects they share. So part of
the ratings cross teams and the graph of all ratings is kept in one piece where it can be (scoring/raters.py).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.arrays import FloatArray, IntArray
from scoring.columns import Column, numbers, require, require_equal_lengths
from scoring.errors import ColumnInvalid, InputInvalid, UnknownName
from scoring.factors import Factor
from scoring.raters.draft import Bounds, Candidate, Draft, merit
from scoring.raters.mixed.crossed import Crossed

STRANGE_MATES = 2
"""Where somebody worked with few, so many times the most raters are offered from the team, drawn by chance."""

Pairs = set[tuple[int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """Who rates whom, and what was reached.

    `subject`, `rater` (n,): ids, one row for each rating to be given. `raters` and `load` (m,): how many rate each
    member and how many each member rates, in the order of the members. `short`: members with less than the least
    raters; there is no way to give them more without taking others below it or a rater beyond the most. `across`:
    share of ratings across teams, `reciprocal`: share of those whose subject rates the rater as well. `components`:
    parts that the graph of ratings falls into; `least_components`: parts if all candidates rated, fewer there cannot
    be.
    """

    subject: tuple[Hashable, ...]
    rater: tuple[Hashable, ...]
    raters: IntArray
    load: IntArray
    short: tuple[Hashable, ...]
    across: float
    reciprocal: float
    components: int
    least_components: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who could take over a rating: the `weight` of the work shared with the subject, 0 or more, how many they
    rate already, and whether the subject rates them."""

    rater: Hashable
    weight: float
    load: int
    is_rated_back: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Staff:
    """Members as numbers, with the team of each; `absent` ones rate nobody, `unrated` ones are rated by nobody."""

    ids: Sequence[Hashable]
    number: dict[Hashable, int]
    team: IntArray
    absent: frozenset[int]
    unrated: frozenset[int]


def assign(
    member: Column,
    *,
    team: Column,
    one: Column,
    other: Column,
    weight: Column,
    forbidden: Iterable[tuple[Hashable, Hashable]] = (),
    absent: Iterable[Hashable] = (),
    unrated: Iterable[Hashable] = (),
    wanted: int = 5,
    least: int = 3,
    most: int = 8,
    across: float = 0.10,
    seed: int = 0,
) -> Assignment:
    """Chooses raters for every member.

    `member`, `team` (m,): ids. `one`, `other`, `weight` (k,): pairs that worked together and how much, 0 or more, in
    any unit; a pair named twice adds up. They are candidates for each other; who worked with few also has teammates
    as candidates. `forbidden`: (rater, subject) ids that must not be, such as a manager and a report; nobody rates
    themselves. `absent` members rate nobody, `unrated` ones are rated by nobody. Everybody else gets `wanted` raters
    where possible, at least `least`, at most `most`; nobody rates more than `most`. At least the share `across` of
    ratings crosses teams where there are candidates for it. The same arguments give the same answer; `seed` decides
    between equals.

    Raises ColumnInvalid for columns that are unequal, have missing or repeated members, or weights that are negative or
    not finite; UnknownName for pairs of somebody who is no member; InputInvalid for bounds that contradict each other.
    """
    bounds = _bounds(wanted, least, most, across)
    staff = _staff(member, team, absent, unrated)
    random = np.random.default_rng(seed)
    pairs = _candidate_pairs(staff, _worked(staff, one, other, weight), most, random)
    candidates = _candidates(staff, pairs, _numbered(staff, forbidden), random)
    draft = Draft(candidates, bounds)
    _choose(draft, staff, across, random)
    return _assignment(draft, staff)


def replacement(offers: Sequence[Offer], *, wanted: int = 5, most: int = 8) -> Hashable | None:
    """Who of these takes over a rating that somebody declined, by what `assign` goes by; None when nobody has time. The
    first of equals. `wanted` and `most` as for `assign`."""
    free = [each for each in offers if each.load < most]
    if not free:
        return None
    closest = max(each.weight for each in free) or 1.0

    def welcome(offer: Offer) -> float:
        return merit(offer.weight / closest, offer.load, is_rated_back=offer.is_rated_back, wanted=wanted)

    return max(free, key=welcome).rater


def _choose(draft: Draft, staff: _Staff, across: float, random: np.random.Generator) -> None:
    bounds = draft.bounds
    turns = [each for each in _by_turns(staff.team, random) if each not in staff.unrated]
    first = int(np.ceil(across * bounds.wanted * len(turns)))
    for start in range(0, first, max(len(turns), 1)):
        draft.fill(turns[: first - start], up_to=bounds.wanted, only_across=True)
    scarcest = sorted(sorted(turns), key=lambda each: len(draft.candidates[each]))
    for _ in range(bounds.wanted):
        draft.fill(scarcest, up_to=bounds.wanted)
    draft.relieve(scarcest)
    draft.reach_across(turns, across)
    draft.connect()


def _bounds(wanted: int, least: int, most: int, across: float) -> Bounds:
    if not 1 <= least <= wanted <= most:
        raise InputInvalid(f"least {least}, wanted {wanted}, most {most}: give 1 or more, in rising order")
    if not 0 <= across <= 1:
        raise InputInvalid(f"across {across}: give a share from 0 to 1")
    return Bounds(wanted, least, most)


def _staff(member: Column, team: Column, absent: Iterable[Hashable], unrated: Iterable[Hashable]) -> _Staff:
    members, teams = Factor.of(member, name="member"), Factor.of(team, name="team")
    require_equal_lengths(member=members.codes, team=teams.codes)
    ids = members.levels[members.codes].tolist()
    if len(members.levels) < len(ids):
        row = int(np.setdiff1d(np.arange(len(ids)), members.first)[0])
        raise ColumnInvalid(f"member {ids[row]!r} is repeated in row {row + 1}; give each member once")
    number = {each: k for k, each in enumerate(ids)}
    apart = (frozenset(_number(number, each) for each in named) for named in (absent, unrated))
    return _Staff(ids, number, teams.codes, *apart)


def _numbered(staff: _Staff, pairs: Iterable[tuple[Hashable, Hashable]]) -> Pairs:
    return {(_number(staff.number, one), _number(staff.number, other)) for one, other in pairs}


def _number(number: Mapping[Hashable, int], member: Hashable) -> int:
    if member not in number:
        raise UnknownName("member", member, known=[*islice(number, 10), "…"])
    return number[member]


def _worked(staff: _Staff, one: Column, other: Column, weight: Column) -> tuple[IntArray, IntArray, FloatArray]:
    weights = numbers(weight, name="weight")
    require(weights >= 0, weights, name="weight", wanted="0 or more")
    ones, others = (_numbers_of(staff, column, name) for column, name in ((one, "one"), (other, "other")))
    require_equal_lengths(one=ones, other=others, weight=weights)
    return ones, others, weights


def _numbers_of(staff: _Staff, column: Column, name: str) -> IntArray:
    factor = Factor.of(column, name=name)
    known = np.array([_number(staff.number, each) for each in factor.levels.tolist()], dtype=np.int64)
    return known[factor.codes] if len(known) else known


def _candidate_pairs(
    staff: _Staff, worked: tuple[IntArray, IntArray, FloatArray], most: int, random: np.random.Generator
) -> tuple[IntArray, IntArray, FloatArray]:
    """Subject, rater and weight of each pair, both ways and each once, teammates who never worked together with 0."""
    one, other, weight = worked
    size = max(len(staff.ids), 1)
    known = np.bincount(one, minlength=size) + np.bincount(other, minlength=size)
    mates, their_mates = _mates(staff.team, STRANGE_MATES * most, random)
    is_needed = known[mates] < STRANGE_MATES * most
    subject = np.concatenate([one, other, mates[is_needed]])
    rater = np.concatenate([other, one, their_mates[is_needed]])
    weights = np.concatenate([weight, weight, np.zeros(int(is_needed.sum()))])
    keys, place = np.unique(subject * size + rater, return_inverse=True)
    return keys // size, keys % size, np.bincount(place, weights, len(keys)).astype(np.float64)


def _mates(team: IntArray, most: int, random: np.random.Generator) -> tuple[IntArray, IntArray]:
    """Up to `most` teammates of each member: the next ones when a team stands in a circle in an order of chance."""
    order = np.lexsort((random.random(len(team)), team))
    size = np.bincount(team)[team[order]] if len(team) else team
    start = np.searchsorted(team[order], team[order])
    place = np.arange(len(team)) - start
    subject, rater = [], []
    for step in range(1, most + 1):
        has_more = size > step
        subject.append(order[has_more])
        rater.append(order[(start + (place + step) % np.maximum(size, 1))[has_more]])
    return np.concatenate(subject), np.concatenate(rater)


def _candidates(
    staff: _Staff, pairs: tuple[IntArray, IntArray, FloatArray], forbidden: Pairs, random: np.random.Generator
) -> list[list[Candidate]]:
    subject, rater, weight = pairs
    most = np.zeros(len(staff.ids))
    np.maximum.at(most, subject, weight)
    closeness = weight / np.where(most > 0, most, 1.0)[subject]
    is_across = staff.team[subject] != staff.team[rater]
    candidates: list[list[Candidate]] = [[] for _ in staff.ids]
    order = random.permutation(len(subject))  # of equals the first is taken
    columns = (column[order].tolist() for column in (subject, rater, closeness, is_across))
    for whom, who, near, outside in zip(*columns, strict=True):
        if whom == who or who in staff.absent or whom in staff.unrated:
            continue
        if (who, whom) not in forbidden:
            candidates[whom].append(Candidate(who, near, outside))
    return candidates


def _by_turns(team: IntArray, random: np.random.Generator) -> list[int]:
    """One member of each team, then a second of each, and so on."""
    order = np.lexsort((random.random(len(team)), team))
    turn = np.arange(len(team)) - np.searchsorted(team[order], team[order])
    turns: list[int] = order[np.lexsort((random.random(len(team)), turn))].tolist()
    return turns


def _assignment(draft: Draft, staff: _Staff) -> Assignment:
    pairs = draft.pairs()
    chosen = set(pairs)
    raters = np.array([len(each) for each in draft.raters_of], dtype=np.int64)
    few = np.flatnonzero(raters < draft.bounds.least).tolist()
    short = [each for each in few if each not in staff.unrated]
    offered = [(subject, each.rater) for subject, offers in enumerate(draft.candidates) for each in offers]
    return Assignment(
        subject=tuple(staff.ids[subject] for subject, _ in pairs),
        rater=tuple(staff.ids[rater] for _, rater in pairs),
        raters=raters,
        load=np.array([len(each) for each in draft.rated_by], dtype=np.int64),
        short=tuple(staff.ids[each] for each in short),
        across=draft.across / max(draft.total, 1),
        reciprocal=sum((rater, subject) in chosen for subject, rater in pairs) / max(draft.total, 1),
        components=_count_components(pairs),
        least_components=_count_components(offered),
    )


def _count_components(pairs: Sequence[tuple[int, int]]) -> int:
    if not pairs:
        return 0
    table: npt.NDArray[Any] = np.array(pairs, dtype=np.int64)
    subject, rater = (np.unique(column, return_inverse=True)[1] for column in table.T)
    return Crossed.of(subject, rater).n_components
