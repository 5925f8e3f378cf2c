"""Three months of posts give nobody away: an attacker who has kept those of all channels with all their revisions,
knows who was in which team, what was corrected and when, and reads the figures of those who agreed to that, solves
for everybody else's. Somebody of the company who knows their own does so too, and two who tell each other theirs,
where the minimum is one more."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.scorecards.rules.disclosure import Contributors, Everything, may_stand_beside
from bot.features.scorecards.rules.team_figures import SCORE, TeamResult
from bot.features.scorecards.rules.team_revisions import Before, revised_result
from bot.features.scorecards.rules.wins import shows_figure

MINIMUM, PEOPLE, TEAMS, MONTHS = 3, 14, 3, 3
NOWHERE = TEAMS
PERSON = st.integers(0, PEOPLE - 1)
NOBODY: Contributors = frozenset()

Unknown = tuple[int, int, int]
"""Somebody's figure of a month, as it stood after so many corrections."""
Row = frozenset[Unknown]
"""What was told the sum of."""
Corrected = Mapping[int, Contributors]
"""Month → whose figures of it were corrected; also whose target or days away were changed."""


@dataclass(frozen=True, slots=True)
class Story:
    """Where everybody is in each month, a team's number or `NOWHERE`; who would let their figure be told; and what was
    corrected in the days after each month's posts."""

    places: Sequence[Sequence[int]]
    willing: Sequence[Contributors] = (NOBODY,) * MONTHS
    corrected: Sequence[Corrected] = ({},) * MONTHS

    def people(self, team: int, month: int) -> Contributors:
        return frozenset(person for person, place in enumerate(self.places[month]) if place == team)


@dataclass(frozen=True, slots=True)
class Told:
    """A revision of a team's figure of a month: whose, and how often each of these had been corrected by then."""

    people: Contributors
    versions: Mapping[int, int]

    @property
    def before(self) -> Before:
        return Before({SCORE: sorted(self.people)}, self.parts)

    @property
    def parts(self) -> Mapping[int, Mapping[str, str]]:
        return {person: {SCORE: str(version)} for person, version in self.versions.items()}


@dataclass(slots=True)
class Posts:
    """What all channels have been told: `rows` of sums, the people of each team's figures, and whose own figures stand
    beside them; without the rules everything there is."""

    minimum: int
    by_the_rules: bool
    rows: list[Row] = field(default_factory=list)
    everything: Everything = field(default_factory=Everything)
    of_teams: dict[int, list[Contributors]] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)
    revisions: dict[tuple[int, int], list[Told]] = field(default_factory=dict)
    versions: dict[tuple[int, int], int] = field(default_factory=dict)

    def tell(self, team: int, people: Contributors, row: Row) -> bool:
        named = frozenset(self.named)
        if self.by_the_rules and not self.everything.lets_tell(people, named, minimum=self.minimum):
            return False
        self.everything.add(people)
        self.of_teams.setdefault(team, []).append(people)
        self.rows.append(row)
        return bool(people)

    def tell_month(self, team: int, month: int, people: Contributors) -> bool:
        is_told = self.tell(team, people, self.row(people, month))
        if is_told:
            self.revisions[team, month] = [self._now(people, month)]
        return is_told

    def tell_anew(self, team: int, month: int) -> None:
        before = self.revisions[team, month]
        now = self._now(before[-1].people, month)
        keys = {SCORE: sorted(now.people)}
        new, last = TeamResult(9, 9, 2.0, (), keys), TeamResult(9, 9, 1.0, (), keys)
        found = revised_result(new, last, now.parts, [each.before for each in before], minimum=self.minimum)
        if found.score == new.score or not self.by_the_rules:
            before.append(now)
            self.rows.append(self.row(now.people, month))

    def tell_quarter(self, team: int, people: Contributors, row: Row) -> None:
        told = [
            (each.people, frozenset(who for who in each.people if self._version(who, month) != each.versions[who]))
            for (_, month), revisions in self.revisions.items()
            for each in revisions
        ]
        if not self.by_the_rules or may_stand_beside(people, told, minimum=self.minimum):
            self.tell(team, people, row)

    def name(self, team: int, person: int, month: int) -> None:
        if not self.by_the_rules or shows_figure(person, self.of_teams[team], self.named, minimum=self.minimum):
            self.named.add(person)
            self.rows.append(self.row({person}, month))

    def correct(self, corrected: Corrected) -> None:
        for month, people in corrected.items():
            for person in people:
                self.versions[person, month] = self._version(person, month) + 1
        for team, month in self.revisions:
            if corrected.get(month):
                self.tell_anew(team, month)

    def row(self, people: Collection[int], month: int) -> Row:
        return frozenset((person, month, self._version(person, month)) for person in people)

    def _now(self, people: Contributors, month: int) -> Told:
        return Told(people, {person: self._version(person, month) for person in people})

    def _version(self, person: int, month: int) -> int:
        return self.versions.get((person, month), 0)


def posts(story: Story, *, minimum: int = MINIMUM, by_the_rules: bool = True) -> Posts:
    """Each month's, with the wins and the corrections that follow, then their quarter's."""
    found = Posts(minimum, by_the_rules)
    for month in range(MONTHS):
        for team in range(TEAMS):
            people = story.people(team, month)
            if found.tell_month(team, month, people):
                for person in sorted(people & story.willing[month]):
                    found.name(team, person, month)
        found.correct({each: people for each, people in story.corrected[month].items() if each <= month})
    for team in range(TEAMS):
        people = story.people(team, MONTHS - 1)
        parts = [
            found.row({person for person in people if story.places[month][person] != NOWHERE}, month)
            for month in range(MONTHS)
        ]
        found.tell_quarter(team, people, frozenset[Unknown]().union(*parts))
    return found


def given_away(told: Posts, spies: int = 0) -> set[int]:
    """Of whom the sums tell something that is about them alone, a combination of rows in which nobody else is left but
    those who know their own: without somebody's unknowns the rows have less rank then."""
    unknowns = sorted(frozenset[Unknown]().union(*told.rows))
    if not unknowns:
        return set()
    matrix = np.array([[unknown in row for unknown in unknowns] for row in told.rows], dtype=np.float64)
    of = np.array([person for person, _, _ in unknowns])
    others = {*of.tolist()} - told.named
    return {person for some in combinations(sorted(others), spies) for person in _solved(matrix, of, others, some)}


def _solved(matrix: np.ndarray, of: np.ndarray, others: Collection[int], some: Collection[int]) -> Iterator[int]:
    is_unknown = ~np.isin(of, [*some])
    whole = _rank(matrix[:, is_unknown])
    for person in {*others} - {*some}:
        if _rank(matrix[:, is_unknown & (of != person)]) < whole:
            yield person


def _rank(matrix: np.ndarray) -> int:
    return int(np.linalg.matrix_rank(matrix)) if matrix.size else 0


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A few people move, often several together; a few months are corrected by a few."""
    some = st.frozensets(PERSON, max_size=5)
    places = [draw(st.lists(st.integers(0, TEAMS - 1), min_size=PEOPLE, max_size=PEOPLE))]
    moves = st.lists(st.tuples(some, st.integers(0, TEAMS)), max_size=3)
    for _ in range(MONTHS - 1):
        moved = {person: to for some, to in draw(moves) for person in some}
        places.append([moved.get(person, place) for person, place in enumerate(places[-1])])
    willing = draw(st.lists(st.frozensets(PERSON, max_size=4), min_size=MONTHS, max_size=MONTHS))
    month = st.integers(0, MONTHS - 1)
    corrected = draw(st.lists(st.dictionaries(month, some, max_size=2), min_size=MONTHS, max_size=MONTHS))
    return Story(places, willing, corrected)


@pytest.mark.parametrize(("spies", "minimum"), [(0, MINIMUM), (1, MINIMUM), (2, MINIMUM + 1)])
@settings(max_examples=40)
@given(story=stories())
def test_all_posts_together_give_nobody_away(story: Story, spies: int, minimum: int) -> None:
    assert given_away(posts(story, minimum=minimum), spies) == set()


SETTLED = [0] * 4 + [1] * 4 + [2] * 4


def moved(**to: int) -> list[int]:
    """`p4=0`: person 4 goes to team 0."""
    return [to.get(f"p{person}", place) for person, place in enumerate(SETTLED)]


BEFORE, AFTER = [1] * 8 + [0] * 3 + [2] * 3, [1] * 4 + [0] * 3 + [2] + [0] * 3 + [2] * 3


@pytest.mark.parametrize(
    ("story", "victims"),
    [
        # The quarter of the team that somebody joined, less its months: what they did elsewhere before.
        (Story([SETTLED, SETTLED, moved(p4=0)]), {4}),
        # Four leave a team, three for one and one for the other. Each of the first two changes hides everybody; the
        # difference of both quarters to their months would be the fourth.
        (Story([BEFORE, BEFORE, AFTER]), {7}),
        # A month told anew for one person, or a target changed after it: in the quarter and not in the month.
        (Story([SETTLED] * 3, corrected=({0: frozenset({5})}, {}, {})), {5}),
        (Story([SETTLED] * 3, corrected=({}, {}, {1: frozenset({9})})), {9}),
    ],
)
def test_without_the_rules_the_attacker_wins(story: Story, victims: set[int]) -> None:
    assert given_away(posts(story, by_the_rules=False)) == victims
    assert given_away(posts(story)) == set()
