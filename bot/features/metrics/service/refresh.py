"""Tells the person's Home that its figures have changed."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import HOME
from bot.delivery.promises import Promise, promise
from bot.turn import Who

REFRESH = "home.refresh"
"""The kind that the Home slice renders; nothing else is known of it here."""


async def refresh_home(session: AsyncSession, who: Who, *, now: datetime) -> None:
    """Promise a fresh Home. Only forms do: they are opened from Home, and a command must stay quick."""
    key = f"home:{who.member_id}:{now.isoformat()}"
    await promise(session, [Promise(who.workspace_id, key, REFRESH, who.slack_user, now, operation=HOME)], now=now)
