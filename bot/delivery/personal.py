"""What has been promised and sent to one person: when and of which kind, never what it said."""

from typing import Any

from sqlalchemy import or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import Delivery

SENT = ("kind", "operation", "state", "due_at", "sent_at", "channel", "ts", "file_id")


async def stored_about(session: AsyncSession, workspace_id: int, slack_user: str) -> dict[str, list[dict[str, Any]]]:
    """By kind, the earliest first."""
    is_theirs = or_(col(Delivery.recipient) == slack_user, col(Delivery.only_for) == slack_user)
    statement = select(Delivery).where(Delivery.workspace_id == workspace_id, is_theirs)
    rows = (await session.exec(statement.order_by(col(Delivery.due_at), col(Delivery.id)))).all()
    return {"deliveries": [{name: getattr(row, name) for name in SENT} for row in rows]}
