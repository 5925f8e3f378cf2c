"""Promises what somebody's schedule has set off, at an hour at which they may be asked."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.features.people.repository.prompts import slack_users
from bot.features.people.service.calendars import habits_of
from bot.scheduling.asking import Habits, time_to_ask
from bot.scheduling.recurrence import Occurrence
from bot.scheduling.service import Fired
from bot.scheduling.working_calendar import Why


@dataclass(frozen=True, slots=True)
class Planned:
    """Somebody who is asked about the day `on`, `at` a moment at which they may be."""

    member_id: int
    slack_user: str
    on: date
    at: datetime
    habits: Habits


@dataclass(frozen=True, slots=True)
class Plans:
    """Of one workspace."""

    workspace_id: int
    asked: Sequence[Planned]


async def plans_of(session: AsyncSession, fired: Sequence[Fired], *, now: datetime) -> list[Plans]:
    """Whom schedules that have been set off ask: on the member's working days and outside their quiet hours. Nobody who
    is away, has paused or has left."""
    plans = []
    for (workspace_id, working_days), some in _alike(fired).items():
        ids = [each.subject_id for each in some]
        recipients = await slack_users(session, workspace_id, ids)
        habits = await habits_of(session, workspace_id, ids, working_days=working_days, today=now.date())
        here = [each for each in some if each.subject_id in recipients]
        asked = [
            Planned(each.subject_id, recipients[each.subject_id], each.on, at, habits[each.subject_id])
            for at, together in _by_moment(here, habits, now)
            for each in together
        ]
        plans.append(Plans(workspace_id, asked))
    return plans


async def promise_planned(
    session: AsyncSession, plans: Plans, *, kind: str, key_of: Callable[[int, date], str], now: datetime
) -> None:
    """A message for each; what it says is found out when it is sent."""
    payloads: dict[tuple[date, datetime], dict[str, str]] = {}
    promises = []
    for each in plans.asked:
        if (each.on, each.at) not in payloads:
            payloads[each.on, each.at] = {"on": each.on.isoformat(), "at": each.at.isoformat()}
        key, payload = key_of(each.member_id, each.on), payloads[each.on, each.at]
        promises.append(Promise(plans.workspace_id, key, kind, each.slack_user, each.at, payload))
    await promise(session, promises, now=now)


def _alike(fired: Sequence[Fired]) -> dict[tuple[int, str], list[Fired]]:
    found: dict[tuple[int, str], list[Fired]] = defaultdict(list)
    for each in fired:
        found[each.workspace_id, each.working_days].append(each)
    return found


def _by_moment(
    fired: list[Fired], habits: Mapping[int, Habits], now: datetime
) -> Iterator[tuple[datetime, list[Fired]]]:
    """When to ask, and who is asked then; reckoned once for all of one day whose habits are the same."""
    alike: dict[tuple[int, datetime, date, str], list[Fired]] = defaultdict(list)
    for each in fired:
        alike[id(habits.get(each.subject_id)), each.scheduled_at, each.on, each.zone].append(each)
    for some in alike.values():
        if at := _when(some[0], habits.get(some[0].subject_id), now):
            yield at, some


def _when(fired: Fired, habits: Habits | None, now: datetime) -> datetime | None:
    """None when nobody is to be asked. Who has just moved is asked once their schedule has followed them."""
    if habits is None or habits.zone != fired.zone:
        return None
    found = time_to_ask(habits, Occurrence(fired.on, fired.scheduled_at), now)
    return None if isinstance(found, Why) else found
