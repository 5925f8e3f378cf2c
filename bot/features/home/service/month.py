"""Where somebody's running month stands, by the days that they work."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.features.metrics import service as metrics
from bot.features.metrics.rules.pace import FigureLine, WorkingDays
from bot.features.people import service as people
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Month:
    """The figures of the month of `today`, none without a team or scheme, and how much of it has been worked. `is_off`:
    nothing is expected today. `locks_at`: until when figures of the month before can be told; None once they cannot."""

    today: date
    days: WorkingDays
    lines: tuple[FigureLine, ...]
    is_off: bool = False
    locks_at: datetime | None = None

    @property
    def due(self) -> tuple[FigureLine, ...]:
        """What has still to be told today; nothing on a day off."""
        return () if self.is_off else metrics.due_among(self.lines, self.today)


async def month_of(session: AsyncSession, who: Who, today: date, *, now: datetime) -> Month:
    """The reader's own. On a business trip targets stay as they are, and nobody is asked for figures all the same."""
    found = await metrics.standing_now(session, who, today)
    habits = (await people.habits_now(session, who.workspace_id, [who.member_id], now=now))[who.member_id]
    lock = metrics.lock_of(today.replace(day=1) - timedelta(days=1), settings_of(session))
    is_off = habits.why_absent(today) is not None
    return Month(today, found.days, found.lines, is_off=is_off, locks_at=lock if now < lock else None)
