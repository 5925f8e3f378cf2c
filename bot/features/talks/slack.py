"""`/perf talk`, and the buttons and forms that it leads to."""

from slack_sdk.models.views import View

from bot.features.talks import service
from bot.features.talks.rules.texts import MOST_ITEMS, ItemWish
from bot.features.talks.service import OutcomeWish, Sheet
from bot.features.talks.views import forms, lists, window
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm, Inputs, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import Nothing, OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.topic("talk", "面谈", "谈话")
async def on_talk(turn: Turn, form: CommandForm) -> Outcome:
    """`/perf talk [@who]`: one's own talk, those to hold, and for HR how many are held; with a name the sheet."""
    if form.text:
        sheet = await service.sheet_of_person(turn.session, turn.who, form.text, now=turn.now)
        return OpenModal(_window(turn, sheet))
    return OpenModal(await _list(turn))


@listeners.action("talks.open_list")
async def on_open_list(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, await _list(turn))


@listeners.action("talks.prepare")
async def on_prepare(turn: Turn, form: ActionForm) -> Outcome:
    """From a card, a list or a message: `member:2026-10`."""
    sheet = await service.sheet_named(turn.session, turn.who, form.value, now=turn.now)
    return _in_front(form, _window(turn, sheet))


@listeners.action("talks.open_one")
async def on_open_one(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, _window(turn, await _sheet(turn, form.value)))


@listeners.action("talks.open_notes")
async def on_open_notes(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, forms.notes_form(_t(turn), await _sheet(turn, form.value)))


@listeners.submission("talks.keep_notes")
async def on_keep_notes(turn: Turn, form: SubmissionForm) -> Outcome:
    inputs, key = form.inputs, row_key(form.metadata.get("talk"))
    written = (inputs.text("highlights"), inputs.text("topics"))
    is_shared = forms.SHARE in inputs.choices("share")
    await service.write_preparation(turn.session, turn.who, key, *written, is_shared=is_shared, now=turn.now)
    return ReplaceModal(_window(turn, await _sheet(turn, key)))


@listeners.action("talks.open_time")
async def on_open_time(turn: Turn, form: ActionForm) -> Outcome:
    sheet, zone = await _sheet(turn, form.value), turn.who.zone
    starts = service.proposed_time(sheet.place.row, zone, now=turn.now)
    return _in_front(form, forms.time_form(_t(turn), sheet, starts, zone))


@listeners.submission("talks.propose")
async def on_propose(turn: Turn, form: SubmissionForm) -> Outcome:
    inputs, key = form.inputs, row_key(form.metadata.get("talk"))
    await service.propose(turn.session, turn.who, key, inputs.day("day"), inputs.minute("time"), now=turn.now)
    return ReplaceModal(_window(turn, await _sheet(turn, key)))


@listeners.action("talks.agree")
async def on_agree(turn: Turn, form: ActionForm) -> Outcome:
    """To the time that the button names."""
    key, _, at = form.value.partition(":")
    await service.agree(turn.session, turn.who, row_key(key), at, now=turn.now)
    return await _back(turn, form, row_key(key))


@listeners.action("talks.open_outcome")
async def on_open_outcome(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, forms.outcome_form(_t(turn), await _sheet(turn, form.value), today=turn.today))


@listeners.submission("talks.keep_outcome")
async def on_keep_outcome(turn: Turn, form: SubmissionForm) -> Outcome:
    inputs, key = form.inputs, row_key(form.metadata.get("talk"))
    items = [_item(inputs, number) for number in range(1, MOST_ITEMS + 1)]
    wish = OutcomeWish(inputs.day("held_on"), inputs.text("summary"), items)
    await service.note_outcome(turn.session, turn.who, key, wish, now=turn.now)
    return ReplaceModal(_window(turn, await _sheet(turn, key)))


@listeners.action("talks.sign")
async def on_sign(turn: Turn, form: ActionForm) -> Outcome:
    talk, outcome = _pair(form)
    await service.sign(turn.session, turn.who, talk, outcome, now=turn.now)
    return await _back(turn, form, talk)


@listeners.action("talks.open_comment")
async def on_open_comment(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, forms.comment_form(_t(turn), await _sheet(turn, _pair(form)[0])))


@listeners.submission("talks.keep_comment")
async def on_keep_comment(turn: Turn, form: SubmissionForm) -> Outcome:
    key, outcome = (row_key(form.metadata.get(name)) for name in ("talk", "outcome"))
    await service.comment(turn.session, turn.who, key, outcome, form.inputs.text("comment"), now=turn.now)
    return ReplaceModal(_window(turn, await _sheet(turn, key)))


@listeners.action("talks.finish")
async def on_finish(turn: Turn, form: ActionForm) -> Outcome:
    key = await service.finish(turn.session, turn.who, row_key(form.value), is_done=True, now=turn.now)
    return await _back(turn, form, key)


@listeners.action("talks.reopen")
async def on_reopen(turn: Turn, form: ActionForm) -> Outcome:
    key = await service.finish(turn.session, turn.who, row_key(form.value), is_done=False, now=turn.now)
    return await _back(turn, form, key)


async def _back(turn: Turn, form: ActionForm, key: int) -> Outcome:
    """To the window in which the button stood, as it is now; prompts and Home follow by themselves."""
    if not form.in_modal and form.action_id in ("talks.finish", "talks.reopen"):
        return Nothing()
    return _in_front(form, _window(turn, await _sheet(turn, key)))


async def _list(turn: Turn) -> View:
    listed = await service.overview(turn.session, turn.who, now=turn.now)
    return lists.overview_view(_t(turn), listed, today=turn.today)


async def _sheet(turn: Turn, talk: object) -> Sheet:
    return await service.sheet_of(turn.session, turn.who, row_key(talk), now=turn.now)


def _window(turn: Turn, sheet: Sheet) -> View:
    return window.talk_view(_t(turn), sheet, today=turn.today, zone=turn.who.zone)


def _pair(form: ActionForm) -> tuple[int, int]:
    talk, _, outcome = form.value.partition(":")
    return row_key(talk), row_key(outcome)


def _item(inputs: Inputs, number: int) -> ItemWish:
    owner = row_key(inputs.choice(f"owner_{number}"))
    return ItemWish(number, inputs.text(f"item_{number}"), owner, inputs.day(f"due_{number}"))


def _in_front(form: ActionForm, view: View) -> Outcome:
    """In the present window when there is one: what stays below would be out of date."""
    return ReplaceModal(view) if form.in_modal else OpenModal(view)


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
