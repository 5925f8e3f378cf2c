"""The weekly life of a plan: how it goes, the manager's note, milestones, help, talks, and what is due."""

from datetime import date

from bot.errors import Rejected
from bot.features.improvement import service
from bot.features.improvement.slack.showing import files_in, keys_in, reopened, shown, words
from bot.features.improvement.views import deciding, progress
from bot.features.improvement.views import weekly as views
from bot.slack.forms import ActionForm, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.action("improvement.due")
async def on_due(turn: Turn, form: ActionForm) -> Outcome:
    """In the day's prompt: what of it is still due."""
    found = await service.due_of(turn.session, turn.who, turn.today, now=turn.now)
    return shown(form, progress.due_view(words(turn), found))


@listeners.action("improvement.board")
async def on_board(turn: Turn, form: ActionForm) -> Outcome:
    board = await service.board(turn.session, turn.who, now=turn.now)
    return shown(form, deciding.board_view(words(turn), board))


@listeners.action("improvement.notes")
async def on_notes(turn: Turn, form: ActionForm) -> Outcome:
    plan_id, page = keys_in(form.value)
    opened = await service.open_plan(turn.session, turn.who, plan_id, now=turn.now)
    return shown(form, progress.notes_view(words(turn), opened, page))


@listeners.action("improvement.checkin")
async def on_checkin(turn: Turn, form: ActionForm) -> Outcome:
    week = await service.checkin_form(turn.session, turn.who, row_key(form.value), now=turn.now)
    return shown(form, views.checkin_view(words(turn), week))


@listeners.submission("improvement.checkin")
async def on_save_checkin(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id, monday = row_key(form.metadata.get("plan")), _monday(form)
    mood, text, sent = form.inputs.choice("mood"), form.inputs.text("text"), files_in(form)
    await service.check_in(
        turn.session, turn.who, plan_id, monday=monday, mood=mood, text=text, sent=sent, now=turn.now
    )
    return ReplaceModal(await reopened(turn, plan_id))


@listeners.action("improvement.note")
async def on_note(turn: Turn, form: ActionForm) -> Outcome:
    week = await service.note_form(turn.session, turn.who, row_key(form.value), now=turn.now)
    return shown(form, views.note_view(words(turn), week))


@listeners.submission("improvement.note")
async def on_save_note(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id, text = row_key(form.metadata.get("plan")), form.inputs.text("text")
    await service.write_note(turn.session, turn.who, plan_id, monday=_monday(form), text=text, now=turn.now)
    return ReplaceModal(await reopened(turn, plan_id))


@listeners.action("improvement.reach")
async def on_reach(turn: Turn, form: ActionForm) -> Outcome:
    plan, _, ref = form.value.partition(":")
    found = await service.reach_form(turn.session, turn.who, row_key(plan), ref, now=turn.now)
    return shown(form, views.reach_view(words(turn), found))


@listeners.submission("improvement.reach")
async def on_reached(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id, ref = row_key(form.metadata.get("plan")), str(form.metadata.get("ref"))
    text, sent = form.inputs.text("text"), files_in(form)
    await service.reach(turn.session, turn.who, plan_id, ref, text, sent=sent, now=turn.now)
    return ReplaceModal(await reopened(turn, plan_id))


@listeners.action("improvement.help")
async def on_help(turn: Turn, form: ActionForm) -> Outcome:
    found = await service.help_form(turn.session, turn.who, row_key(form.value), now=turn.now)
    return shown(form, views.help_view(words(turn), found))


@listeners.submission("improvement.help")
async def on_ask_for_help(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id = row_key(form.metadata.get("plan"))
    await service.ask_for_help(turn.session, turn.who, plan_id, form.inputs.text("text"), now=turn.now)
    return ReplaceModal(await reopened(turn, plan_id))


@listeners.action("improvement.hold")
async def on_hold(turn: Turn, form: ActionForm) -> Outcome:
    plan, _, ref = form.value.partition(":")
    found = await service.hold_form(turn.session, turn.who, row_key(plan), ref, now=turn.now)
    return shown(form, views.hold_view(words(turn), found))


@listeners.submission("improvement.hold")
async def on_held(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id, ref = row_key(form.metadata.get("plan")), str(form.metadata.get("ref"))
    text, on = form.inputs.text("text"), form.inputs.day("on")
    await service.hold(turn.session, turn.who, plan_id, ref, text, on=on, now=turn.now)
    return ReplaceModal(await reopened(turn, plan_id))


def _monday(form: SubmissionForm) -> date:
    """Of the week that the form was opened for; Rejected for none: a form can be forged."""
    try:
        return date.fromisoformat(str(form.metadata.get("monday")))
    except ValueError:
        raise Rejected("improvement-error-gone") from None
