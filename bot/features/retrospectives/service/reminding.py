"""Reminds owners of what they have to do: one message a day with all of it, in their own morning."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.retrospectives import repository
from bot.features.retrospectives.models import RetroAction
from bot.features.retrospectives.rules import keys
from bot.features.retrospectives.rules.actions import stage_due
from bot.features.retrospectives.service.finding import rhythm_of
from bot.scheduling.asking import MORNING, Habits, time_to_ask
from bot.scheduling.models import DAILY
from bot.scheduling.recurrence import Occurrence, Recurrence
from bot.scheduling.service import Fired, keep
from bot.scheduling.working_calendar import Why


async def keep_reminders(session: AsyncSession, workspace_id: int, *, now: datetime) -> None:
    """A look every morning at what is due, for everybody who has something to do."""
    rhythm = await rhythm_of(session, workspace_id)
    wanted = {
        member_id: Recurrence(DAILY, MORNING, zone, rhythm.working_days)
        for member_id, zone in await repository.owners(session, workspace_id)
    }
    await keep(session, workspace_id=workspace_id, kind=keys.REMINDERS, wanted=wanted, now=now)


async def plan_reminders(session: AsyncSession, fired: Sequence[Fired], now: datetime) -> None:
    """Promise each owner the day's message, if there is anything to remind of. Nobody is reminded on a day off or
    away; what would have come then comes on the next working day, once."""
    alike: dict[tuple[int, str], list[Fired]] = defaultdict(list)
    for each in fired:
        alike[each.workspace_id, each.working_days].append(each)
    for (workspace_id, working_days), some in alike.items():
        ids = [each.subject_id for each in some]
        habits = await people.habits_of(session, workspace_id, ids, working_days=working_days, today=now.date())
        members = await people.members_by_id(session, workspace_id, ids)
        actions: dict[int, list[RetroAction]] = defaultdict(list)
        for action in await repository.open_of(session, workspace_id, ids):
            actions[action.owner_id].append(action)
        promises = []
        for each in some:
            member = members.get(each.subject_id)
            at = _when(each, habits.get(each.subject_id), now)
            if at and member and member.is_active and _remind(session, actions[member.key], each, habits[member.key]):
                payload = {"on": each.on.isoformat()}
                key = keys.due_key(member.key, each.on)
                promises.append(Promise(workspace_id, key, keys.DUE, member.slack_user, at, payload))
        await session.flush()
        await promise(session, promises, now=now)


def _remind(session: AsyncSession, actions: Sequence[RetroAction], fired: Fired, habits: Habits) -> bool:
    """Whether there is anything; that it has been reminded of is kept. Who was given something today knows."""
    found = False
    for action in actions:
        stage = stage_due(action.due_on, today=fired.on, habits=habits)
        if stage > action.reminders and action.given_on < fired.on:
            action.reminders, action.reminded_on, found = stage, fired.on, True
            session.add(action)
    return found


def _when(fired: Fired, habits: Habits | None, now: datetime) -> datetime | None:
    """None when nobody is to be disturbed. Who has just moved is reminded once their schedule has followed them."""
    if habits is None or habits.zone != fired.zone:
        return None
    found = time_to_ask(habits, Occurrence(fired.on, fired.scheduled_at), now)
    return None if isinstance(found, Why) else found
