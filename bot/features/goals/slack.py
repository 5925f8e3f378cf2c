"""`/perf goals`, and the buttons and forms that it leads to."""

from slack_sdk.models.views import View

from bot.features.goals import service
from bot.features.goals.rules.wishes import Wish
from bot.features.goals.service import Shown
from bot.features.goals.views import forms, lists, window
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm, Inputs, SubmissionForm, row_key
from bot.slack.listen import Listeners, first_word
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()
NEW = ("new", "新建")


@listeners.topic("goals", "goal", "okr", "目标")
async def on_goals(turn: Turn, form: CommandForm) -> Outcome:
    """`/perf goals [new … | team | @who]`: one's own and the team's, a form, or those of somebody else."""
    word, rest = first_word(form.text)
    if word in NEW:
        return OpenModal(await _blank(turn, rest))
    if form.text:
        found = await service.named(turn.session, turn.who, form.text, today=turn.today, now=turn.now)
        return OpenModal(lists.list_view(_t(turn), found))
    return OpenModal(await _list(turn))


@listeners.action("goals.open_list")
async def on_open_list(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, await _list(turn))


@listeners.action("goals.open_new")
async def on_open_new(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, await _blank(turn, ""))


@listeners.submission("goals.propose")
async def on_propose(turn: Turn, form: SubmissionForm) -> Outcome:
    wish = _wish(form.inputs)
    row = await service.propose(turn.session, turn.who, wish, today=turn.today, now=turn.now)
    return ReplaceModal(window.goal_view(_t(turn), await _shown(turn, row.key)))


@listeners.action("goals.open_one")
async def on_open_one(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, window.goal_view(_t(turn), await _shown(turn, form.value)))


@listeners.action("goals.agree")
async def on_agree(turn: Turn, form: ActionForm) -> Outcome:
    key, _, seen = form.value.partition(":")
    await service.agree(turn.session, turn.who, row_key(key), seen=seen, today=turn.today, now=turn.now)
    return _in_front(form, window.goal_view(_t(turn), await _shown(turn, key)))


@listeners.action("goals.open_edit")
async def on_open_edit(turn: Turn, form: ActionForm) -> Outcome:
    key = row_key(form.value)
    editing = await service.form_to_edit(turn.session, turn.who, key, today=turn.today, now=turn.now)
    return _in_front(form, forms.editing_view(_t(turn), editing))


@listeners.submission("goals.edit")
async def on_edit(turn: Turn, form: SubmissionForm) -> Outcome:
    key, seen = row_key(form.metadata.get("goal")), str(form.metadata.get("seen", ""))
    wish = _wish(form.inputs)
    await service.edit(turn.session, turn.who, key, wish, seen=seen, today=turn.today, now=turn.now)
    return ReplaceModal(window.goal_view(_t(turn), await _shown(turn, key)))


@listeners.action("goals.open_update")
async def on_open_update(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, forms.update_view(_t(turn), await _to_update(turn, form), is_correction=False))


@listeners.action("goals.open_correct")
async def on_open_correct(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, forms.update_view(_t(turn), await _to_update(turn, form), is_correction=True))


@listeners.submission("goals.update")
async def on_update(turn: Turn, form: SubmissionForm) -> Outcome:
    key, seen = (row_key(form.metadata.get(name)) for name in ("goal", "seen"))
    corrects = form.metadata.get("corrects") == 1
    inputs = form.inputs
    await service.update(
        turn.session,
        turn.who,
        key,
        inputs.text("value"),
        inputs.text("reason" if corrects else "word"),
        seen=seen,
        is_correction=corrects,
        today=turn.today,
        now=turn.now,
    )
    return ReplaceModal(window.goal_view(_t(turn), await _shown(turn, key)))


@listeners.action("goals.open_close")
async def on_open_close(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, forms.closing_view(_t(turn), await _shown(turn, form.value)))


@listeners.submission("goals.close")
async def on_close(turn: Turn, form: SubmissionForm) -> Outcome:
    key, inputs = row_key(form.metadata.get("goal")), form.inputs
    said = (inputs.choice("outcome"), inputs.text("reason"))
    await service.close(turn.session, turn.who, key, *said, today=turn.today, now=turn.now)
    return ReplaceModal(window.goal_view(_t(turn), await _shown(turn, key)))


async def _list(turn: Turn) -> View:
    return lists.list_view(_t(turn), await service.listed(turn.session, turn.who, today=turn.today))


async def _blank(turn: Turn, title: str) -> View:
    return forms.proposing_view(_t(turn), await service.blank(turn.session, turn.who, title, today=turn.today))


async def _shown(turn: Turn, key: object) -> Shown:
    return await service.shown(turn.session, turn.who, row_key(key), today=turn.today, now=turn.now)


async def _to_update(turn: Turn, form: ActionForm) -> Shown:
    key = row_key(form.value)
    return await service.form_to_update(turn.session, turn.who, key, today=turn.today, now=turn.now)


def _wish(inputs: Inputs) -> Wish:
    return Wish(
        is_own=inputs.choice("whose") == forms.OWN,
        title=inputs.text("title"),
        why=inputs.text("why"),
        period=inputs.choice("period"),
        measure=inputs.choice("measure"),
        unit=inputs.text("unit"),
        start=inputs.text("start"),
        target=inputs.text("target"),
        owner=inputs.user("owner"),
        due_on=inputs.day("due_on"),
        weight=inputs.text("weight"),
    )


def _in_front(form: ActionForm, view: View) -> Outcome:
    """In the present window when there is one: what stays below would be out of date."""
    return ReplaceModal(view) if form.in_modal else OpenModal(view)


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
