"""The list of cycles, and the forms with which HR runs them."""

from collections.abc import Iterator, Sequence
from datetime import date

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    CheckboxesElement,
    DatePickerElement,
    DividerBlock,
    InputBlock,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement
from slack_sdk.models.views import View

from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.cycles import REASON_LIMIT
from bot.features.reviews.rules.dates import LATEST_EXTENSION
from bot.features.reviews.rules.kinds import BY_HR
from bot.features.reviews.service import Cycles
from bot.features.reviews.views.status import headline, state_line
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import button, modal, note, section
from bot.slack.text import cut, quoted

TEST = "test"
TEAMS_LIMIT = 1_000
TEAMS_NAMED, NAME_LIMIT = 4, 40
"""Teams in a line of the list, and characters of each."""


def list_view(t: Translator, cycles: Cycles) -> View:
    """The newest first."""
    new = button(t, "reviews-hr-new", "reviews.hr_new", "new", is_primary=True)
    blocks: list[Block] = [ActionsBlock(elements=[new])]
    if not cycles.rows:
        blocks.append(section(t("reviews-hr-none")))
    for cycle in cycles.rows:
        blocks += [DividerBlock(), _line(t, cycle, cycles.teams.get(cycle.key, ()))]
    blocks += _turning(t, cycles)
    return modal(t, "reviews-hr-title", [*blocks, note(t("reviews-hr-note"))])


def new_view(t: Translator, months: Sequence[date]) -> View:
    """A form for a new cycle; `months` by their first days, the second of which is this one."""
    kinds = [Option(value=each.value, text=PlainTextObject(text=t(f"reviews-kind-{each}"))) for each in BY_HR]
    options = [Option(value=f"{month:%Y-%m}", text=PlainTextObject(text=t.month(month))) for month in months]
    test = Option(value=TEST, text=PlainTextObject(text=t("reviews-hr-test-box")))
    blocks = [
        _field(t, "kind", StaticSelectElement(action_id=VALUE, options=kinds, initial_option=kinds[0])),
        _field(t, "month", StaticSelectElement(action_id=VALUE, options=options, initial_option=options[1])),
        _field(t, "teams", PlainTextInputElement(action_id=VALUE, max_length=TEAMS_LIMIT), is_optional=True),
        _field(t, "opens_on", DatePickerElement(action_id=VALUE), is_optional=True),
        _field(t, "closes_on", DatePickerElement(action_id=VALUE), is_optional=True),
        _field(t, "test", CheckboxesElement(action_id=VALUE, options=[test]), is_optional=True),
    ]
    return modal(t, "reviews-hr-new", blocks, callback="reviews.hr_new", submit="reviews-hr-prepare")


def _extend_intro(t: Translator, cycle: ReviewCycle) -> str:
    latest = (cycle.planned_to or cycle.closes_on) + LATEST_EXTENSION
    return t("reviews-hr-extend-intro", review=headline(t, cycle), closes=t.day(cycle.closes_on), latest=t.day(latest))


def extend_view(t: Translator, cycle: ReviewCycle) -> View:
    """Until when, and why."""
    blocks = [
        section(_extend_intro(t, cycle)),
        _field(t, "closes_on", DatePickerElement(action_id=VALUE)),
        _reason(t),
    ]
    return _form(t, cycle, "extend", blocks)


def close_view(t: Translator, cycle: ReviewCycle) -> View:
    """Why nobody is to rate any more."""
    intro = section(t("reviews-hr-close-intro", review=headline(t, cycle), closes=t.day(cycle.closes_on)))
    return _form(t, cycle, "close", [intro, _reason(t)])


def reopen_view(t: Translator, cycle: ReviewCycle) -> View:
    """Whose rating of whom, until when, and why."""
    blocks = [
        section(t("reviews-hr-reopen-intro", review=headline(t, cycle))),
        _field(t, "rater", UserSelectElement(action_id=VALUE)),
        _field(t, "subject", UserSelectElement(action_id=VALUE)),
        _field(t, "until", DatePickerElement(action_id=VALUE)),
        _reason(t),
    ]
    return _form(t, cycle, "reopen", blocks)


def _form(t: Translator, cycle: ReviewCycle, what: str, blocks: list[Block]) -> View:
    words, metadata = f"reviews-hr-{what}", {"cycle": cycle.key}
    return modal(t, words, blocks, callback=f"reviews.hr_{what}", submit=f"{words}-submit", metadata=metadata)


def _line(t: Translator, cycle: ReviewCycle, teams: Sequence[str]) -> Block:
    see = button(t, "reviews-hr-see", f"reviews.hr_cycle:{cycle.key}", f"{cycle.key}:0")
    text = f"*{headline(t, cycle)}*\n{state_line(t, cycle)}"
    if teams:
        named = t.listing([quoted(each, limit=NAME_LIMIT) for each in teams[:TEAMS_NAMED]])
        text += "\n" + t("reviews-hr-of-teams", teams=named, more=max(len(teams) - TEAMS_NAMED, 0))
    return SectionBlock(text=MarkdownTextObject(text=cut(text)), accessory=see)


def _turning(t: Translator, cycles: Cycles) -> Iterator[Block]:
    buttons = []
    if cycles.offset:
        newer = max(cycles.offset - cycles.page, 0)
        buttons.append(button(t, "reviews-hr-before", "reviews.hr_list:before", str(newer)))
    if cycles.has_more:
        older = cycles.offset + cycles.page
        buttons.append(button(t, "reviews-hr-after", "reviews.hr_list:after", str(older)))
    if buttons:
        yield ActionsBlock(elements=buttons)


def _reason(t: Translator) -> InputBlock:
    return _field(t, "reason", PlainTextInputElement(action_id=VALUE, multiline=True, max_length=REASON_LIMIT))


def _field(t: Translator, name: str, element: InputInteractiveElement, *, is_optional: bool = False) -> InputBlock:
    key = f"reviews-field-{name.replace('_', '-')}"
    return InputBlock(
        block_id=name,
        label=PlainTextObject(text=t(key)),
        hint=PlainTextObject(text=t(f"{key}-hint")),
        element=element,
        optional=is_optional,
    )
