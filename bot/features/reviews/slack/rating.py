"""`/rate`, the form about a colleague, and the buttons of the prompt."""

from collections.abc import Mapping
from typing import Any

from bot.db.configured import settings_of
from bot.features.reviews import service
from bot.features.reviews.rules.drafts import Written
from bot.features.reviews.rules.fields import CASE, VALUE
from bot.features.reviews.service import Place
from bot.features.reviews.views import rating as views
from bot.i18n.translator import Translator, translator
from bot.settings import Settings
from bot.slack.forms import ActionForm, CommandForm, Inputs, ShortcutForm, SubmissionForm, row_key
from bot.slack.listen import Listeners, first_word
from bot.slack.outcomes import Nothing, OpenModal, Outcome, ReplaceModal, Tell
from bot.slack.topics import HELP_WORDS
from bot.turn import Turn

listeners = Listeners()

LIST = ("list", "列表", "查看")


@listeners.command("rate")
async def on_rate(turn: Turn, form: CommandForm) -> Outcome:
    """`/rate [@who]`."""
    if not form.text.strip():
        return await _open_next(turn)
    word = first_word(form.text)[0]
    if word in HELP_WORDS:
        return Tell(views.help_message(_t(turn)))
    if word in LIST:
        return await _open_desk(turn)
    found = await service.form_about(turn.session, turn.who, form.text, now=turn.now, settings=_settings(turn))
    return OpenModal(views.form_view(_t(turn), found, turn.who.slack_user))


@listeners.shortcut("reviews.rate_shortcut")
async def on_shortcut(turn: Turn, _form: ShortcutForm) -> Outcome:
    return await _open_next(turn)


@listeners.action("reviews.open_next")
async def on_open_next(turn: Turn, _form: ActionForm) -> Outcome:
    return await _open_next(turn)


@listeners.action("reviews.open_list")
async def on_open_list(turn: Turn, form: ActionForm) -> Outcome:
    return await _open_desk(turn, is_open=form.in_modal)


@listeners.action("reviews.open")
async def on_open(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, subject_id = _pair(form.value)
    found = await service.form_of(turn.session, turn.who, cycle_id, subject_id, now=turn.now, settings=_settings(turn))
    view = views.form_view(_t(turn), found, turn.who.slack_user)
    return ReplaceModal(view) if form.in_modal else OpenModal(view)


@listeners.action("reviews.open_late")
async def on_open_late(turn: Turn, form: ActionForm) -> Outcome:
    """A draft that came too late, as long as it is there."""
    desk = await service.desk_of(turn.session, turn.who, now=turn.now, settings=_settings(turn))
    late = next((each for each in desk.late if (each.cycle.key, each.subject.key) == _pair(form.value)), None)
    return ReplaceModal(views.late_view(_t(turn), late) if late else views.desk_view(_t(turn), desk))


@listeners.action("reviews.note", typed=True)
async def on_note(turn: Turn, form: ActionForm) -> Outcome:
    """Something has been chosen or typed: all that has been entered is kept."""
    await _keep(turn, form)
    return Nothing()


@listeners.action("reviews.save")
async def on_save(turn: Turn, form: ActionForm) -> Outcome:
    await _keep(turn, form)
    return await _open_desk(turn, is_open=True, news="reviews-draft-kept")


@listeners.action("reviews.discard")
async def on_discard(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, subject_id = _pair(form.value)
    await service.discard_draft(turn.session, turn.who, Place(cycle_id, subject_id, turn.who.slack_user))
    return await _open_desk(turn, is_open=True, news="reviews-discarded")


@listeners.submission("reviews.rate")
async def on_submit(turn: Turn, form: SubmissionForm) -> Outcome:
    place = _place(form.metadata)
    written = _written(form.inputs, place)
    handed = await service.hand_in(turn.session, turn.who, place, written, now=turn.now, settings=_settings(turn))
    await service.tell_progress(turn.session, turn.who, now=turn.now)
    if handed.is_late:
        return ReplaceModal(views.kept_view(_t(turn), handed))
    if handed.form:
        return ReplaceModal(views.form_view(_t(turn), handed.form, turn.who.slack_user, saved=handed.subject))
    desk = await service.desk_of(turn.session, turn.who, now=turn.now, settings=_settings(turn))
    return ReplaceModal(views.desk_view(_t(turn), desk, saved=handed.subject))


@listeners.action("reviews.open_decline")
async def on_open_decline(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, subject_id = _pair(form.value)
    found = await service.form_of(turn.session, turn.who, cycle_id, subject_id, now=turn.now, settings=_settings(turn))
    return ReplaceModal(views.decline_view(_t(turn), found.task, turn.who.slack_user))


@listeners.submission("reviews.decline")
async def on_decline(turn: Turn, form: SubmissionForm) -> Outcome:
    place, reason = _place(form.metadata), form.inputs.text("reason")
    following = await service.turn_down(turn.session, turn.who, place, reason, now=turn.now, settings=_settings(turn))
    await service.tell_progress(turn.session, turn.who, now=turn.now)
    if following:
        return ReplaceModal(views.form_view(_t(turn), following, turn.who.slack_user, news="reviews-declined"))
    desk = await service.desk_of(turn.session, turn.who, now=turn.now, settings=_settings(turn))
    return ReplaceModal(views.desk_view(_t(turn), desk, news="reviews-declined"))


async def _open_next(turn: Turn) -> Outcome:
    """Whoever has nothing left to give sees what can be changed."""
    found = await service.next_form(turn.session, turn.who, now=turn.now, settings=_settings(turn))
    if found is None:
        return await _open_desk(turn)
    return OpenModal(views.form_view(_t(turn), found, turn.who.slack_user))


async def _open_desk(turn: Turn, *, is_open: bool = False, news: str = "") -> Outcome:
    """In the present window when one is open."""
    desk = await service.desk_of(turn.session, turn.who, now=turn.now, settings=_settings(turn))
    view = views.desk_view(_t(turn), desk, news=news)
    return ReplaceModal(view) if is_open else OpenModal(view)


async def _keep(turn: Turn, form: ActionForm) -> None:
    place = _place(form.metadata)
    written = _written(form.inputs, place)
    await service.keep_draft(turn.session, turn.who, place, written, now=turn.now, settings=_settings(turn))


def _written(inputs: Inputs, place: Place) -> dict[str, Written]:
    """By metric, of the fields that are about this colleague."""
    found: dict[str, Written] = {}
    for field in inputs.fields():
        kind, cycle_id, subject_id, metric = [*field.split(":", 3), "", "", ""][:4]
        if kind == VALUE and (row_key(cycle_id), row_key(subject_id)) == (place.cycle_id, place.subject_id):
            case = field.replace(VALUE, CASE, 1)
            found[metric] = Written(inputs.choice(field) or "", inputs.text(case))
    return found


def _place(carried: Mapping[str, Any]) -> Place:
    """What a form was made with; nobody's when it has been tampered with."""
    return Place(row_key(carried.get("cycle")), row_key(carried.get("subject")), str(carried.get("for")))


def _pair(carried: str) -> tuple[int, int]:
    cycle_id, _, subject_id = carried.partition(":")
    return row_key(cycle_id), row_key(subject_id)


def _settings(turn: Turn) -> Settings:
    return settings_of(turn.session)


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
