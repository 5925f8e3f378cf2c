"""What is due in a plan, of whom and on which day: by the person's working calendar. Pure."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.features.improvement.rules.days import DAY, DAYS_SEARCHED, IsOff, later, worked
from bot.features.improvement.rules.states import GOING_ON, State
from bot.features.improvement.rules.terms import Meeting, Milestone

IsThere = Callable[[date], bool]
"""Whether the person works on a day: one of their calendar's on which they are not away."""
Stretch = tuple[date, date]
"""First and last day on which a plan ran without a break, both included."""
WEEK = timedelta(days=7)
AHEAD = 3
"""Working days before a milestone or a review on which people are reminded of it."""
GRACE = 2
"""Working days after which a note of the manager counts as missed."""
IN_A_ROW = 2
"""Missed notes of which HR is told once."""
REVIEWS = ("mid", "final")


class What(StrEnum):
    """The person's weekly check-in, the manager's weekly note, a milestone, a review."""

    CHECKIN = "checkin"
    NOTE = "note"
    MILESTONE = "milestone"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Week:
    """A week in which a check-in is due, on the day `told_on`, and the manager's note about it on `noted_on`."""

    monday: date
    told_on: date
    noted_on: date


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is due by the day `on`; people are reminded on `days`. `ref` is a milestone's or meeting's, or the
    week's Monday."""

    what: What
    ref: str
    on: date
    days: tuple[date, ...]
    is_open: bool


def week_of(on: date) -> date:
    """Its Monday."""
    return on - timedelta(days=on.weekday())


def stretches(moves: Sequence[tuple[date, State, State]], ends_on: date) -> tuple[Stretch, ...]:
    """Where a plan ran, from its moves in order: the day, and the states before and after. The day of a pause is no day
    of the plan any more, the day on which it goes on is."""
    found: list[Stretch] = []
    since: date | None = None
    for on, before, after in moves:
        if before not in GOING_ON and after in GOING_ON:
            since = on
        elif before in GOING_ON and after not in GOING_ON and since is not None:
            found.append((since, min(on - DAY, ends_on)))
            since = None
    if since is not None:
        found.append((since, ends_on))
    return tuple((first, last) for first, last in found if first <= last)


def weeks(ran: Sequence[Stretch], ends_on: date, until: date, *, is_off: IsOff, is_there: IsThere) -> tuple[Week, ...]:
    """Those that begin on `until` at the latest, in order. A check-in is due on the last day of a week on which the
    person is there, if the plan runs on that day: never in a pause, nor when they are away for the whole week."""
    found = []
    monday = week_of(min((first for first, _ in ran), default=until + WEEK))
    while monday <= min(until, ends_on):
        days = [monday + k * DAY for k in range(7)]
        there = [day for day in days if day <= ends_on and is_there(day)]
        if there and any(first <= there[-1] <= last for first, last in ran):
            found.append(Week(monday, there[-1], worked(there[-1] + DAY, is_off)))
        monday += WEEK
    return tuple(found)


def reminders(on: date, is_off: IsOff) -> tuple[date, ...]:
    """Three working days before, and the day itself."""
    return earlier(on, AHEAD, is_off), on


def earlier(on: date, by: int, is_off: IsOff) -> date:
    """The `by`-th working day before a day; the day itself where there are not as many in more than a year."""
    left = by
    for back in range(1, DAYS_SEARCHED):
        day = on - back * DAY
        left -= not is_off(day)
        if left == 0:
            return day
    return on


def milestone_items(milestones: Sequence[Milestone], reached: Collection[str], is_off: IsOff) -> Iterator[Item]:
    """Of the person."""
    for each in milestones:
        days = reminders(each.due_on, is_off)
        yield Item(What.MILESTONE, each.ref, each.due_on, days, is_open=each.ref not in reached)


def meeting_items(meetings: Sequence[Meeting], held: Collection[str], is_off: IsOff) -> Iterator[Item]:
    """Of both: the mid-term and the final review."""
    for each in meetings:
        if each.kind in REVIEWS:
            yield Item(What.MEETING, each.ref, each.on, reminders(each.on, is_off), is_open=each.ref not in held)


def checkin_items(found: Sequence[Week], told: Collection[date], on: date, today: date) -> Iterator[Item]:
    """Of the week of `on`, open until that is over."""
    for each in found:
        if each.monday == week_of(on):
            ref, is_open = each.monday.isoformat(), each.monday not in told and each.monday == week_of(today)
            yield Item(What.CHECKIN, ref, each.told_on, (each.told_on,), is_open=is_open)


def note_items(found: Sequence[Week], noted: Collection[date], on: date, today: date) -> Iterator[Item]:
    """Of the newest week whose note is due `on` a day, open until the next one is due."""
    for each in [week for week in found if week.noted_on <= on][-1:]:
        ref, is_open = each.monday.isoformat(), each.monday not in noted and each in writable(found, noted, today)
        yield Item(What.NOTE, ref, each.noted_on, (each.noted_on,), is_open=is_open)


def is_turn(item: Item, on: date, asked: Collection[date]) -> bool:
    """Whether people are reminded on that day: on the item's own, or the next one within a week on which anything is
    asked of them; `asked` are the days on which they were reminded of what is due in plans."""
    passed = [day for day in item.days if day <= on]
    if not passed or on - passed[-1] >= WEEK:
        return False
    return not any(passed[-1] <= each < on for each in asked)


def writable(found: Sequence[Week], noted: Collection[date], today: date) -> tuple[Week, ...]:
    """Weeks about which the manager can write, the one that is offered first: from the day of the check-in on, until
    the next note is due."""
    due = [each for each in found if each.noted_on <= today][-1:]
    begun = [each for each in found if each.told_on <= today < each.noted_on]
    both = [*due, *begun[-1:]]
    done = [each for each in both if each.monday in noted]
    return (*[each for each in both if each not in done], *reversed(done))


def missed(
    found: Sequence[Week], noted: Collection[date], today: date, *, is_off: IsOff, since: date | None = None
) -> tuple[int, tuple[Week, ...]]:
    """How many notes in a row the manager has missed by now, and the second week of every two in a row. A note is
    missed on the second working day after it was due. What was due before `since`, when somebody else was the manager,
    does not count."""
    run, seconds = 0, []
    for each in found:
        if since is not None and each.noted_on < since:
            continue
        if each.monday in noted:
            run = 0
        elif later(each.noted_on, GRACE, is_off) <= today:
            run += 1
            if run % IN_A_ROW == 0:
                seconds.append(each)
    return run, tuple(seconds)
