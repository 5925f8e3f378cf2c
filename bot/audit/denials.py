"""Keeps what was denied."""

from collections.abc import Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Denied


async def keep_denials(session: AsyncSession, denied: Sequence[Denied]) -> None:
    """For the edge, in a transaction of its own."""
    await record(session, *[each.entry for each in denied if isinstance(each.entry, Entry)])
