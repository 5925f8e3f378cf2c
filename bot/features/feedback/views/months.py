"""What a month brought, before it is talked about: numbers, and buttons to what stands behind them."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, MarkdownTextObject, SectionBlock

from bot.features.feedback.rules.months import Month
from bot.features.feedback.service import Brought, Report
from bot.features.feedback.views.parts import name_of
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, note, section
from bot.slack.text import cut

REPORTS_SHOWN = 40
"""A message has 50 blocks at most."""


def month_message(t: Translator, brought: Brought) -> Message:
    """To whom it was written."""
    month = brought.month
    title = t(
        "feedback-month",
        month=t.month(month.start),
        what=_counted(t, kudos=brought.kudos, feedback=brought.feedback),
    )
    lines = [title]
    if brought.manager:
        what = _counted(t, public=brought.public, shared=brought.shared)
        key = "feedback-month-open" if what else "feedback-month-open-none"
        lines.append(t(key, manager=name_of(t, brought.manager), what=what))
    blocks: list[Block] = [section("\n".join(lines))]
    blocks += [note(t("feedback-month-note"))] if brought.manager else []
    see = button(t, "feedback-month-see", "feedback.open_month", month.period, is_primary=True)
    return Message(title, [*blocks, ActionsBlock(elements=[see])])


def reports_message(t: Translator, month: Month, reports: Sequence[Report]) -> Message:
    """To the manager of these."""
    title = t("feedback-reports", month=t.month(month.start))
    blocks: list[Block] = [section(title), *(_report(t, each) for each in reports[:REPORTS_SHOWN])]
    if left_out := len(reports[REPORTS_SHOWN:]):
        blocks.append(note(t("feedback-reports-more", count=left_out)))
    return Message(title, [*blocks, note(t("feedback-reports-note"))])


def _report(t: Translator, report: Report) -> Block:
    what = _counted(t, public=report.public, shared_with_you=report.shared)
    text = t("feedback-reports-one", name=name_of(t, report.member), what=what)
    see = button(t, "feedback-reports-see", f"feedback.open_digest:{report.member.key}", str(report.member.key))
    return SectionBlock(text=MarkdownTextObject(text=cut(text)), accessory=see)


def _counted(t: Translator, **counts: int) -> str:
    """As far as there is anything."""
    return " · ".join(t(f"feedback-count-{name.replace('_', '-')}", count=n) for name, n in counts.items() if n)
