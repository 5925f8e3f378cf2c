"""Short answers about own settings."""

from datetime import UTC, datetime, timedelta

from bot.features.people.models import Member
from bot.features.people.service import language_of
from bot.features.people.views.parts import section
from bot.i18n.translator import Translator, translator
from bot.slack.messages import Message


def language_message(member: Member, default: str) -> Message:
    """In the language that now holds, which may not be the one of the request."""
    t = translator(language_of(member, default))
    key = "people-language-is" if member.language else "people-language-follows"
    return _message(t(key, language=t(f"people-language-{t.language}")))


def hours_message(t: Translator, minute: int | None, zone: str) -> Message:
    """When the prompt comes, in the member's own time; None is the workspace's usual hour."""
    if minute is None:
        return _message(t("people-hours-usual"))
    midnight = datetime(2000, 1, 1, tzinfo=UTC)
    return _message(t("people-hours-are", time=t.clock_time(midnight + timedelta(minutes=minute), "UTC"), zone=zone))


def _message(text: str) -> Message:
    return Message(text, [section(text)])
