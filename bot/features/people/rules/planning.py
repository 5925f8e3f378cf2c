"""From which day a change of team, lead or manager may count. Pure."""

from collections.abc import Sequence
from datetime import date

from bot.errors import Rejected
from bot.features.people.rules.days import LONGEST_DAYS, OLDEST_DAYS
from bot.features.people.rules.timeline import Span, last_change


def problem_with_day(day: date, *, today: date, spans: Sequence[Span]) -> Rejected | None:
    """Why nothing can change on that day; `spans` are what is changed. What was before the present stretch stays as it
    was, and nobody plans for later than a year."""
    if (today - day).days > OLDEST_DAYS:
        return Rejected("people-error-from-old", on=day, days=OLDEST_DAYS)
    if (day - today).days > LONGEST_DAYS:
        return Rejected("people-error-from-far", on=day, days=LONGEST_DAYS)
    since = last_change(spans, today)
    if since is not None and day < since:
        return Rejected("people-error-from-before", on=day, since=since)
    return None
