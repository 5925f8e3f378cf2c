"""A team's card with everything that its post says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.goals import service as goals
from bot.features.goals.service import Stand
from bot.features.retrospectives import service as retrospectives
from bot.features.retrospectives.service import Agreed
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.models import TeamCard
from bot.features.scorecards.rules.spans import ending_with
from bot.features.scorecards.rules.team_bounds import scores
from bot.features.scorecards.rules.team_figures import TEAM_FIGURES, TeamFigure, TeamResult
from bot.features.scorecards.rules.team_moves import Move, Trend, moves, trend
from bot.features.scorecards.service.stars import Named, stars_in
from bot.features.scorecards.service.wins import AskedWin, shared_in
from scoring.periods import Cadence, Period
from scoring.scheme import Scheme

BEFORE = 2
"""Periods before, for the trend."""
NOT_YET = datetime.max.replace(tzinfo=UTC)
"""When a card that is drawn ahead comes out: nothing is left to do by then."""
RUN = 12
"""Periods in the picture, with this one."""


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """A period of which the score was told."""

    period: str
    score: float
    people: int


@dataclass(frozen=True, slots=True)
class PublishedTeamCard:
    """A team's card with the words of its scheme. `trend` over the periods before, `moves` since the last one; `run` of
    the last year, this one included, with None where nothing was told; what the team has `agreed` to improve and not
    done by then; `wins` and `stars` of people who agreed to be named; `goals` as they stood when it came out. `longer`
    are its quarter, half and year that ended with the month, where their score is told."""

    card: TeamCard
    figures: tuple[TeamFigure, ...]
    scheme: Scheme
    trend: Trend = field(default_factory=Trend)
    moves: tuple[Move, ...] = ()
    run: tuple[TeamStanding | None, ...] = ()
    longer: tuple[TeamStanding, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    wins: tuple[AskedWin, ...] = ()
    stars: tuple[Named, ...] = ()
    goals: tuple[Stand, ...] = ()


async def team_card_to_send(
    session: AsyncSession, workspace_id: int, team_id: int, period: str
) -> PublishedTeamCard | None:
    """None when there is no such card."""
    card = (await repository.team_cards(session, workspace_id, team_id, [period])).get(period)
    return await _with_earlier(session, card) if card else None


async def team_card_to_draw(
    session: AsyncSession, workspace_id: int, team_id: int, period: str, told: TeamResult
) -> PublishedTeamCard | None:
    """A month that is made and not out yet, with what may be told of it; None when there is none any more."""
    staged = await repository.staged_team(session, workspace_id, team_id, period)
    if staged is None:
        return None
    card = TeamCard(
        workspace_id=workspace_id,
        team_id=team_id,
        period=period,
        scheme_version_id=staged.scheme_version_id,
        n_members=told.n_members,
        n_scored=told.n_scored,
        minimum=staged.minimum,
        score=told.score,
        figures=TEAM_FIGURES.dump_json(told.figures).decode(),
        published_at=NOT_YET,
    )
    return await _with_earlier(session, card)


def told_of(row: Mapping[str, Any]) -> TeamResult:
    """As it was promised with the picture (`team_posting.DRAWN`)."""
    return TeamResult(row["n_members"], row["n_scored"], row["score"], TEAM_FIGURES.validate_json(row["figures"]))


async def _with_earlier(session: AsyncSession, card: TeamCard) -> PublishedTeamCard:
    workspace_id, team_id, period = card.workspace_id, card.team_id, Period.parse(card.period)
    periods = [str(period.previous(back)) for back in range(RUN)]
    longer = [str(each) for each in ending_with(period, Cadence)]
    cards = await repository.team_cards(session, workspace_id, team_id, [*periods[1:], *longer])
    cards[card.period] = card
    scheme = await schemes.version_of(session, workspace_id, card.scheme_version_id)
    figures = TEAM_FIGURES.validate_json(card.figures)
    return PublishedTeamCard(
        card,
        figures,
        scheme,
        trend(*(_exact(cards.get(each), scheme) for each in periods[: BEFORE + 1])),
        moves(figures, _figures(cards, periods[1])),
        tuple(_standing(cards.get(each)) for each in reversed(periods)),
        tuple(found for each in longer if (found := _standing(cards.get(each)))),
        await retrospectives.agreed_by(session, workspace_id, team_id, on=card.published_at.date()),
        await shared_in(session, workspace_id, team_id, card.period),
        await stars_in(session, workspace_id, team_id, card.period),
        await goals.public_of(
            session, workspace_id, team_id, period, at=card.published_at, on=card.published_at.date()
        ),
    )


def _standing(card: TeamCard | None) -> TeamStanding | None:
    return TeamStanding(card.period, card.score, card.n_scored) if card and card.score is not None else None


def _exact(card: TeamCard | None, scheme: Scheme) -> float | None:
    """The score where it was told as it is: what is only known to be at least that has not moved by any number."""
    if card is None or card.score is None:
        return None
    return None if scores(scheme).end_of(card.score, card.n_scored) else card.score


def _figures(cards: Mapping[str, TeamCard], period: str) -> tuple[TeamFigure, ...]:
    return TEAM_FIGURES.validate_json(cards[period].figures) if period in cards else ()
