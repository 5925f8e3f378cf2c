"""What is due, each with the one button that gets it done."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from slack_sdk.models.blocks import ActionsBlock, Block
from slack_sdk.models.views import View

from bot.features.home.rules.due import Due, What
from bot.features.home.views.parts import line_with
from bot.i18n.translator import Translator
from bot.slack.links import linked
from bot.slack.pieces import button, modal, note, section
from bot.slack.text import quoted

SHOWN = 8
LISTED = 80
"""On Home, and in the window with all of it."""
NAME_LIMIT = 120
DOES: Mapping[What, str] = {
    What.FIGURES: "metrics.open_checkin",
    What.CARD: "scorecards.open_mine",
    What.TALK: "talks.open_list",
    What.TALKS: "talks.open_list",
    What.SIGN: "talks.open_list",
    What.RATINGS: "reviews.open_next",
    What.REPORT: "appraisals.open_report",
    What.TEAM_RATINGS: "appraisals.open_list",
    What.OWN_PLAN: "improvement.due",
    What.PLAN: "improvement.due",
    What.ACTION: "retrospectives.finish",
    What.NOTES: "retrospectives.open_write",
    What.NAMES: "reviews.name_open",
    What.APPROVALS: "reviews.approve_open",
    What.POINTS: "points.open_list",
    What.REQUEST: "feedback.open_answer",
}
"""What the button does, by what is due."""


def due_blocks(t: Translator, due: Sequence[Due], today: date) -> list[Block]:
    """The most urgent ones; or that nothing is."""
    if not due:
        return [section(t("home-due-nothing"))]
    blocks: list[Block] = [section(t("home-due", count=len(due))), *_lines(t, due[:SHOWN], today)]
    if len(due) > SHOWN:
        blocks.append(ActionsBlock(elements=[button(t, "home-due-all", "home.open_due", str(len(due)))]))
    return blocks


def due_view(t: Translator, due: Sequence[Due], today: date) -> View:
    """All of it."""
    blocks = [*_lines(t, due[:LISTED], today)] or [section(t("home-due-nothing"))]
    if len(due) > LISTED:
        blocks.append(note(t("home-and-more", count=len(due) - LISTED)))
    return modal(t, "home-due-title", blocks)


def _lines(t: Translator, due: Iterable[Due], today: date) -> list[Block]:
    return [_line(t, each, today, is_first=place == 0) for place, each in enumerate(due)]


def _line(t: Translator, each: Due, today: date, *, is_first: bool) -> Block:
    text = t(
        f"home-due-{each.what}",
        count=each.count,
        all=each.all,
        minutes=each.minutes,
        name=quoted(each.name, limit=NAME_LIMIT),
    )
    pressed = button(t, f"home-do-{each.what}", DOES[each.what], each.value, is_primary=is_first)
    way = f" · {linked(each.link, t('home-message'))}" if each.link else ""
    return line_with(f"{text} · {_deadline(t, each.until, today)}{way}", pressed)


def _deadline(t: Translator, until: date, today: date) -> str:
    key = "home-until-today" if until == today else "home-overdue" if until < today else "home-until"
    return t(key, day=t.day(until))
