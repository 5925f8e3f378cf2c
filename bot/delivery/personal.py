"""What has been promised and sent to one person: when and of which kind, never what it said."""

from typing import Any

from sqlalchemy import delete, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.limits import channel_bucket, home_bucket
from bot.delivery.models import DUE, SENDING, Delivery, OpenedHome, RateBucket

SENT = ("kind", "operation", "state", "due_at", "sent_at", "channel", "ts", "file_id")


async def stored_about(session: AsyncSession, workspace_id: int, slack_user: str) -> dict[str, list[dict[str, Any]]]:
    """By kind, the earliest first."""
    is_theirs = or_(col(Delivery.recipient) == slack_user, col(Delivery.only_for) == slack_user)
    statement = select(Delivery).where(Delivery.workspace_id == workspace_id, is_theirs)
    rows = (await session.exec(statement.order_by(col(Delivery.due_at), col(Delivery.id)))).all()
    return {"deliveries": [{name: getattr(row, name) for name in SENT} for row in rows]}


async def is_on_its_way(session: AsyncSession, workspace_id: int, key: str) -> bool:
    """Whether a promise may still be sent by itself."""
    statement = select(Delivery.state).where(Delivery.workspace_id == workspace_id, Delivery.unique_key == key)
    return (await session.exec(statement)).first() in (DUE, SENDING)


async def forget_recipient(session: AsyncSession, workspace_id: int, slack_user: str) -> None:
    """Everything that names the person's Slack id; what was promised to them is not sent any more."""
    is_theirs = or_(col(Delivery.recipient) == slack_user, col(Delivery.only_for) == slack_user)
    await session.exec(delete(Delivery).where(col(Delivery.workspace_id) == workspace_id, is_theirs))
    is_ours = (col(OpenedHome.workspace_id) == workspace_id, col(OpenedHome.slack_user) == slack_user)
    await session.exec(delete(OpenedHome).where(*is_ours))
    names = [channel_bucket(slack_user), home_bucket(slack_user)]
    buckets = (col(RateBucket.workspace_id) == workspace_id, col(RateBucket.name).in_(names))
    await session.exec(delete(RateBucket).where(*buckets))
