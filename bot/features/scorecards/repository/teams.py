"""SQL of the cards of teams."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.scorecards.models import TeamCard
from bot.features.scorecards.repository.cards import CHUNK


async def add_team_cards(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), CHUNK):
        await session.exec(insert(TeamCard), params=rows[start : start + CHUNK])


async def team_card(session: AsyncSession, workspace_id: int, team_id: int, period: str) -> TeamCard | None:
    statement = select(TeamCard).where(
        TeamCard.workspace_id == workspace_id, TeamCard.team_id == team_id, TeamCard.period == period
    )
    return (await session.exec(statement)).first()
