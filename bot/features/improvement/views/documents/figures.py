"""Exit criteria with their figures, month by month."""

from collections.abc import Iterator
from datetime import date

from bot.documents.blocks import Block, Cell, Heading, Paragraph, Strip, Tone
from bot.features.improvement.rules.criteria import MonthFigure, Progress, Reading, Verdict, tally
from bot.features.improvement.rules.documents import Document
from bot.features.improvement.rules.terms import Criterion
from bot.i18n.translator import Translator
from scoring.rounding import half_up

NO_FIGURE = "–"
VERDICTS = {Verdict.MET: Tone.GOOD, Verdict.NOT_MET: Tone.BAD, Verdict.NOT_YET: Tone.OPEN, Verdict.UNKNOWN: Tone.MUTED}
READINGS = {Reading.REACHED: Tone.GOOD, Reading.BELOW: Tone.BAD}


def title_of(t: Translator, document: Document, metric: str | None) -> str:
    """The metric's in the reader's language; its id where the scheme has no such metric any more."""
    if metric is None:
        return t("improvement-document-whole-card")
    title = document.titles.get(metric)
    return title.into(t.language) if title else metric


def criterion_text(t: Translator, document: Document, criterion: Criterion) -> str:
    """Lead conversion: at least 95% in 2 months."""
    value = t.number(criterion.at_least, decimals=1)
    key = "improvement-document-criterion-score" if criterion.metric is None else "improvement-document-criterion"
    title = title_of(t, document, criterion.metric)
    return t(key, title=title, value=value, months=criterion.months)


def criteria_blocks(t: Translator, document: Document) -> Iterator[Block]:
    """How many are met, and each with its months."""
    if not document.progress:
        return
    yield Heading(t("improvement-document-criteria"))
    counted = tally(document.progress)
    key = "improvement-document-tally-unknown" if counted.unknown else "improvement-document-tally"
    yield Paragraph(t(key, met=counted.met, total=counted.total, unknown=counted.unknown), introduces=True)
    for each in document.progress:
        yield _strip(t, document, each)


def _strip(t: Translator, document: Document, progress: Progress) -> Strip:
    verdict = t(f"improvement-document-verdict-{progress.verdict.replace('_', '-')}")
    reached = t("improvement-document-of-months", count=progress.n_reached, needed=progress.criterion.months)
    return Strip(
        title=criterion_text(t, document, progress.criterion),
        verdict=f"{verdict} · {reached}",
        cells=tuple(_cell(t, progress.criterion, each) for each in progress.months),
        tone=VERDICTS[progress.verdict],
    )


def _cell(t: Translator, criterion: Criterion, figure: MonthFigure) -> Cell:
    month = t.month(date.fromisoformat(f"{figure.period}-01"))
    note = t(f"improvement-document-reading-{figure.reading.replace('_', '-')}")
    return Cell(month, _value(t, criterion, figure.value), note, READINGS.get(figure.reading, Tone.MUTED))


def _value(t: Translator, criterion: Criterion, value: float | None) -> str:
    if value is None:
        return NO_FIGURE
    shown = half_up(value)
    return t.number(shown, decimals=1) if criterion.metric is None else t.amount(shown, "percent", decimals=1)
