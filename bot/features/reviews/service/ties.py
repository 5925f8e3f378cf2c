"""Who worked with whom, as far as the product knows it by itself."""

from collections import Counter
from datetime import datetime, time

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.feedback import service as feedback
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.collaboration import Tie, Worked
from bot.features.reviews.service.assigning import MONTHS_REMEMBERED, note_collaboration
from bot.settings import Settings
from scoring.periods import Period, month_before


async def note_exchanges(session: AsyncSession, cycle: ReviewCycle, *, now: datetime, settings: Settings) -> None:
    """Kudos and feedback of the months that the cycle's graph looks at, until now: how often, and not what."""
    last = Period.parse(cycle.month).start
    for back in range(MONTHS_REMEMBERED):
        first, following = month_before(last, back), month_before(last, back - 1)
        since, until = (datetime.combine(day, time(), tzinfo=settings.zone) for day in (first, following))
        rows = await feedback.exchanged(session, cycle.workspace_id, since=since, until=min(until, now))
        times: Counter[tuple[int, int]] = Counter()
        for giver, receiver, n in rows:
            times[min(giver, receiver), max(giver, receiver)] += n
        worked = [Worked(one, other, Tie.KUDOS, n) for (one, other), n in sorted(times.items())]
        await repository.untie(session, cycle.workspace_id, tie=Tie.KUDOS.value, month=first)
        await note_collaboration(session, cycle.workspace_id, worked, month=Period.parse(f"{first:%Y-%m}"))
