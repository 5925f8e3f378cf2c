"""What the cards say of a plan, for whoever may read it: the run it was begun for, and its criteria month by month."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, DividerBlock

from bot.features.improvement.rules.criteria import MonthFigure, Progress, tally
from bot.features.improvement.service import Opened
from bot.features.improvement.views.signals import months_text
from bot.features.improvement.views.terms import Titles, criterion_text
from bot.i18n.translator import Translator
from bot.slack.pieces import note, section
from scoring.periods import Period


def evidence_blocks(t: Translator, opened: Opened) -> Iterator[Block]:
    """Nothing where there is nothing to show yet."""
    if opened.run and opened.run.months and not opened.is_own:
        yield section("\n".join([t("improvement-run"), months_text(t, opened.run)]))
    if not any(each.months for each in opened.progress):
        return
    counted = tally(opened.progress)
    key = "improvement-document-tally-unknown" if counted.unknown else "improvement-document-tally"
    yield DividerBlock()
    told = t(key, met=counted.met, total=counted.total, unknown=counted.unknown)
    yield section(f"{t('improvement-progress')} {told}")
    for each in opened.progress:
        yield section(_criterion(t, each, opened.titles))
    yield note(t("improvement-progress-note"))


def _criterion(t: Translator, progress: Progress, titles: Titles) -> str:
    verdict = t(f"improvement-document-verdict-{progress.verdict.replace('_', '-')}")
    lines = [f"{criterion_text(t, progress.criterion, titles)} · *{verdict}*"]
    return "\n".join([*lines, *(_month(t, progress, each) for each in progress.months)])


def _month(t: Translator, progress: Progress, figure: MonthFigure) -> str:
    said = t(f"improvement-document-reading-{figure.reading.replace('_', '-')}")
    value = "–"
    if figure.value is not None:
        from scoring.rounding import half_up  # here, because it loads numpy, which only a plan that runs should pay for

        shown = half_up(figure.value)
        is_score = progress.criterion.metric is None
        value = t.number(shown, decimals=1) if is_score else t.amount(shown, "percent", decimals=1)
    return t("improvement-month", month=t.month(Period.parse(figure.period).start), value=value, said=said)
