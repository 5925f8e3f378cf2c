"""What HR, leads and the committee are told about a cycle: numbers, and nobody's name."""

from slack_sdk.models.blocks import ActionsBlock

from bot.features.people.models import Team
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.notices import OPENED
from bot.features.reviews.service import Status
from bot.features.reviews.views.status import headline, numbers, patterns, releases
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, section
from bot.slack.text import quoted


def notice_message(t: Translator, notice: str, status: Status) -> Message:
    """To HR; a button leads to the cycle, and another to those with too few raters when it has been opened."""
    cycle = status.cycle
    days = {"opens": t.day(cycle.opens_on), "closes": t.day(cycle.closes_on)}
    title = t(f"reviews-notice-{notice}", review=headline(t, cycle), **days)
    buttons = [button(t, "reviews-hr-see", "reviews.hr_cycle", f"{cycle.key}:0")]
    if notice == OPENED and status.short:
        buttons.append(button(t, "reviews-hr-see-short", "reviews.hr_short", f"{cycle.key}:0", is_primary=True))
    lines = [title, *releases(t, status), *numbers(t, status)]
    return Message(title, [section("\n".join(lines)), ActionsBlock(elements=buttons)])


def team_message(t: Translator, team: Team, missing: int, asked: int) -> Message:
    """To a team's lead: how many, not who."""
    text = t("reviews-team-missing", team=quoted(team.name), missing=missing, asked=asked)
    return Message(text, [section(text)])


def patterns_message(t: Translator, cycle: ReviewCycle) -> Message:
    """To the committee: how many, not who."""
    title = t("reviews-notice-patterns", review=headline(t, cycle))
    return Message(title, [section("\n".join([title, *patterns(t, cycle), t("reviews-notice-patterns-note")]))])
