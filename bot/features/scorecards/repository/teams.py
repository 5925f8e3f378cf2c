"""SQL of the cards of teams."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.features.scorecards.models import TeamCard
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
