"""On which days a retrospective may end and an action may be due."""

from datetime import date, timedelta

from bot.errors import Rejected
from bot.features.reviews.rules.dates import LEAST_DAYS
from bot.scheduling.working_calendar import WorkingCalendar

LONGEST = timedelta(weeks=3)
PROPOSED_DAYS = 5
"""Working days that the form proposes, the first and the last included."""
LATEST_DEADLINE = timedelta(days=366)


def accepted_close(closes_on: date | None, *, today: date, calendar: WorkingCalendar) -> date:
    """Rejected for a day that is none of the working ones, leaves people less than three of them, today included, or
    lies more than three weeks on."""
    latest = today + LONGEST
    if closes_on is None or not today < closes_on <= latest:
        raise Rejected("retrospectives-error-close", field="closes_on", ends=latest)
    if calendar.why_off(closes_on) is not None:
        raise Rejected("retrospectives-error-day-off", field="closes_on", on=closes_on)
    earliest = _working_day(LEAST_DAYS, today=today, calendar=calendar)
    if earliest is not None and closes_on < earliest:
        raise Rejected("retrospectives-error-soon", field="closes_on", on=earliest)
    return closes_on


def proposed_close(*, today: date, calendar: WorkingCalendar) -> date:
    """The fifth working day, today included; the last possible day where there are not so many."""
    return _working_day(PROPOSED_DAYS, today=today, calendar=calendar) or today + LONGEST


def accepted_deadline(due_on: date | None, *, today: date, calendar: WorkingCalendar) -> date:
    """Rejected for a day that is over, more than a year on, or none of the working ones."""
    latest = today + LATEST_DEADLINE
    if due_on is None or not today <= due_on <= latest:
        raise Rejected("retrospectives-error-deadline", field="due_on", ends=latest)
    if calendar.why_off(due_on) is not None:
        raise Rejected("retrospectives-error-day-off", field="due_on", on=due_on)
    return due_on


def _working_day(number: int, *, today: date, calendar: WorkingCalendar) -> date | None:
    """None when there are less within three weeks."""
    days = (today + timedelta(days=each) for each in range(LONGEST.days + 1))
    worked = [day for day in days if calendar.why_off(day) is None]
    return worked[number - 1] if len(worked) >= number else None
