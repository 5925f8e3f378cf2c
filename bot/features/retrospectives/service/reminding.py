"""Which days somebody is reminded on of what they have to do: in the one prompt of the day."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.retrospectives import repository
from bot.features.retrospectives.models import RetroAction
from bot.features.retrospectives.rules.actions import Stage, stage_due
from bot.scheduling.asking import Habits

Days = Mapping[int, tuple[date, Habits]]
"""Member → a day on which they are asked, and their habits."""


async def due_on(session: AsyncSession, workspace_id: int, days: Days) -> list[RetroAction]:
    """Locked: what there is to remind of on these days. Who was given something that day knows; what would have been
    reminded of on a day on which nobody is asked comes with the next prompt, once."""
    found = await repository.open_of(session, workspace_id, days)
    return [each for each in found if _stage(each, days) > each.reminders and each.given_on < days[each.owner_id][0]]


async def remind(session: AsyncSession, actions: Sequence[RetroAction], days: Days) -> None:
    """The prompts of these days show them, which is kept."""
    for action in actions:
        action.reminders, action.reminded_on = _stage(action, days), days[action.owner_id][0]
        session.add(action)
    await session.flush()


def _stage(action: RetroAction, days: Days) -> Stage:
    on, habits = days[action.owner_id]
    return stage_due(action.due_on, today=on, habits=habits)


async def owners_outside(session: AsyncSession, workspace_id: int, *, on: date) -> set[int]:
    """Who is in no team on that day and has something to do."""
    return await repository.owners_outside(session, workspace_id, on=on)
