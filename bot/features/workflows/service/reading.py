"""What a message says when it is sent."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.reviews import service as reviews
from bot.features.workflows import repository
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Due:
    """Whom the reader may rate, in which review, and why a workflow asks, as somebody wrote."""

    cycle_id: int
    subject: Member
    reason: str


async def checkin_asked(session: AsyncSession, who: Who, on: date, *, is_done: bool) -> bool:
    """Whether there is still, or already, that to say."""
    return await metrics.is_told(session, who, on) == is_done


async def rating_asked(session: AsyncSession, who: Who, step_id: int, *, now: datetime) -> Due | None:
    """None when no review asks the reader about them, when it is done, and once the step is over."""
    row = await repository.own_step(session, people.own(who), step_id)
    if row is None:
        return None
    desk = await reviews.desk_of(session, who, now=now, settings=settings_of(session))
    due = next((each for each in desk.due if each.subject.key == row.subject_id), None)
    return Due(due.cycle.key, due.subject, row.reason) if due else None
