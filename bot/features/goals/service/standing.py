"""Where goals stand: one computation for windows, Home, posts and cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.goals import repository
from bot.features.goals.models import Goal, GoalUpdate
from bot.features.goals.rules.progress import planned, progress
from scoring.periods import Period


@dataclass(frozen=True, slots=True)
class Stand:
    """`value` as of the day `on`, both None while nothing is known; `progress` and `plan` in %, the plan being that of
    this day, or of today while there is no value."""

    row: Goal
    value: Decimal | None
    on: date | None
    progress: float | None
    plan: float
    newest: GoalUpdate | None = None


async def stands_of(session: AsyncSession, workspace_id: int, rows: Sequence[Goal], *, today: date) -> list[Stand]:
    """In their order; a fixed number of statements."""
    newest = await repository.newest_updates(session, workspace_id, [row.key for row in rows])
    return [_stand(row, newest, today) for row in rows]


def _stand(row: Goal, newest: Mapping[int, GoalUpdate], today: date) -> Stand:
    told = newest.get(row.key)
    first = Period.parse(row.period).start
    if told is None:
        return Stand(row, None, None, None, planned(first, row.due_on, today))
    plan = planned(first, row.due_on, today)
    return Stand(row, told.value, told.on, progress(row.start, row.target, told.value), plan, told)
