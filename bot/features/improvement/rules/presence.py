"""Whether somebody was there long enough for a month to count. Pure."""

from datetime import date, timedelta

from bot.features.improvement.rules.runs import Said
from bot.scheduling.asking import Habits
from scoring.periods import Period


def why_not_there(habits: Habits, joined_on: date | None, month: Period) -> Said | None:
    """None when they were there on at least half of the month's working days, away on none or the smaller part."""
    joined_late = joined_on is not None and joined_on > month.start
    if not joined_late and not any(first <= month.end and last >= month.start for first, last in habits.away):
        return None
    days = [month.start + timedelta(days=k) for k in range((month.end - month.start).days + 1)]
    worked = [day for day in days if habits.calendar.why_off(day) is None]
    before = sum(joined_on is not None and day < joined_on for day in worked)
    here = sum((joined_on is None or day >= joined_on) and habits.why_absent(day) is None for day in worked)
    if 2 * here >= len(worked):
        return None
    return Said.NOT_JOINED if 2 * before > len(worked) else Said.ON_LEAVE
