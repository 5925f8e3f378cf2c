"""What is not kept for ever, and what still needs figures."""

from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.scorecards import repository
from bot.features.scorecards.rules.months import month_period


async def last_closed(session: AsyncSession, workspace_id: int) -> date | None:
    """The first day of the newest month whose cards are out; they carry what they were made of."""
    month = await repository.last_closed_month(session, workspace_id)
    return month_period(month).start if month else None
