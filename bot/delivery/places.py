"""Where messages are that were promised: for links, to whoever sees them anyway."""

from collections.abc import Collection

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import POST, REPLY, SENT, Delivery

Place = tuple[str, str]
"""A channel and a `ts`."""


async def places_of_own(
    session: AsyncSession, workspace_id: int, slack_user: str, keys: Collection[str]
) -> dict[str, Place]:
    """By key, where the promised messages are that have been sent to the account itself; nobody else's are looked at,
    whatever the keys. What was not sent, or is so old that it was pruned, is left out."""
    return await _places(session, workspace_id, keys, slack_user)


async def places_in_channel(
    session: AsyncSession, workspace_id: int, channel: str, keys: Collection[str]
) -> dict[str, Place]:
    """The same of posts into a channel; whether somebody sees that, the caller knows."""
    return await _places(session, workspace_id, keys, channel)


async def _places(session: AsyncSession, workspace_id: int, keys: Collection[str], recipient: str) -> dict[str, Place]:
    if not keys:
        return {}
    query = select(Delivery.unique_key, Delivery.channel, Delivery.ts).where(
        col(Delivery.workspace_id) == workspace_id,
        col(Delivery.unique_key).in_(keys),
        col(Delivery.recipient) == recipient,
        col(Delivery.operation).in_((POST, REPLY)),
        col(Delivery.state) == SENT,
    )
    return {key: (channel, ts) for key, channel, ts in (await session.exec(query)).all() if channel and ts}
