"""Names, titles and days as forms, lists and messages say them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.features.people.models import Member
from bot.i18n.translator import Translator
from bot.slack.text import quoted
from scoring.definitions import Text

NAME_LIMIT, TITLE_LIMIT = 40, 80


def name_of(t: Translator, member: Member | None) -> str:
    """For mrkdwn."""
    return quoted(member.name, limit=NAME_LIMIT) if member else t("feedback-somebody")


def title_of(t: Translator, title: Text) -> str:
    """For mrkdwn."""
    return quoted(title.into(t.language), limit=TITLE_LIMIT)


def day_of(t: Translator, moment: datetime, zone: str) -> str:
    return t.day(moment.astimezone(ZoneInfo(zone)).date())
