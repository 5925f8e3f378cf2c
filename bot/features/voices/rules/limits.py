"""How many people may be asked about somebody, and for how long. Pure."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import Rejected
from bot.slack.text import clean

MOST_LINKS = 20
"""About one member or team in one period."""
LINK_DAYS = 14
LABEL_LIMIT = 60
LABELS_LIMIT = MOST_LINKS * (LABEL_LIMIT + 1)


def accepted_labels(typed: str, *, asked: int) -> tuple[str, ...]:
    """One line for each person, in their order. Rejected without any, with one that is too long or there twice, and
    with more than are left when so many have been `asked` already."""
    labels = tuple(label for line in clean(typed).split("\n") if (label := " ".join(line.split())))
    if not labels:
        raise Rejected("voices-error-nobody", field="labels")
    for label in labels:
        if len(label) > LABEL_LIMIT:
            raise Rejected("voices-error-long-label", field="labels", limit=LABEL_LIMIT, typed=label)
        if labels.count(label) > 1:
            raise Rejected("voices-error-label-twice", field="labels", typed=label)
    if asked + len(labels) > MOST_LINKS:
        raise Rejected("voices-error-too-many", field="labels", limit=MOST_LINKS, found=max(0, MOST_LINKS - asked))
    return labels


def last_day_of_links(today: date, last_day: date) -> date:
    """Two weeks, but no longer than the period itself: what it came to is final when it is over."""
    return min(today + timedelta(days=LINK_DAYS), last_day)


def end_of(day: date, zone: str) -> datetime:
    """The midnight after."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
