"""The forms: proposing a goal, saying how far it has come, and closing it."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.features.goals.models import DROPPED, OUTCOMES, TITLE_LIMIT, UNIT_LIMIT, WHY_LIMIT, WORD_LIMIT, Goal
from bot.features.goals.rules.wishes import OWN_NUMBER
from bot.features.goals.service import Blank, Editing, Shown
from bot.features.goals.views.parts import TITLE, field, goal_title, period_text, value_text
from bot.features.metrics.rules.amounts import typed_amount
from bot.features.metrics.views.lines import title_of
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import modal, note, section
from bot.slack.text import cut
from scoring.periods import Period

OPTION, NUMBER = 75, 24
TEAM, OWN = "team", "own"
USUAL_WEIGHT = "10"
MOST_OPTIONS = 100
"""Slack's."""


def proposing_view(t: Translator, blank: Blank) -> View:
    """Every question says what makes a good answer: specific, measurable, with an owner and a day."""
    team = blank.team
    whose = [(TEAM, t("goals-whose-team", team=cut(team.name, 40)))] if team else []
    blocks: list[Block] = [
        section(t("goals-proposing-intro")),
        field(t, "title", _text(TITLE_LIMIT, blank.title), has_hint=True),
        field(t, "whose", _radio([*whose, (OWN, t("goals-whose-own"))])),
        *_wished(t, blank, None),
    ]
    return modal(t, "goals-proposing-title", blocks, callback="goals.propose", submit="goals-propose-submit")


def editing_view(t: Translator, editing: Editing) -> View:
    """The same with what was proposed; whose it is stays."""
    blocks: list[Block] = [
        section(t("goals-editing-intro")),
        field(t, "title", _text(TITLE_LIMIT, editing.form.title), has_hint=True),
        *_wished(t, editing.form, editing.row),
    ]
    metadata = {"goal": editing.row.key, "seen": editing.seen}
    return modal(t, "goals-editing-title", blocks, callback="goals.edit", submit="goals-save", metadata=metadata)


def _wished(t: Translator, blank: Blank, row: Goal | None) -> Iterator[Block]:
    """The rest of the form, with what a proposal says if there is one."""
    kept = [Period.parse(row.period)] if row else []
    periods = [(str(each), period_text(t, each)) for each in dict.fromkeys([*blank.periods, *kept])]
    start, target = (typed_amount(row.start), typed_amount(row.target)) if row else ("", "")
    due_on = DatePickerElement(action_id=VALUE, initial_date=row.due_on.isoformat() if row else None)
    yield field(t, "period", _choice(periods, row.period if row else None))
    yield from _measure(t, blank, row.metric if row else None)
    yield field(t, "unit", _text(UNIT_LIMIT, row.unit if row and not row.metric else ""), optional=True, has_hint=True)
    yield field(t, "start", _text(NUMBER, start), optional=bool(blank.metrics), has_hint=True)
    yield field(t, "target", _text(NUMBER, target), has_hint=True)
    owner = UserSelectElement(action_id=VALUE, initial_user=blank.owner)
    yield field(t, "owner", owner, has_hint=True)
    yield field(t, "due-on", due_on, optional=True, has_hint=True)
    yield field(t, "weight", _text(3, str(row.weight) if row else USUAL_WEIGHT), has_hint=True)
    yield field(t, "why", _text(WHY_LIMIT, row.why if row else "", is_long=True), optional=True, has_hint=True)


def update_view(t: Translator, shown: Shown, *, is_correction: bool) -> View:
    """The value that is known stands in the field."""
    newest = shown.stand.newest
    known = typed_amount(newest.value) if newest else ""
    key = "goals-correcting-intro" if is_correction else "goals-updating-intro"
    word = _text(WORD_LIMIT, newest.word if newest and is_correction else "", is_long=True)
    blocks: list[Block] = [
        section(t(key, title=goal_title(shown.row), way=value_text(t, shown.stand))),
        field(t, "value", _text(NUMBER, known)),
        field(t, "reason" if is_correction else "word", word, optional=not is_correction),
        note(t("goals-correcting-note" if is_correction else "goals-updating-note")),
    ]
    metadata = {"goal": shown.row.key, "seen": newest.revision if newest else 0, "corrects": int(is_correction)}
    return modal(t, TITLE, blocks, callback="goals.update", submit="goals-save", metadata=metadata)


def closing_view(t: Translator, shown: Shown) -> View:
    """What came of it; a proposal can only be dropped."""
    outcomes = OUTCOMES if shown.may_close else (DROPPED,)
    named = [(each, t(f"goals-option-{each}")) for each in outcomes]
    key = "goals-closing-intro" if shown.may_close else "goals-dropping-intro"
    blocks: list[Block] = [
        section(t(key, title=goal_title(shown.row), way=value_text(t, shown.stand))),
        field(t, "outcome", _radio(named)),
        field(t, "reason", _text(WORD_LIMIT, is_long=True), optional=shown.may_close),
        note(t("goals-closing-note" if shown.may_close else "goals-dropping-note")),
    ]
    metadata = {"goal": shown.row.key}
    return modal(t, TITLE, blocks, callback="goals.close", submit="goals-save", metadata=metadata)


def _measure(t: Translator, blank: Blank, chosen: str | None) -> list[Block]:
    """Nothing where there is nothing to choose. What was chosen stays, also where it is not offered any more: who saves
    it so is told why it will not do."""
    if not blank.metrics and not chosen:
        return []
    offered = {each.id: title_of(t, each.title) for each in blank.metrics[: MOST_OPTIONS - 2]}
    kept = {chosen: offered.get(chosen, chosen)} if chosen else {}
    named = [(OWN_NUMBER, t("goals-measure-own")), *(offered | kept).items()]
    return [field(t, "measure", _choice(named, chosen), has_hint=True)]


def _choice(named: Sequence[tuple[str, str]], chosen: str | None) -> StaticSelectElement:
    """The first where nothing was chosen yet."""
    options = _options(named)
    initial = next((each for each in options if each.value == chosen), options[0])
    return StaticSelectElement(action_id=VALUE, options=options, initial_option=initial)


def _text(limit: int, known: str = "", *, is_long: bool = False) -> PlainTextInputElement:
    return PlainTextInputElement(
        action_id=VALUE, multiline=is_long, max_length=limit, initial_value=known[:limit] or None
    )


def _options(named: Sequence[tuple[str, str]]) -> list[Option]:
    return [Option(value=value, text=PlainTextObject(text=cut(text, OPTION))) for value, text in named]


def _radio(named: Sequence[tuple[str, str]]) -> RadioButtonsElement:
    options = _options(named)
    return RadioButtonsElement(action_id=VALUE, options=options, initial_option=options[0])
