"""Working days of a plan: what pauses, late starts and days off do to its dates. Pure."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from bot.features.improvement.rules.terms import Meeting, Milestone, Terms

IsOff = Callable[[date], bool]
"""Whether nothing is worked on a day, by the person's calendar; days away are worked days of that calendar."""
DAY = timedelta(days=1)
DAYS_SEARCHED = 400
LONG_LEAVE = 5
"""Working days from which on an absence pauses a plan."""


def worked(on: date, is_off: IsOff) -> date:
    """The day itself, or the next one that is worked; itself where none is for more than a year."""
    for ahead in range(DAYS_SEARCHED):
        if not is_off(on + ahead * DAY):
            return on + ahead * DAY
    return on


def working_days(first: date, until: date, is_off: IsOff) -> int:
    """From `first` until before `until`."""
    return sum(not is_off(first + ahead * DAY) for ahead in range(max((until - first).days, 0)))


def later(on: date, by: int, is_off: IsOff) -> date:
    """The `by`-th working day after a day, of which one that is off counts as the next that is worked."""
    found = worked(on, is_off)
    for _ in range(by):
        found = worked(found + DAY, is_off)
    return found


def postponed(terms: Terms, since: date, by: int, is_off: IsOff) -> Terms:
    """What is still ahead on `since` comes `by` working days later: never earlier, in the same order, on no day off.
    What lay before stays; nothing changes for no days at all."""
    if by < 1:
        return terms

    def moved(on: date) -> date:
        return later(on, by, is_off) if on >= since else on

    return terms.model_copy(
        update={
            "starts_on": moved(terms.starts_on),
            "ends_on": moved(terms.ends_on),
            "milestones": tuple(_due(each, moved(each.due_on)) for each in terms.milestones),
            "meetings": tuple(_held(each, moved(each.on)) for each in terms.meetings),
        }
    )


def long_leave(away: Iterable[tuple[date, date]], on: date, is_off: IsOff) -> tuple[date, date] | None:
    """First and last day of the absence around a day, if it takes at least five working days; absences with nothing but
    days off between them are one."""
    around = next((each for each in _joined(away, is_off) if each[0] <= on <= each[1]), None)
    return around if around and _is_long(around, is_off) else None


def leaves_since(
    away: Iterable[tuple[date, date]], since: date, today: date, is_off: IsOff
) -> tuple[tuple[date, date], ...]:
    """Absences of at least five working days that are over, counted from `since` on."""
    found = ((max(first, since), last) for first, last in _joined(away, is_off) if since <= last < today)
    return tuple(each for each in found if _is_long(each, is_off))


def _joined(away: Iterable[tuple[date, date]], is_off: IsOff) -> list[tuple[date, date]]:
    """In order; those with nothing but days off between them are one."""
    stretches: list[tuple[date, date]] = []
    for first, last in sorted(away):
        if stretches and working_days(stretches[-1][1] + DAY, first, is_off) == 0:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], last))
        else:
            stretches.append((first, last))
    return stretches


def _is_long(leave: tuple[date, date], is_off: IsOff) -> bool:
    return working_days(leave[0], leave[1] + DAY, is_off) >= LONG_LEAVE


def _due(milestone: Milestone, on: date) -> Milestone:
    return milestone.model_copy(update={"due_on": on})


def _held(meeting: Meeting, on: date) -> Meeting:
    return meeting.model_copy(update={"on": on})
