"""Which quarters, halves and years come out with a month."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.scorecards import repository
from bot.features.scorecards.rules.spans import around, last_month
from scoring.periods import Cadence, Period


async def longer_to_release(session: AsyncSession, workspace_id: int, month: Period) -> list[Period]:
    """Those that the month is the last of, and those that waited for it because it was held: a period comes out once
    its last month is out and none of its months is held."""
    found = []
    for period in around(month):
        last = last_month(period)
        if last != month and await repository.month_close(session, workspace_id, str(last)) is None:
            continue
        if last != month and (await repository.counted(session, workspace_id, str(period)))[0]:
            continue
        if not await _is_held(session, workspace_id, period, but=month):
            found.append(period)
    return found


async def _is_held(session: AsyncSession, workspace_id: int, period: Period, *, but: Period) -> bool:
    """The months are locked: whoever lets one go at this moment comes before or after."""
    others = [Period(Cadence.MONTH, month) for month in period.months]
    for other in others:
        if other != but:
            making = await repository.making_of(session, workspace_id, str(other), to_change=True)
            if making is not None and making.held_at is not None:
                return True
    return False
