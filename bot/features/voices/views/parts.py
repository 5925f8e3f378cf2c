"""Names, periods and days as windows say them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.features.voices.service import Subject
from bot.i18n.translator import Translator
from bot.slack.text import quoted
from scoring.periods import Cadence, Period

NAME_LIMIT = 80


def name_of(subject: Subject) -> str:
    """For mrkdwn."""
    return quoted(subject.name, limit=NAME_LIMIT)


def period_name(t: Translator, period: Period) -> str:
    year = str(period.start.year)
    if period.cadence is Cadence.MONTH:
        return t.month(period.start)
    number = str((period.start.month - 1) // period.cadence.months + 1)
    return t(f"voices-period-{period.cadence.value}", year=year, number=number)


def day_of(t: Translator, last: date | datetime, zone: str) -> str:
    """The last day of something; of a moment, the day that ends with it or holds it."""
    if isinstance(last, datetime):
        local = last.astimezone(ZoneInfo(zone))
        last = date.fromordinal(local.date().toordinal() - (local.hour == local.minute == 0))
    return t.day(last)
