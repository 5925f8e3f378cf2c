"""What waits for HR: numbers and states of the whole firm, and nothing of anybody's."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.features.privacy import service as privacy
from bot.features.reviews import service as reviews
from bot.features.reviews.rules.cycles import OVER, State
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.service import CloseSummary
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Firm:
    """`close` is of the month that is on its way, else of the last one; `cycles` are under way, of which people rate in
    some until `rated_until`; then requests to be forgotten, and talks whose last day is over."""

    close: CloseSummary
    cycles: int
    rated_until: date | None
    erasures: int
    late_talks: int


async def firm_of(session: AsyncSession, who: Who, *, late_talks: int | None, now: datetime) -> Firm | None:
    """None for whoever is not HR, to whom nobody counts talks; a fixed number of statements."""
    if late_talks is None:
        return None
    listed = await reviews.cycles(session, who, offset=0, now=now)
    running = [each for each in listed.rows if State(each.state) not in OVER and not each.is_test]
    rated = [each.closes_on for each in running if each.state == State.OPEN]
    return Firm(
        close=await scorecards.close_summary(session, who, now=now, settings=settings_of(session)),
        cycles=len(running),
        rated_until=min(rated, default=None),
        erasures=await privacy.count_waiting(session, who, now=now),
        late_talks=late_talks,
    )
