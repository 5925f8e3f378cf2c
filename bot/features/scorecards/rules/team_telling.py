"""What of a team's result is told, given what has been told of all teams before. Pure."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from bot.features.scorecards.rules.disclosure import Contributors, Everything
from bot.features.scorecards.rules.team_figures import CHANGED, SCORE, SCORED, Contributing, TeamFigure, TeamResult

Known = dict[str, Everything]
"""Metric, or `SCORE` → the figures that have been told of it."""
NOBODY: Mapping[str, Contributors] = MappingProxyType({})
NOTHING = Everything()


def told(result: TeamResult, known: Known, named: Mapping[str, Contributors] = NOBODY, *, minimum: int) -> TeamResult:
    """Without the score and the figures that beside what is known would tell of fewer people than the minimum. `named`
    are those whose own figures of a metric are known, because they agreed."""
    kept = {
        name: people
        for name, people in result.contributors.items()
        if known.get(name, NOTHING).lets_tell(frozenset(people), named.get(name, frozenset()), minimum=minimum)
    }
    figures = tuple(_told(figure, kept) for figure in result.figures)
    score = result.score if SCORE in kept else None
    return TeamResult(result.n_members, result.n_scored, score, figures, kept)


def known_from(earlier: Collection[Contributing]) -> Known:
    """Of what has been told in several periods."""
    found: Known = {}
    for contributing in earlier:
        add_to(found, contributing)
    return found


def add_to(known: Known, contributing: Mapping[str, Collection[int]]) -> None:
    for name, people in contributing.items():
        known.setdefault(name, Everything()).add(frozenset(people))


def _told(figure: TeamFigure, kept: Mapping[str, object]) -> TeamFigure:
    if figure.reason == SCORED and figure.metric not in kept:
        return TeamFigure(metric=figure.metric, reason=CHANGED)
    return figure
