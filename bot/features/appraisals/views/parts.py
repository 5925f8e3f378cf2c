"""Pieces of which forms, windows and messages are made."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, DividerBlock, InputBlock, PlainTextInputElement, PlainTextObject

from bot.features.appraisals.models import AppraisalRound
from bot.features.appraisals.rules.answers import TEXTS, Report
from bot.features.appraisals.service.due import month_of
from bot.features.metrics.rules.pace import MetricLine
from bot.features.metrics.views.lines import metric_text
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import note, section, written
from bot.slack.text import cut, escape

LABEL, OPTION = 200, 75
MOST_FIGURES = 20


def month_name(t: Translator, found: AppraisalRound) -> str:
    return t.month(month_of(found).start)


def figures(t: Translator, lines: Sequence[MetricLine]) -> Iterator[Block]:
    """The month against its targets."""
    yield section(t("appraisals-figures"))
    told = [line for line in lines if line.value is not None or line.is_compared_later][:MOST_FIGURES]
    if not told:
        yield note(t("appraisals-no-figures"))
        return
    yield section("\n".join(f"• {escape(metric_text(t, line))}" for line in told))


def report_blocks(t: Translator, report: Report | None) -> Iterator[Block]:
    """All that somebody wrote about their month; that it is not there, where it is not."""
    yield DividerBlock()
    if report is None:
        yield note(t("appraisals-no-report"))
        return
    for name in TEXTS:
        yield section(f"*{t(f'appraisals-{name}')}*")
        yield from written(getattr(report, name))


def text_input(
    t: Translator, label: str, field: str, value: str, *, limit: int, hint: str | None = None, is_long: bool = True
) -> InputBlock:
    return InputBlock(
        block_id=field,
        label=PlainTextObject(text=cut(label, LABEL)),
        hint=PlainTextObject(text=t(hint)) if hint else None,
        element=PlainTextInputElement(
            action_id=VALUE, multiline=is_long, max_length=limit, initial_value=value[:limit] or None
        ),
    )
