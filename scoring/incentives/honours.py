"""The best teams and the star of the month."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scoring.evidence import MemberId
from scoring.incentives.ranking import Field, Standings, by_id
from scoring.rewards import Star, TopTeams


@dataclass(frozen=True, slots=True)
class TeamPlace:
    """A team at `place` (1 is the best; equals share a place) of `ranked` teams."""

    team: MemberId
    score: float
    place: int
    ranked: int


def top_teams(rule: TopTeams, teams: Standings) -> tuple[TeamPlace, ...]:
    """The best teams of a period, best first, equals in order of id.

    Teams that tie at the last place are all in, so there may be more than n; a team with an incomplete result is not
    ranked, so there may be fewer.
    """
    field = Field.of(teams)
    places = [
        TeamPlace(team, standing.score, field.place(standing.score), len(field))
        for team, standing in ((team, teams[team]) for team in by_id(teams))
        if standing.is_complete and standing.score is not None
    ]
    return tuple(sorted((place for place in places if place.place <= rule.n), key=lambda place: place.place))


@dataclass(frozen=True, slots=True)
class StarChoice:
    """The best `score` among `candidates` people, who reached it (`tied`, in order of id), and the `stars`.

    `decided_by` says what made the choice; nobody is left when there was no candidate. People who did not agree to be
    named are in none of the numbers.
    """

    candidates: int
    score: float | None
    tied: tuple[MemberId, ...]
    last_star: Mapping[MemberId, date | None]
    decided_by: Literal["nobody", "score", "longest_ago", "shared"]
    stars: tuple[MemberId, ...]


def star_of_the_month(
    rule: Star,
    month: Standings,
    *,
    opted_in: Collection[MemberId],
    last_star: Mapping[MemberId, date] | None = None,
) -> StarChoice:
    """The best complete card of those who opted in.

    Of equals all are stars; under the tie rule `longest_ago` only whoever has never been one or for the longest time
    (`last_star`: person → when last), and who is equal in that too shares it.
    """
    agreed = frozenset(opted_in)
    scores = {member: month[member].score for member in by_id(month) if member in agreed and month[member].is_complete}
    best = max((score for score in scores.values() if score is not None), default=None)
    tied = tuple(member for member, score in scores.items() if score == best)
    before = {member: (last_star or {}).get(member) for member in tied}
    if len(tied) < 2:
        return StarChoice(len(scores), best, tied, before, "score" if tied else "nobody", tied)
    earliest = min(before[member] or date.min for member in tied)
    waited = tuple(member for member in tied if (before[member] or date.min) == earliest)
    if rule.ties == "shared" or len(waited) == len(tied):
        return StarChoice(len(scores), best, tied, before, "shared", tied)
    return StarChoice(len(scores), best, tied, before, "longest_ago", waited)
