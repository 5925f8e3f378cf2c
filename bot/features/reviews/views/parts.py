"""Words that several windows share."""

from bot.features.reviews.models import ReviewCycle
from bot.i18n.translator import Translator
from bot.slack.text import quoted
from scoring.periods import Period

TITLE_LIMIT = 60


def cycle_text(t: Translator, cycle: ReviewCycle) -> str:
    """Kind, project and month, for mrkdwn."""
    parts = [t(f"reviews-kind-{cycle.kind}"), t.month(Period.parse(cycle.month).start)]
    if cycle.title:
        parts.insert(1, quoted(cycle.title, limit=TITLE_LIMIT))
    if cycle.is_test:
        parts.append(t("reviews-is-test"))
    return " · ".join(parts)
