"""What of a team's result is told, given what has been told of the team before. Pure."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from bot.features.scorecards.rules.disclosure import Contributors, may_be_told
from bot.features.scorecards.rules.team_figures import CHANGED, SCORE, SCORED, Contributing, TeamFigure, TeamResult

Known = Mapping[str, Collection[Contributors]]
"""Metric, or `SCORE` → the people of each figure that has been told of it."""
NOBODY: Mapping[str, Contributors] = MappingProxyType({})


def told(result: TeamResult, known: Known, named: Mapping[str, Contributors] = NOBODY, *, minimum: int) -> TeamResult:
    """Without the score and the figures that beside what is known would tell of fewer people than the minimum. `named`
    are those whose own figures of a metric are known, because they agreed."""
    kept = {
        name: people
        for name, people in result.contributors.items()
        if may_be_told(frozenset(people), known.get(name, ()), named.get(name, frozenset()), minimum=minimum)
    }
    figures = tuple(_told(figure, kept) for figure in result.figures)
    score = result.score if SCORE in kept else None
    return TeamResult(result.n_members, result.n_scored, score, figures, kept)


def known_from(earlier: Collection[Contributing]) -> Known:
    """Of what has been told in several periods."""
    found: dict[str, list[Contributors]] = {}
    for contributing in earlier:
        for name, people in contributing.items():
            found.setdefault(name, []).append(frozenset(people))
    return found


def _told(figure: TeamFigure, kept: Mapping[str, object]) -> TeamFigure:
    if figure.reason == SCORED and figure.metric not in kept:
        return TeamFigure(metric=figure.metric, reason=CHANGED)
    return figure
