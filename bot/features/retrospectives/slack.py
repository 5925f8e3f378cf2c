"""`/perf retro`, and the buttons and forms that it leads to."""

from slack_sdk.models.views import View

from bot.features.retrospectives import service
from bot.features.retrospectives.models import KINDS
from bot.features.retrospectives.service import ActionWish, Wish
from bot.features.retrospectives.views import forms, windows
from bot.features.retrospectives.views.parts import IN_LIST, IN_MESSAGE
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import Nothing, OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.topic("retro", "复盘", "retrospective")
async def on_retro(turn: Turn, form: CommandForm) -> Outcome:
    """`/perf retro [project]`: one's own; with a name the form for a new one."""
    if form.text:
        return OpenModal(await _blank(turn, form.text))
    return OpenModal(await _list(turn))


@listeners.action("retrospectives.open_list")
async def on_open_list(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, await _list(turn))


@listeners.action("retrospectives.open_new")
async def on_open_new(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, await _blank(turn, ""))


@listeners.action("retrospectives.open_from")
async def on_open_from(turn: Turn, form: ActionForm) -> Outcome:
    """Below a campaign that is over."""
    key, today = row_key(form.value), turn.place.day_of(turn.now)
    blank = await service.blank_from(turn.session, turn.who, key, today=today, now=turn.now)
    return _in_front(form, forms.opening_view(_t(turn), blank))


@listeners.submission("retrospectives.open")
async def on_open(turn: Turn, form: SubmissionForm) -> Outcome:
    inputs = form.inputs
    wish = Wish(inputs.text("title"), inputs.text("description"), inputs.users("members"), inputs.day("closes_on"))
    opened = await service.open_retrospective(turn.session, turn.who, wish, now=turn.now)
    return ReplaceModal(forms.opened_view(_t(turn), opened))


@listeners.action("retrospectives.open_one")
async def on_open_one(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, await _one(turn, row_key(form.value)))


@listeners.action("retrospectives.open_write")
async def on_open_write(turn: Turn, form: ActionForm) -> Outcome:
    own = await service.own_notes(turn.session, turn.who, row_key(form.value), now=turn.now)
    return _in_front(form, forms.notes_form(_t(turn), own))


@listeners.submission("retrospectives.write")
async def on_write(turn: Turn, form: SubmissionForm) -> Outcome:
    key, inputs = row_key(form.metadata.get("retrospective")), form.inputs
    typed = {kind: inputs.text(kind) for kind in KINDS}
    is_for_few = forms.SHOW_FOR_FEW in inputs.choices("few")
    await service.write_notes(turn.session, turn.who, key, typed, is_for_few=is_for_few, now=turn.now)
    return ReplaceModal(await _one(turn, key))


@listeners.action("retrospectives.open_notes")
async def on_open_notes(turn: Turn, form: ActionForm) -> Outcome:
    key, _, rest = form.value.partition(":")
    kind, _, offset = rest.partition(":")
    page = await service.notes(turn.session, turn.who, row_key(key), kind, row_key(offset))
    return _in_front(form, windows.notes_view(_t(turn), page))


@listeners.action("retrospectives.open_add")
async def on_open_add(turn: Turn, form: ActionForm) -> Outcome:
    blank = await service.action_form(turn.session, turn.who, row_key(form.value))
    return _in_front(form, forms.action_view(_t(turn), blank))


@listeners.action("retrospectives.open_change")
async def on_open_change(turn: Turn, form: ActionForm) -> Outcome:
    filled = await service.form_to_change(turn.session, turn.who, _action(form))
    return _in_front(form, forms.action_view(_t(turn), filled))


@listeners.submission("retrospectives.keep_action")
async def on_keep_action(turn: Turn, form: SubmissionForm) -> Outcome:
    """A new one, or a change."""
    inputs, action_id = form.inputs, form.metadata.get("action")
    wish = ActionWish(inputs.text("text"), row_key(inputs.choice("owner")), inputs.day("due_on"))
    if action_id is None:
        key = row_key(form.metadata.get("retrospective"))
        kept = await service.add_action(turn.session, turn.who, key, wish, now=turn.now)
    else:
        kept = await service.change_action(turn.session, turn.who, row_key(action_id), wish, now=turn.now)
    return ReplaceModal(await _one(turn, kept.retrospective_id))


@listeners.action("retrospectives.finish")
async def on_finish(turn: Turn, form: ActionForm) -> Outcome:
    action = await service.finish(turn.session, turn.who, _action(form), now=turn.now)
    return await _back(turn, _place(form), action.retrospective_id)


@listeners.action("retrospectives.reopen")
async def on_reopen(turn: Turn, form: ActionForm) -> Outcome:
    action = await service.reopen(turn.session, turn.who, _action(form), now=turn.now)
    return await _back(turn, _place(form), action.retrospective_id)


@listeners.action("retrospectives.call_off")
async def on_call_off(turn: Turn, form: ActionForm) -> Outcome:
    action = await service.call_off(turn.session, turn.who, _action(form), now=turn.now)
    return await _back(turn, _place(form), action.retrospective_id)


@listeners.action("retrospectives.open_put_off")
async def on_open_put_off(turn: Turn, form: ActionForm) -> Outcome:
    action = await service.action_to_put_off(turn.session, turn.who, _action(form))
    return _in_front(form, forms.put_off_view(_t(turn), action, _place(form)))


@listeners.submission("retrospectives.put_off")
async def on_put_off(turn: Turn, form: SubmissionForm) -> Outcome:
    key, where, inputs = row_key(form.metadata.get("action")), str(form.metadata.get("where")), form.inputs
    due_on, reason = inputs.day("due_on"), inputs.text("reason")
    action = await service.put_off(turn.session, turn.who, key, due_on, reason, now=turn.now)
    return await _back(turn, where, action.retrospective_id)


async def _back(turn: Turn, where: str, key: int) -> Outcome:
    """To where the button stood, as that is now; messages and Home follow by themselves."""
    if where == IN_MESSAGE:
        return Nothing()
    return ReplaceModal(await _list(turn) if where == IN_LIST else await _one(turn, key))


async def _list(turn: Turn) -> View:
    return windows.overview_view(_t(turn), await service.overview(turn.session, turn.who, now=turn.now))


async def _one(turn: Turn, key: int) -> View:
    return windows.retrospective_view(_t(turn), await service.shown(turn.session, turn.who, key, now=turn.now))


async def _blank(turn: Turn, title: str) -> View:
    return forms.opening_view(_t(turn), await service.blank(turn.session, turn.who, title, now=turn.now))


def _in_front(form: ActionForm, view: View) -> Outcome:
    """In the present window when there is one: what stays below would be out of date."""
    return ReplaceModal(view) if form.in_modal else OpenModal(view)


def _action(form: ActionForm) -> int:
    return row_key(form.value.partition(":")[0])


def _place(form: ActionForm) -> str:
    """A button of a message leads to no window, whatever it carries."""
    return form.value.partition(":")[2] if form.in_modal else IN_MESSAGE


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
