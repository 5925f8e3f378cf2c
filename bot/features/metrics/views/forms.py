"""The forms: a day's figures, and one correction."""

import json
from collections.abc import Mapping

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ContextBlock,
    DatePickerElement,
    InputBlock,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.features.metrics.models import DAY_TEXT_LIMIT, REASON_LIMIT
from bot.features.metrics.rules.amounts import typed_amount
from bot.features.metrics.rules.keys import figure_field, note_field
from bot.features.metrics.rules.numbers import example_of
from bot.features.metrics.rules.pace import FigureLine
from bot.features.metrics.service import Correction, Day
from bot.features.metrics.views.answers import section
from bot.features.metrics.views.lines import last_text, metric_text, month_text, title_of, told_value
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.text import cut, escape
from scoring.definitions import Figure

FIGURES_SHOWN = 90
LABEL_LIMIT, PLACEHOLDER_LIMIT, HINT_LIMIT, OPTION_LIMIT, OPTIONS_SHOWN = 200, 150, 400, 75, 100
TYPED_LIMIT = 60


def checkin_view(t: Translator, day: Day) -> View:
    """A day's goal, blockers and figures, filled in with what has been told."""
    shown = day.lines[:FIGURES_SHOWN]
    blocks: list[Block] = [
        SectionBlock(
            text=MarkdownTextObject(text=t("metrics-form-day", day=t.day(day.on))),
            accessory=DatePickerElement(action_id="metrics.pick_day", initial_date=day.on.isoformat()),
        ),
        _text_input(t, "goal", day, day.goal),
        _text_input(t, "blockers", day, day.blockers),
        *(_figure_input(t, line, day) for line in shown),
    ]
    if left_out := len(day.lines) - len(shown):
        blocks.append(ContextBlock(elements=[MarkdownTextObject(text=t("metrics-form-more", count=left_out))]))
    return _modal(t, "metrics.checkin", "metrics-form-title", blocks, {"on": day.on.isoformat()})


def fix_view(t: Translator, correction: Correction) -> View:
    """The value that counts, a new one, and why."""
    figure, on = correction.figure, correction.on
    title = escape(title_of(t, figure.title))
    key = "metrics-fix-none" if correction.current is None else "metrics-fix-current"
    current = "" if correction.current is None else told_value(t, figure, correction.current)
    blocks: list[Block] = [
        ActionsBlock(
            elements=[
                _figure_select(t, correction),
                DatePickerElement(action_id="metrics.pick_fix:day", initial_date=on.isoformat()),
            ]
        ),
        section(t(key, figure=title, day=t.day(on), value=current, name=figure.id, date=on.isoformat())),
        InputBlock(
            block_id="value",
            label=PlainTextObject(text=t("metrics-fix-value")),
            element=PlainTextInputElement(
                action_id=VALUE,
                max_length=TYPED_LIMIT,
                placeholder=PlainTextObject(text=t("metrics-form-example", example=example_of(figure))),
            ),
        ),
        InputBlock(
            block_id="reason",
            label=PlainTextObject(text=t("metrics-fix-reason")),
            element=PlainTextInputElement(action_id=VALUE, max_length=REASON_LIMIT),
            hint=PlainTextObject(text=t("metrics-fix-hint")),
        ),
    ]
    return _modal(t, "metrics.fix", "metrics-fix-title", blocks, {"figure": figure.id, "on": on.isoformat()})


def _modal(t: Translator, callback_id: str, title: str, blocks: list[Block], metadata: Mapping[str, str]) -> View:
    return View(
        type="modal",
        callback_id=callback_id,
        title=PlainTextObject(text=t(title)),
        submit=PlainTextObject(text=t("metrics-form-save")),
        close=PlainTextObject(text=t("metrics-form-cancel")),
        private_metadata=json.dumps(metadata),
        blocks=blocks,
    )


def _text_input(t: Translator, name: str, day: Day, initial: str) -> InputBlock:
    return InputBlock(
        block_id=note_field(name, day.on),
        label=PlainTextObject(text=t(f"metrics-form-{name}")),
        optional=True,
        element=PlainTextInputElement(
            action_id=VALUE,
            multiline=name == "blockers",
            initial_value=initial or None,
            max_length=DAY_TEXT_LIMIT,
        ),
    )


def _figure_input(t: Translator, line: FigureLine, day: Day) -> InputBlock:
    figure = line.figure
    told = day.values.get(figure.id)
    placeholder = last_text(t, line) or t("metrics-form-example", example=example_of(figure))
    hint = " · ".join([month_text(t, line), *(metric_text(t, metric) for metric in line.metrics)])
    return InputBlock(
        block_id=figure_field(figure.id, day.on),
        label=PlainTextObject(text=cut(_label(t, figure), LABEL_LIMIT)),
        optional=True,
        element=PlainTextInputElement(
            action_id=VALUE,
            initial_value=typed_amount(told) if told is not None else None,
            placeholder=PlainTextObject(text=cut(placeholder, PLACEHOLDER_LIMIT)),
            max_length=TYPED_LIMIT,
        ),
        hint=PlainTextObject(text=cut(hint, HINT_LIMIT)),
    )


def _label(t: Translator, figure: Figure) -> str:
    title = title_of(t, figure.title)
    if figure.unit == "count":
        return title
    return t("metrics-form-label", title=title, unit=t.unit(figure.unit))


def _figure_select(t: Translator, correction: Correction) -> StaticSelectElement:
    shown = correction.figures[:OPTIONS_SHOWN]
    options = {each.id: _option(t, each) for each in shown}
    return StaticSelectElement(
        action_id="metrics.pick_fix:figure",
        options=list(options.values()),
        initial_option=options.get(correction.figure.id),
    )


def _option(t: Translator, figure: Figure) -> Option:
    text = PlainTextObject(text=cut(title_of(t, figure.title), OPTION_LIMIT))
    return Option(text=text, value=figure.id)
