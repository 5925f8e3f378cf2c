"""Words that several windows share."""

from bot.features.feedback.views.parts import name_of
from bot.features.people.models import Member
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.kinds import Kind
from bot.i18n.translator import Translator
from bot.slack.text import quoted
from scoring.periods import Period

TITLE_LIMIT = 60


def question_about(t: Translator, cycle: ReviewCycle, member: Member) -> str:
    """What a form about somebody asks, for mrkdwn."""
    key = "reviews-about-upward" if cycle.kind == Kind.UPWARD else "reviews-about"
    return t(key, name=name_of(t, member))


def cycle_text(t: Translator, cycle: ReviewCycle) -> str:
    """Kind, project and month, for mrkdwn."""
    parts = [t(f"reviews-kind-{cycle.kind}"), t.month(Period.parse(cycle.month).start)]
    if cycle.title:
        parts.insert(1, quoted(cycle.title, limit=TITLE_LIMIT))
    if cycle.is_test:
        parts.append(t("reviews-is-test"))
    return " · ".join(parts)
