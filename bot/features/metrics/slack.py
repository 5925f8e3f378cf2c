"""What people do with figures in Slack."""

from datetime import date

from bot.features.metrics import service
from bot.features.metrics.rules.dates import read_day
from bot.features.metrics.rules.keys import DAY_NOTES, note_field
from bot.features.metrics.service import Correction
from bot.features.metrics.views.answers import help_message, told_message
from bot.features.metrics.views.forms import checkin_view, fix_view
from bot.features.metrics.views.verdicts import figure_check_view, month_check_view
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm, ShortcutForm, SubmissionForm
from bot.slack.listen import Listeners, first_word
from bot.slack.outcomes import Nothing, OpenModal, Outcome, ReplaceModal, Tell
from bot.slack.refusals import notice_view
from bot.turn import Turn

listeners = Listeners()

HELP = ("help", "帮助", "?", "？")
FIX = ("fix", "correct", "更正", "修改")


@listeners.command("checkin")
async def on_checkin(turn: Turn, form: CommandForm) -> Outcome:
    word, rest = first_word(form.text)
    if not word:
        return await _open_day(turn, turn.today)
    if word in HELP:
        return Tell(help_message(_t(turn)))
    if word in FIX:
        return await _fix(turn, rest)
    told = await service.check_in(turn.session, turn.who, form.text, now=turn.now, today=turn.today)
    return Tell(told_message(_t(turn), told))


@listeners.action("metrics.open_checkin")
async def on_open_checkin(turn: Turn, form: ActionForm) -> Outcome:
    return await _open_day(turn, _day(turn, form.value))


@listeners.shortcut("metrics.checkin_shortcut")
async def on_shortcut(turn: Turn, _form: ShortcutForm) -> Outcome:
    return await _open_day(turn, turn.today)


@listeners.action("metrics.pick_day")
async def on_pick_day(turn: Turn, form: ActionForm) -> Outcome:
    day = await service.day_of(turn.session, turn.who, _day(turn, form.value), now=turn.now, today=turn.today)
    return ReplaceModal(checkin_view(_t(turn), day))


@listeners.submission("metrics.checkin")
async def on_submit_day(turn: Turn, form: SubmissionForm) -> Outcome:
    on = _day(turn, _carried(form, "on"))
    figures = {field.split(":")[1]: form.inputs.text(field) for field in form.inputs.fields() if field[:7] == "figure:"}
    notes = {name: form.inputs.text(note_field(name, on)) for name in DAY_NOTES}
    await service.submit_day(turn.session, turn.who, on, figures, notes, now=turn.now, today=turn.today)
    return Nothing()


@listeners.action("metrics.open_fix")
async def on_open_fix(turn: Turn, form: ActionForm) -> Outcome:
    figure, _, day = form.value.rpartition("|")
    correction = await service.correction_for(
        turn.session, turn.who, figure, _day(turn, day), now=turn.now, today=turn.today
    )
    return OpenModal(fix_view(_t(turn), correction))


@listeners.action("metrics.pick_fix")
async def on_pick_fix(turn: Turn, form: ActionForm) -> Outcome:
    figure, on = _carried(form, "figure"), _day(turn, _carried(form, "on"))
    if form.action_id.endswith(":day"):
        on = _day(turn, form.value)
    else:
        figure = form.value
    correction = await service.correction_for(turn.session, turn.who, figure, on, now=turn.now, today=turn.today)
    return ReplaceModal(fix_view(_t(turn), correction))


@listeners.submission("metrics.fix")
async def on_submit_fix(turn: Turn, form: SubmissionForm) -> Outcome:
    told = await service.fix(
        turn.session,
        turn.who,
        _carried(form, "figure"),
        form.inputs.text("value"),
        _day(turn, _carried(form, "on")),
        form.inputs.text("reason"),
        now=turn.now,
        today=turn.today,
    )
    return ReplaceModal(notice_view(_t(turn), told_message(_t(turn), told)))


@listeners.topic("verify", "核实", "核验")
async def on_verify(turn: Turn, form: CommandForm) -> Outcome:
    """`/perf verify @bo 2026-10`, for HR and auditors."""
    place = await service.place_to_check(turn, form.text)
    return OpenModal(month_check_view(_t(turn), await service.month_to_check(turn, place)))


@listeners.action("metrics.open_check")
async def on_open_check(turn: Turn, form: ActionForm) -> Outcome:
    """Beside the entries of a card."""
    place = service.place_named(turn, form.value)
    return OpenModal(month_check_view(_t(turn), await service.month_to_check(turn, place)))


@listeners.action("metrics.pick_check")
async def on_pick_check(turn: Turn, form: ActionForm) -> Outcome:
    place = service.place_named(turn, form.value)
    return ReplaceModal(month_check_view(_t(turn), await service.month_to_check(turn, place)))


@listeners.action("metrics.check_figure")
async def on_check_figure(turn: Turn, form: ActionForm) -> Outcome:
    named, _, figure = form.value.rpartition(":")
    found = await service.figure_to_check(turn, service.place_named(turn, named), figure)
    return ReplaceModal(figure_check_view(_t(turn), found))


@listeners.submission("metrics.check")
async def on_check(turn: Turn, form: SubmissionForm) -> Outcome:
    place, given = service.place_named(turn, _carried(form, "place")), form.inputs
    changed = await service.check(
        turn,
        place,
        _carried(form, "figure"),
        given.choices("entries"),
        verdict=given.choice("verdict") or "",
        reason=given.text("reason"),
    )
    return ReplaceModal(month_check_view(_t(turn), await service.month_to_check(turn, place), changed=changed))


async def _open_day(turn: Turn, on: date) -> Outcome:
    day = await service.day_of(turn.session, turn.who, on, now=turn.now, today=turn.today)
    return OpenModal(checkin_view(_t(turn), day))


async def _fix(turn: Turn, typed: str) -> Outcome:
    found = await service.fix_typed(turn.session, turn.who, typed, now=turn.now, today=turn.today)
    if isinstance(found, Correction):
        return OpenModal(fix_view(_t(turn), found))
    return Tell(told_message(_t(turn), found))


def _carried(form: ActionForm | SubmissionForm, name: str) -> str:
    """What a form was opened with; empty when it has been tampered with."""
    return str(form.metadata.get(name, ""))


def _day(turn: Turn, typed: str) -> date:
    """Today where a button carries no day."""
    return (read_day(typed, today=turn.today) if typed else None) or turn.today


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
