"""Who worked with whom, as far as the product knows it by itself."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.campaigns import service as campaigns
from bot.features.feedback import service as feedback
from bot.features.people import service as people
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.collaboration import Tie, Worked
from bot.features.reviews.service.assigning import MONTHS_REMEMBERED, note_collaboration
from bot.features.reviews.service.finding import day_of
from bot.settings import Settings
from scoring.periods import Period, month_before

OF_KIND = {"campaign": Tie.CAMPAIGN, "partnership": Tie.PARTNER}


async def note_exchanges(session: AsyncSession, cycle: ReviewCycle, *, now: datetime, settings: Settings) -> None:
    """Kudos and feedback of the months that the cycle's graph looks at, until now: how often, and not what."""
    for first, following in _months(cycle):
        since, until = (datetime.combine(day, time(), tzinfo=settings.zone) for day in (first, following))
        rows = await feedback.exchanged(session, cycle.workspace_id, since=since, until=min(until, now))
        times: Counter[tuple[int, int]] = Counter()
        for giver, receiver, n in rows:
            times[min(giver, receiver), max(giver, receiver)] += n
        worked = [Worked(one, other, Tie.KUDOS, n) for (one, other), n in sorted(times.items())]
        await repository.untie(session, cycle.workspace_id, tie=Tie.KUDOS.value, month=first)
        await note_collaboration(session, cycle.workspace_id, worked, month=Period.parse(f"{first:%Y-%m}"))


async def note_campaigns(session: AsyncSession, cycle: ReviewCycle, *, now: datetime, settings: Settings) -> None:
    """Campaigns and partnerships of the same months, until today: each once for two people who were in it together on
    one of the workspace's working days."""
    months, days = list(_months(cycle)), settings.working_days
    since = min(first for first, _ in months)
    calendar = await people.working_calendar(session, cycle.workspace_id, working_days=days, since=since)
    tomorrow = day_of(now, settings) + timedelta(days=1)
    for first, following in months:
        worked_days = [day for day in _days(first, min(following, tomorrow)) if calendar.why_off(day) is None]
        found = await campaigns.worked_together(session, cycle.workspace_id, worked_days)
        worked = [Worked(each.one, each.other, OF_KIND[each.kind], each.times) for each in found]
        for tie in OF_KIND.values():
            await repository.untie(session, cycle.workspace_id, tie=tie.value, month=first)
        await note_collaboration(session, cycle.workspace_id, worked, month=Period.parse(f"{first:%Y-%m}"))


def _months(cycle: ReviewCycle) -> Iterator[tuple[date, date]]:
    """The first days of each month that the graph looks at, and of the next one."""
    last = Period.parse(cycle.month).start
    for back in range(MONTHS_REMEMBERED):
        yield month_before(last, back), month_before(last, back - 1)


def _days(first: date, before: date) -> list[date]:
    return [first + timedelta(days=each) for each in range((before - first).days)]
