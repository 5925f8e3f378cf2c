"""What happens by itself, once a day: talks that are due, whose duty they are, and who is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.scorecards import service as scorecards
from bot.features.talks.models import LAPSED, OPEN, Talk
from bot.features.talks.repository import items
from bot.features.talks.repository import talks as repository
from bot.features.talks.rules.days import LATEST_START, due_day, is_to_be_reminded
from bot.features.talks.service.telling import tell_hr, tell_managers
from bot.scheduling.asking import Habits
from bot.scheduling.recurrence import is_working_day
from bot.scheduling.service import Fired
from bot.turn import day_in
from scoring.periods import Period


async def look_after(session: AsyncSession, fired: Sequence[Fired], now: datetime) -> None:
    """All that is due in each workspace, also what an outage made us miss; again changes nothing."""
    for each in fired:
        today = day_in(each.zone, now)
        day = await _day_of(session, each.workspace_id, today=today, now=now)
        if day is not None:
            await _follow(session, day)
            await _tell(session, day, is_worked=is_working_day(today, each.working_days))


@dataclass(frozen=True, slots=True)
class _Day:
    """What the look of a day knows: the `newest` month whose cards are out, and by member's key everybody and their
    direct managers. People whose days are alike share their habits: a last day is reckoned once for each pair."""

    workspace_id: int
    today: date
    now: datetime
    newest: Period
    talks: Sequence[Talk]
    members: Mapping[int, Member]
    managers: Mapping[int, int]
    habits: Mapping[int, Habits]
    hr: Sequence[Member]
    _due: dict[tuple[date, int, int], date | None] = field(default_factory=dict)

    def manager_of(self, talk: Talk) -> Member | None:
        """Of today, when they are here."""
        found = self.members.get(self.managers.get(talk.member_id, 0))
        return found if found and found.is_active else None

    def due_on(self, talk: Talk) -> date | None:
        manager, member = self.habits[talk.manager_id], self.habits[talk.member_id]
        key = (talk.since_on, id(manager), id(member))
        if key not in self._due:
            self._due[key] = due_day(talk.since_on, manager=manager, member=member)
        return self._due[key]


async def _day_of(session: AsyncSession, workspace_id: int, *, today: date, now: datetime) -> _Day | None:
    """None before the first cards are out."""
    newest = await scorecards.newest_month(session, workspace_id)
    if newest is None:
        return None
    managers = await people.managers(session, workspace_id, on=today)
    if today <= newest.end + LATEST_START:
        await _begin(session, workspace_id, newest, managers, today=today)
    talks = await repository.open_talks(session, workspace_id)
    hr = await people.hr(session, workspace_id, on=today)
    pairs = [(each.member_id, each.manager_id, managers.get(each.member_id)) for each in talks]
    keys = {key for pair in pairs for key in pair if key is not None} | {each.key for each in hr}
    members = await people.members_by_id(session, workspace_id, keys)
    habits = await people.habits_now(session, workspace_id, keys, now=now)
    return _Day(workspace_id, today, now, newest, talks, members, managers, habits, hr)


async def _begin(
    session: AsyncSession, workspace_id: int, month: Period, managers: Mapping[int, int], *, today: date
) -> None:
    """For everybody who has a card and a manager who is here."""
    found = await repository.without_talk(session, workspace_id, str(month))
    wanted = {managers[each] for each in found if each in managers}
    there = {
        each.key for each in (await people.members_by_id(session, workspace_id, wanted)).values() if each.is_active
    }
    rows = [
        {
            "workspace_id": workspace_id,
            "member_id": each,
            "manager_id": managers[each],
            "period": str(month),
            "since_on": today,
            "state": OPEN,
            "is_agreed": False,
        }
        for each in found
        if managers.get(each) in there
    ]
    await repository.add_talks(session, rows)


async def _follow(session: AsyncSession, day: _Day) -> None:
    """Talks are the duty of whoever manages the member today, and lapse with the month."""
    for talk in day.talks:
        manager = day.manager_of(talk)
        if talk.period < str(day.newest) or not day.members[talk.member_id].is_active:
            talk.state = LAPSED
        elif manager is not None and manager.key != talk.manager_id:
            _hand_over(talk, manager, today=day.today)
        due_on = day.due_on(talk) if manager is not None and talk.state == OPEN else None
        if due_on != talk.due_on:
            talk.due_on = due_on
        session.add(talk)
    await session.flush()
    await items.hand_over(session, day.workspace_id, day.managers)


def _hand_over(talk: Talk, manager: Member, *, today: date) -> None:
    """What was arranged with the former one is void, and counting begins anew."""
    talk.manager_id, talk.since_on = manager.key, today
    talk.asked_on = talk.reminded_on = talk.meet_at = talk.proposed_by = None
    talk.is_agreed = False


async def _tell(session: AsyncSession, day: _Day, *, is_worked: bool) -> None:
    """Each manager once about all their people, once more shortly before the last day, and HR once a week."""
    due = [(talk, manager) for talk in day.talks if talk.due_on and (manager := day.manager_of(talk))]
    asked, reminded = list(_unasked(due, day.today)), list(_unreminded(due, day))
    await tell_managers(session, asked, reminded, habits=day.habits, today=day.today, now=day.now)
    is_late = any(talk.due_on < day.today for talk, _ in due if talk.due_on)
    if is_late and is_worked:
        await tell_hr(session, day.hr, str(day.newest), habits=day.habits, today=day.today, now=day.now)


def _unasked(due: Sequence[tuple[Talk, Member]], today: date) -> Iterator[Member]:
    for talk, manager in due:
        if talk.asked_on is None:
            talk.asked_on = today
            yield manager


def _unreminded(due: Sequence[tuple[Talk, Member]], day: _Day) -> Iterator[Member]:
    """Who has agreed on a time that is still in time is not reminded."""
    for talk, manager in due:
        is_arranged = talk.is_agreed and talk.meet_at is not None and talk.meet_at > day.now
        if talk.reminded_on is None and talk.asked_on != day.today and not is_arranged:
            habits = day.habits[manager.key]
            is_there = habits.why_absent(day.today) is None
            if is_there and is_to_be_reminded(talk.due_on, today=day.today, manager=habits):
                talk.reminded_on = day.today
                yield manager
