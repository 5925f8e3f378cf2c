"""Windows of HR and auditors: a member's month by figure, and the entries of one to verify or leave out."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement
from slack_sdk.models.views import View

from bot.features.metrics.models import VERDICTS, WHY_LIMIT, Entry
from bot.features.metrics.rules.amounts import exact_amount
from bot.features.metrics.rules.verdicts import verdict_of
from bot.features.metrics.service import FigureToCheck, MonthChecked, entry_token
from bot.features.metrics.views.lines import title_of
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import button, modal, note, section
from bot.slack.text import cut, escape, quoted
from bot.turn import day_in
from scoring.definitions import Figure

TITLE = "metrics-check-title"
FIGURES_SHOWN, LINES, OPTION, NAME_LIMIT = 90, 5, 75, 60
"""Figures of a window, entries of a section, characters of an option and of a name."""


def month_check_view(t: Translator, shown: MonthChecked, *, changed: int | None = None) -> View:
    """Each figure with its entries in numbers and a button; `changed` says how many have just been given a verdict."""
    name = quoted(shown.member.name, limit=NAME_LIMIT)
    heading = section(t("metrics-check-intro", name=name, month=t.month(shown.month)))
    heading.accessory = _months(t, shown)
    blocks: list[Block] = [] if changed is None else [section(t("metrics-check-done", count=changed))]
    blocks.append(heading)
    blocks += [_figure(t, shown, number) for number in range(min(len(shown.figures), FIGURES_SHOWN))]
    if not shown.figures:
        blocks.append(section(t("metrics-check-nothing")))
    if left := shown.figures[FIGURES_SHOWN:]:
        blocks.append(note(t("metrics-form-more", count=len(left))))
    blocks.append(note(t("metrics-check-note")))
    return modal(t, TITLE, blocks)


def figure_check_view(t: Translator, shown: FigureToCheck) -> View:
    """Its entries with who entered and checked them, and a form to choose some and say what was found."""
    name = quoted(shown.member.name, limit=NAME_LIMIT)
    figure = _title(t, shown.id, shown.figure)
    blocks: list[Block] = [section(t("metrics-check-of", figure=figure, name=name, month=t.month(shown.month)))]
    if not shown.entries:
        return modal(t, TITLE, [*blocks, section(t("metrics-check-nothing"))])
    lines = [_line(t, shown, each) for each in shown.entries]
    blocks += [section("\n".join(lines[start : start + LINES])) for start in range(0, len(lines), LINES)]
    blocks += [
        _field(t, "entries", StaticMultiSelectElement(action_id=VALUE, options=_entries(t, shown)), optional=True),
        _field(t, "verdict", RadioButtonsElement(action_id=VALUE, options=_verdicts(t))),
        _field(
            t,
            "reason",
            PlainTextInputElement(action_id=VALUE, max_length=WHY_LIMIT, multiline=True),
            optional=True,
        ),
    ]
    metadata = {"place": place_value(shown.member.key, shown.month), "figure": shown.id}
    return modal(t, TITLE, blocks, callback="metrics.check", submit="metrics-form-save", metadata=metadata)


def place_value(member_id: int, month: date) -> str:
    """What buttons to these windows carry: `17:2026-10`."""
    return f"{member_id}:{month:%Y-%m}"


def _months(t: Translator, shown: MonthChecked) -> StaticSelectElement:
    months = sorted({*shown.months, shown.month}, reverse=True)
    options = {each: _option(t.month(each), place_value(shown.member.key, each)) for each in months}
    return StaticSelectElement(
        action_id="metrics.pick_check", options=list(options.values()), initial_option=options[shown.month]
    )


def _figure(t: Translator, shown: MonthChecked, number: int) -> SectionBlock:
    line = shown.figures[number]
    words = [t("metrics-check-figure", figure=_title(t, line.id, line.figure), total=line.checked.total)]
    numbers = {
        "verified": sum(line.checked.verified.values()),
        "excluded": sum(each.count for each in line.checked.excluded),
    }
    words += [t(f"metrics-check-{name}", count=count) for name, count in numbers.items() if count]
    found = section(" · ".join(words))
    value = f"{place_value(shown.member.key, shown.month)}:{line.id}"
    found.accessory = button(t, "metrics-check-open", "metrics.check_figure", value)
    return found


def _line(t: Translator, shown: FigureToCheck, each: Entry) -> str:
    verdict, found = verdict_of(each, shown.found), shown.found.get(each.key)
    zone = shown.member.zone
    told = t(
        f"metrics-check-entry-{verdict}",
        day=t.day(each.on),
        value=_value(t, shown, each),
        by=_by(t, shown, each.entered_by),
        when=t.day(day_in(zone, each.entered_at)),
        source=t(f"metrics-check-source-{each.source}"),
    )
    if found is None or verdict == "open":
        return told
    who = {"by": _by(t, shown, found.given_by), "when": t.day(day_in(zone, found.given_at))}
    told = f"{told} · {t(f'metrics-check-by-{verdict}', **who)}"
    return f"{told}{t('metrics-check-because', reason=quoted(found.reason, limit=WHY_LIMIT))}" if found.reason else told


def _entries(t: Translator, shown: FigureToCheck) -> list[Option]:
    words = [
        t(
            "metrics-check-option",
            day=t.day(each.on),
            value=_value(t, shown, each),
            verdict=t(f"metrics-check-is-{verdict_of(each, shown.found)}"),
        )
        for each in shown.entries
    ]
    return [_option(each, entry_token(entry, shown.found)) for each, entry in zip(words, shown.entries, strict=True)]


def _verdicts(t: Translator) -> Sequence[Option]:
    return [_option(t(f"metrics-check-make-{each}"), each) for each in VERDICTS]


def _value(t: Translator, shown: FigureToCheck, each: Entry) -> str:
    return exact_amount(t, each.value, shown.figure.unit if shown.figure else "count")


def _by(t: Translator, shown: FigureToCheck, member_id: int | None) -> str:
    member = shown.members.get(member_id) if member_id is not None else None
    return quoted(member.name, limit=NAME_LIMIT) if member else t("metrics-check-operator")


def _title(t: Translator, figure_id: str, figure: Figure | None) -> str:
    return escape(title_of(t, figure.title) if figure else figure_id)


def _field(t: Translator, name: str, element: InputInteractiveElement, *, optional: bool = False) -> InputBlock:
    label, hint = (PlainTextObject(text=t(f"metrics-check-{kind}-{name}")) for kind in ("field", "hint"))
    return InputBlock(block_id=name, label=label, hint=hint, element=element, optional=optional)


def _option(words: str, value: str) -> Option:
    return Option(value=value, text=PlainTextObject(text=cut(words, OPTION)))
