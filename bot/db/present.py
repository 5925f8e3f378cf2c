"""What time it is for everybody who shares a database."""

from datetime import datetime

from sqlalchemy import DateTime, func
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock, SystemClock

MOMENT = select(func.statement_timestamp(type_=DateTime(timezone=True)))


async def present(session: AsyncSession, clock: Clock) -> datetime:
    """Now by PostgreSQL's clock, for a host's may be wrong; by `clock` where a single host has the file, or where it is
    one that can be moved."""
    if not isinstance(clock, SystemClock) or session.get_bind().dialect.name != "postgresql":
        return clock.now()
    moment: datetime = (await session.exec(MOMENT)).one()
    return moment
