"""What a team's card says anew after its members' cards were revised. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.features.scorecards.rules.disclosure import may_replace
from bot.features.scorecards.rules.team_figures import SCORE, Contributing, TeamFigure, TeamResult

Parts = Mapping[int, Mapping[str, str]]
"""Member → metric, or `SCORE` → what their card adds to it (`team_receipts.parts_of`)."""


@dataclass(frozen=True, slots=True)
class Before:
    """A revision of the team's card: who was in what, and what their cards added then."""

    contributors: Contributing
    parts: Parts


def revised_result(
    new: TeamResult, told: TeamResult, now: Parts, before: Sequence[Before], *, minimum: int
) -> TeamResult:
    """The result `told` last, with those figures anew in which nobody's part or enough people's differs from every
    time it was told before. The others stay as they were told: their difference would be that of few."""
    fresh = {name for name in new.contributors if _may_be_told_anew(name, new, now, before, minimum)}
    kept = {each.metric: each for each in told.figures}
    figures = tuple(each if each.metric in fresh else kept.get(each.metric, each) for each in new.figures)
    score = new.score if SCORE in fresh else told.score
    contributors = {
        name: list(new.contributors[name] if name in fresh else told.contributors[name])
        for name in {*fresh, *told.contributors}
    }
    if SCORE in fresh:
        return TeamResult(new.n_members, new.n_scored, score, figures, contributors)
    return TeamResult(told.n_members, told.n_scored, score, figures, contributors)


def is_same(one: TeamResult, other: TeamResult) -> bool:
    """To whoever reads it."""
    return (one.score, _shown(one.figures)) == (other.score, _shown(other.figures))


def _may_be_told_anew(name: str, new: TeamResult, now: Parts, before: Sequence[Before], minimum: int) -> bool:
    people = new.contributors[name]
    return all(
        may_replace(_changed(name, {*people, *each.contributors[name]}, now, each.parts), minimum=minimum)
        for each in before
        if name in each.contributors
    )


def _changed(name: str, people: set[int], now: Parts, then: Parts) -> int:
    return sum(now.get(each, {}).get(name) != then.get(each, {}).get(name) for each in people)


def _shown(figures: Sequence[TeamFigure]) -> list[TeamFigure]:
    return sorted(figures, key=lambda each: each.metric)
