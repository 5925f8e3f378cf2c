"""Three months of posts give nobody away: an attacker who has kept those of all channels, knows who was in which team,
and reads the figures of those who agreed to that, solves for everybody else's."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.scorecards.rules.disclosure import Contributors, Everything
from bot.features.scorecards.rules.wins import shows_figure

MINIMUM, PEOPLE, TEAMS, MONTHS = 3, 12, 3, 3
NOWHERE = TEAMS
PERSON = st.integers(0, PEOPLE - 1)

Unknown = tuple[int, int]
"""Somebody's figure of a month."""
Row = frozenset[Unknown]
"""What was told the sum of."""


@dataclass(frozen=True, slots=True)
class Story:
    """Where everybody is in each month, a team's number or `NOWHERE`, and who would let their figure be told."""

    places: Sequence[Sequence[int]]
    willing: Sequence[Contributors]

    def people(self, team: int, month: int) -> Contributors:
        return frozenset(person for person, place in enumerate(self.places[month]) if place == team)


@dataclass(slots=True)
class Posts:
    """What all channels have been told: `rows` of sums, the people of each team's figures, and whose own figures stand
    beside them."""

    by_the_rules: bool
    rows: list[Row] = field(default_factory=list)
    everything: Everything = field(default_factory=Everything)
    of_teams: dict[int, list[Contributors]] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)

    def tell(self, team: int, people: Contributors, row: Row) -> bool:
        named = frozenset(self.named)
        if self.by_the_rules and not self.everything.lets_tell(people, named, minimum=MINIMUM):
            return False
        self.everything.add(people)
        self.of_teams.setdefault(team, []).append(people)
        self.rows.append(row)
        return bool(people)

    def name(self, team: int, person: int, month: int) -> None:
        if not self.by_the_rules or shows_figure(person, self.of_teams[team], self.named, minimum=MINIMUM):
            self.named.add(person)
            self.rows.append(frozenset({(person, month)}))


def posts(story: Story, *, by_the_rules: bool = True) -> Posts:
    """Each month's, with the wins that follow, then their quarter's."""
    found = Posts(by_the_rules)
    for month in range(MONTHS):
        for team in range(TEAMS):
            people = story.people(team, month)
            if found.tell(team, people, frozenset((person, month) for person in people)):
                for person in sorted(people & story.willing[month]):
                    found.name(team, person, month)
    for team in range(TEAMS):
        people = story.people(team, MONTHS - 1)
        there = [(person, month) for person in people for month in range(MONTHS)]
        found.tell(team, people, frozenset(each for each in there if story.places[each[1]][each[0]] != NOWHERE))
    return found


def given_away(rows: Collection[Row], named: Collection[int]) -> set[int]:
    """Whom the sums tell something about that is about them alone: a combination of rows in which nobody else is left.
    Without somebody's unknowns the rows have less rank then."""
    unknowns = sorted(frozenset[Unknown]().union(*rows))
    matrix = np.array([[unknown in row for unknown in unknowns] for row in rows], dtype=np.float64)
    if not unknowns:
        return set()
    whole = np.linalg.matrix_rank(matrix)
    of = np.array([person for person, _ in unknowns])
    others = {person for person, _ in unknowns} - {*named}
    return {person for person in others if np.linalg.matrix_rank(matrix[:, of != person]) < whole}


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A few people move, often several together."""
    places = [draw(st.lists(st.integers(0, TEAMS - 1), min_size=PEOPLE, max_size=PEOPLE))]
    moves = st.lists(st.tuples(st.frozensets(PERSON, max_size=5), st.integers(0, TEAMS)), max_size=3)
    for _ in range(MONTHS - 1):
        moved = {person: to for some, to in draw(moves) for person in some}
        places.append([moved.get(person, place) for person, place in enumerate(places[-1])])
    return Story(places, draw(st.lists(st.frozensets(PERSON, max_size=4), min_size=MONTHS, max_size=MONTHS)))


@settings(max_examples=100)
@given(stories())
def test_all_posts_together_give_nobody_away(story: Story) -> None:
    told = posts(story)
    assert given_away(told.rows, told.named) == set()


SETTLED = [0] * 4 + [1] * 4 + [2] * 4
NOBODY: Contributors = frozenset()
QUIET = (NOBODY,) * MONTHS


def moved(**to: int) -> list[int]:
    """`p4=0`: person 4 goes to team 0."""
    return [to.get(f"p{person}", place) for person, place in enumerate(SETTLED)]


def test_without_the_rules_the_attacker_wins() -> None:
    """The quarter of the team that somebody joined, less its months: what they did elsewhere before."""
    joined = Story([SETTLED, SETTLED, moved(p4=0)], QUIET)
    assert given_away(posts(joined, by_the_rules=False).rows, ()) == {4}
    assert given_away(posts(joined).rows, ()) == set()


def test_three_channels_tell_no_more_than_one() -> None:
    """Four leave a team, three for one and one for the other. Each of the first two changes hides everybody; the
    difference of both quarters to their months would be the fourth."""
    before = [1] * 8 + [0] * 3 + [2] * 3
    after = [1] * 4 + [0] * 3 + [2] + [0] * 3 + [2] * 3
    told = posts(Story([before, before, after], QUIET))
    assert given_away(told.rows, ()) == set()
    assert given_away(posts(Story([before, before, after], QUIET), by_the_rules=False).rows, ()) == {7}
