"""A team's card with everything that its post says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.retrospectives import service as retrospectives
from bot.features.retrospectives.service import Agreed
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.models import TeamCard
from bot.features.scorecards.rules.team_bounds import scores
from bot.features.scorecards.rules.team_figures import TEAM_FIGURES, TeamFigure
from bot.features.scorecards.rules.team_moves import Move, Trend, moves, trend
from bot.features.scorecards.service.stars import Named, stars_in
from bot.features.scorecards.service.wins import AskedWin, shared_in
from scoring.periods import Period
from scoring.scheme import Scheme

BEFORE = 2
"""Periods before, for the trend."""


@dataclass(frozen=True, slots=True)
class PublishedTeamCard:
    """A team's card with the words of its scheme. `trend` over the periods before, `moves` since the last one; what the
    team has `agreed` to improve and not done by then; `wins` and `stars` of people who agreed to be named."""

    card: TeamCard
    figures: tuple[TeamFigure, ...]
    scheme: Scheme
    trend: Trend = field(default_factory=Trend)
    moves: tuple[Move, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    wins: tuple[AskedWin, ...] = ()
    stars: tuple[Named, ...] = ()


async def team_card_to_send(
    session: AsyncSession, workspace_id: int, team_id: int, period: str
) -> PublishedTeamCard | None:
    """None when there is no such card."""
    of = Period.parse(period)
    periods = [str(of.previous(back)) for back in range(BEFORE + 1)]
    cards = await repository.team_cards(session, workspace_id, team_id, periods)
    card = cards.get(period)
    if card is None:
        return None
    scheme = await schemes.version_of(session, workspace_id, card.scheme_version_id)
    figures, before = TEAM_FIGURES.validate_json(card.figures), _figures(cards, periods[1])
    return PublishedTeamCard(
        card,
        figures,
        scheme,
        trend(*(_exact(cards.get(each), scheme) for each in periods)),
        moves(figures, before),
        await retrospectives.agreed_by(session, workspace_id, team_id, on=card.published_at.date()),
        await shared_in(session, workspace_id, team_id, period),
        await stars_in(session, workspace_id, team_id, period),
    )


def _exact(card: TeamCard | None, scheme: Scheme) -> float | None:
    """The score where it was told as it is: what is only known to be at least that has not moved by any number."""
    if card is None or card.score is None:
        return None
    return None if scores(scheme).end_of(card.score, card.n_scored) else card.score


def _figures(cards: Mapping[str, TeamCard], period: str) -> tuple[TeamFigure, ...]:
    return TEAM_FIGURES.validate_json(cards[period].figures) if period in cards else ()
