"""Forms of what people write down in a plan that runs."""

from slack_sdk.models.blocks import Block, InputBlock, PlainTextObject, RadioButtonsElement
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import name_of
from bot.features.improvement.rules.notes import TEXT_LIMIT, Kind, Mood
from bot.features.improvement.service import Form, Weekly
from bot.features.improvement.views.files import file_inputs
from bot.features.improvement.views.parts import day_input, option, text_input
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import modal, note, section
from bot.slack.text import cut, escape

WHAT = 300


def checkin_view(t: Translator, week: Weekly) -> View:
    """A mood and words, with what was said of the week before in place."""
    blocks: list[Block] = [
        section(t("improvement-checkin-head", day=t.full_day(week.monday))),
        _moods(t, week.mood),
        text_input(t, "improvement-checkin-text", "text", week.text, limit=TEXT_LIMIT),
        *file_inputs(t, week.files),
    ]
    return _form(t, "improvement.checkin", blocks, week)


def note_view(t: Translator, week: Weekly) -> View:
    head = t("improvement-note-head", name=name_of(t, week.member), day=t.full_day(week.monday))
    blocks: list[Block] = [
        section(head),
        text_input(t, "improvement-note-text", "text", week.text, limit=TEXT_LIMIT),
    ]
    return _form(t, "improvement.note", blocks, week)


def reach_view(t: Translator, form: Form) -> View:
    """By what one sees it, in words, links and files."""
    assert form.milestone, "a milestone's form has one"
    blocks: list[Block] = [
        section(t("improvement-reach-head", what=escape(cut(form.milestone.what, WHAT)))),
        note(f"{t('improvement-seen-title')} {escape(cut(form.milestone.seen, WHAT))}"),
        text_input(t, "improvement-reach-text", "text", form.text, limit=TEXT_LIMIT),
        *file_inputs(t, form.files),
    ]
    return _named(t, Kind.REACHED, blocks, form, ref=form.milestone.ref)


def help_view(t: Translator, form: Form) -> View:
    blocks: list[Block] = [
        section(t("improvement-help-head")),
        text_input(t, "improvement-help-text", "text", form.text, limit=TEXT_LIMIT),
    ]
    return _named(t, Kind.HELP, blocks, form)


def hold_view(t: Translator, form: Form) -> View:
    assert form.meeting, "a talk's form has one"
    kind = t(f"improvement-meeting-{form.meeting.kind}")
    name = name_of(t, form.member)
    blocks: list[Block] = [
        section(t("improvement-hold-head", name=name, kind=kind, day=t.full_day(form.meeting.on))),
        day_input(t, "improvement-held-on", "on", form.on),
        text_input(t, "improvement-hold-text", "text", form.text, limit=TEXT_LIMIT),
    ]
    return _named(t, Kind.MEETING, blocks, form, ref=form.meeting.ref)


def _moods(t: Translator, chosen: str) -> InputBlock:
    """None is chosen beforehand: what somebody does not touch would be said all the same."""
    options = [option(t(f"improvement-document-mood-{each.value.replace('_', '-')}"), each.value) for each in Mood]
    initial = next((each for each in options if each.value == chosen), None)
    element = RadioButtonsElement(action_id=VALUE, options=options, initial_option=initial)
    return InputBlock(block_id="mood", label=PlainTextObject(text=t("improvement-mood")), element=element)


def _form(t: Translator, callback: str, blocks: list[Block], week: Weekly) -> View:
    metadata = {"plan": week.plan_id, "monday": week.monday.isoformat()}
    return modal(t, "improvement-title", blocks, callback=callback, submit="improvement-save", metadata=metadata)


def _named(t: Translator, kind: Kind, blocks: list[Block], form: Form, *, ref: str = "") -> View:
    callbacks = {Kind.REACHED: "reach", Kind.HELP: "help", Kind.MEETING: "hold"}
    metadata = {"plan": form.plan_id, "ref": ref}
    return modal(t, "improvement-title", blocks, callback=f"improvement.{callbacks[kind]}", metadata=metadata)
