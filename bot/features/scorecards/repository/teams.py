"""SQL of the cards of teams."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, func, insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.features.scorecards.models import FIRST_REVISION, Card, CardQuestion, TeamCard
from bot.features.scorecards.repository.cards import CHUNK


async def add_team_cards(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), CHUNK):
        await session.exec(insert(TeamCard), params=rows[start : start + CHUNK])


async def team_card(session: AsyncSession, workspace_id: int, team_id: int, period: str) -> TeamCard | None:
    """The newest revision."""
    found = await team_cards(session, workspace_id, team_id, [period])
    return found.get(period)


async def team_cards(
    session: AsyncSession, workspace_id: int, team_id: int, periods: Collection[str]
) -> dict[str, TeamCard]:
    """By period, the newest revision of each."""
    statement = select(TeamCard).where(
        TeamCard.workspace_id == workspace_id, TeamCard.team_id == team_id, col(TeamCard.period).in_(periods)
    )
    rising = statement.order_by(col(TeamCard.revision))
    return {card.period: card for card in (await session.exec(rising)).all()}


async def team_cards_of(
    session: AsyncSession, workspace_id: int, periods: Collection[str]
) -> dict[tuple[int, str], TeamCard]:
    """By team and period, the newest revision of each."""
    statement = select(TeamCard).where(TeamCard.workspace_id == workspace_id, col(TeamCard.period).in_(periods))
    rising = statement.order_by(col(TeamCard.revision))
    return {(card.team_id, card.period): card for card in (await session.exec(rising)).all()}


async def every_team_card(session: AsyncSession, workspace_id: int, period: str) -> dict[int, list[TeamCard]]:
    """Team → all revisions of its card of a period, the oldest first."""
    statement = select(TeamCard).where(TeamCard.workspace_id == workspace_id, TeamCard.period == period)
    found: dict[int, list[TeamCard]] = defaultdict(list)
    for card in (await session.exec(statement.order_by(col(TeamCard.revision)))).all():
        found[card.team_id].append(card)
    return found


async def revisions_of_teams(session: AsyncSession, workspace_id: int, period: str) -> dict[int, dict[int, datetime]]:
    """Team → member → when their card of the period was last revised; of those that were."""
    statement = select(Card.team_id, Card.member_id, Card.published_at).where(
        Card.workspace_id == workspace_id, Card.period == period, Card.revision > FIRST_REVISION
    )
    found: dict[int, dict[int, datetime]] = defaultdict(dict)
    for team_id, member_id, at in (await session.exec(statement.order_by(col(Card.revision)))).all():
        found[team_id][member_id] = at
    return found


async def teams_of_cards(
    session: AsyncSession, workspace_id: int, period: str, teams: Collection[int]
) -> dict[int, int]:
    """Member → team, of those whose cards of the period are one of these teams'."""
    statement = select(Card.member_id, Card.team_id).where(
        Card.workspace_id == workspace_id,
        Card.period == period,
        is_listed(session.get_bind().dialect.name, col(Card.team_id)),
    )
    rising = statement.order_by(col(Card.member_id), col(Card.revision))
    return dict((await session.exec(rising, params=as_ids(teams))).all())


class ScoreThen(NamedTuple):
    """What a revision of a member's card came to."""

    member_id: int
    published_at: datetime
    is_complete: bool
    score: float | None


async def scores_of(session: AsyncSession, workspace_id: int, period: str) -> list[ScoreThen]:
    """Of every revision of every card of a period, older ones of one card before newer ones."""
    statement = select(Card.member_id, Card.published_at, Card.is_complete, Card.score).where(
        Card.workspace_id == workspace_id, Card.period == period
    )
    return [ScoreThen(*row) for row in (await session.exec(statement.order_by(col(Card.revision)))).all()]


async def questions_by_team(session: AsyncSession, workspace_id: int, period: str) -> dict[int, int]:
    """How many questions about cards of the period are open, by the team of the card."""
    about = (Card.workspace_id, Card.member_id, Card.period)
    asked = (CardQuestion.workspace_id, CardQuestion.member_id, CardQuestion.period)
    statement = (
        select(Card.team_id, func.count(col(CardQuestion.id).distinct()))
        .join(CardQuestion, and_(*(col(one) == col(other) for one, other in zip(about, asked, strict=True))))
        .where(Card.workspace_id == workspace_id, Card.period == period, col(CardQuestion.answered_at).is_(None))
        .group_by(col(Card.team_id))
    )
    return dict((await session.exec(statement)).all())


async def contributors_of(
    session: AsyncSession, workspace_id: int, teams: Collection[int], periods: Collection[str]
) -> list[tuple[int, str]]:
    """Team and `contributors` of every revision of these teams' cards of these periods."""
    statement = select(TeamCard.team_id, TeamCard.contributors).where(
        TeamCard.workspace_id == workspace_id,
        col(TeamCard.period).in_(periods),
        is_listed(session.get_bind().dialect.name, col(TeamCard.team_id)),
    )
    return [(team_id, told) for team_id, told in (await session.exec(statement, params=as_ids(teams))).all()]
