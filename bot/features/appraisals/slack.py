"""`/perf report`, `/perf appraise [@who]`, the forms, and the buttons under what is told."""

from bot.features.appraisals import service
from bot.features.appraisals.rules.answers import TEXTS, Answer, Report, case_field, value_field
from bot.features.appraisals.views import forms, lists, messages
from bot.features.people import service as people
from bot.features.people.service import Action
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm, Inputs, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import Nothing, OpenModal, Outcome, ReplaceModal
from bot.slack.refusals import notice_view
from bot.turn import Turn

listeners = Listeners()


@listeners.topic("report", "自评")
async def on_report(turn: Turn, form: CommandForm) -> Outcome:
    """`/perf report [@who]`: the own form while it is open; the last report of whoever's the viewer may read."""
    if not form.text.strip():
        return await _open_report(turn)
    seen = await people.find_visible(turn.session, turn.who, Action.SEE_SELF_REPORT, form.text, at=turn.now)
    reported = await service.report_about(turn.session, turn.who, seen.key, now=turn.now)
    return OpenModal(lists.report_view(_t(turn), reported, is_own=seen.key == turn.who.member_id))


@listeners.topic("appraise", "上级评价")
async def on_appraise(turn: Turn, form: CommandForm) -> Outcome:
    """`/perf appraise [@who]`: whom one rates; a form for a direct report, what is out for whoever may read it."""
    if not form.text.strip():
        return await _open_list(turn)
    seen = await people.find_visible(
        turn.session, turn.who, Action.SEE_PUBLISHED_MANAGER_RATING, form.text, at=turn.now
    )
    return await _open_person(turn, seen.key)


@listeners.action("appraisals.open_report")
async def on_open_report(turn: Turn, _form: ActionForm) -> Outcome:
    return await _open_report(turn)


@listeners.action("appraisals.open_list")
async def on_open_list(turn: Turn, _form: ActionForm) -> Outcome:
    return await _open_list(turn)


@listeners.action("appraisals.open_own")
async def on_open_own(turn: Turn, _form: ActionForm) -> Outcome:
    said = await service.own_appraisal(turn.session, turn.who)
    return OpenModal(lists.said_view(_t(turn), said, is_own=True))


@listeners.action("appraisals.open_form")
async def on_open_form(turn: Turn, form: ActionForm) -> Outcome:
    """In the window that says which was saved, the next one takes its place."""
    found = await service.rating_form(turn.session, turn.who, row_key(form.value), now=turn.now)
    view = forms.rating_view(_t(turn), found)
    return ReplaceModal(view) if form.in_modal else OpenModal(view)


@listeners.action("appraisals.revise")
async def on_revise(turn: Turn, form: ActionForm) -> Outcome:
    member_id, _, round_id = form.value.partition(":")
    found = await service.rating_form(
        turn.session, turn.who, row_key(member_id), now=turn.now, round_id=row_key(round_id)
    )
    return ReplaceModal(forms.rating_view(_t(turn), found))


@listeners.action("appraisals.keep_report")
async def on_keep_report(turn: Turn, form: ActionForm) -> Outcome:
    round_id = row_key(form.metadata.get("round"))
    await service.keep_report(turn.session, turn.who, round_id, _report(form.inputs), now=turn.now)
    return ReplaceModal(forms.report_view(_t(turn), await service.report_form(turn.session, turn.who, now=turn.now)))


@listeners.action("appraisals.keep_rating")
async def on_keep_rating(turn: Turn, form: ActionForm) -> Outcome:
    await _keep_rating(turn, form)
    round_id, member_id = _place(form.metadata)
    found = await service.rating_form(turn.session, turn.who, member_id, now=turn.now, round_id=round_id)
    return ReplaceModal(forms.rating_view(_t(turn), found))


@listeners.action(forms.CHOOSE)
async def on_choose(turn: Turn, form: ActionForm) -> Outcome:
    await _keep_rating(turn, form)
    return Nothing()


@listeners.submission("appraisals.report")
async def on_submit_report(turn: Turn, form: SubmissionForm) -> Outcome:
    round_id = row_key(form.metadata.get("round"))
    found = await service.submit_report(turn.session, turn.who, round_id, _report(form.inputs), now=turn.now)
    return ReplaceModal(forms.reported_view(_t(turn), found))


@listeners.submission("appraisals.rating")
async def on_submit_rating(turn: Turn, form: SubmissionForm) -> Outcome:
    round_id, member_id = _place(form.metadata)
    answers, reason = _answers(form.inputs, member_id), form.inputs.text("reason")
    rated = await service.rate(turn.session, turn.who, round_id, member_id, answers, reason=reason, now=turn.now)
    return ReplaceModal(forms.rated_view(_t(turn), rated))


@listeners.action("appraisals.open_status")
async def on_open_status(turn: Turn, _form: ActionForm) -> Outcome:
    status = await service.status_of(turn.session, turn.who, now=turn.now)
    return OpenModal(lists.status_view(_t(turn), status))


@listeners.action("appraisals.turn")
async def on_turn(turn: Turn, form: ActionForm) -> Outcome:
    status = await service.status_of(turn.session, turn.who, now=turn.now, offset=row_key(form.value))
    return ReplaceModal(lists.status_view(_t(turn), status))


@listeners.action("appraisals.open_ask")
async def on_open_ask(turn: Turn, _form: ActionForm) -> Outcome:
    await service.status_of(turn.session, turn.who, now=turn.now)
    return OpenModal(forms.ask_view(_t(turn)))


@listeners.submission("appraisals.ask")
async def on_ask(turn: Turn, form: SubmissionForm) -> Outcome:
    asked = await service.ask_for_reports(turn.session, turn.who, form.inputs.users("people"), now=turn.now)
    return ReplaceModal(notice_view(_t(turn), messages.asked_message(_t(turn), len(asked))))


async def _open_report(turn: Turn) -> Outcome:
    form = await service.report_form(turn.session, turn.who, now=turn.now)
    return OpenModal(forms.report_view(_t(turn), form))


async def _open_list(turn: Turn) -> Outcome:
    todo = await service.todo_of(turn.session, turn.who, now=turn.now)
    return OpenModal(lists.todo_view(_t(turn), todo))


async def _open_person(turn: Turn, member_id: int) -> Outcome:
    """A form where the viewer has to write, else what is out."""
    t, todo = _t(turn), await service.todo_of(turn.session, turn.who, now=turn.now)
    if member_id in {line.member.key for line in todo.reports}:
        return OpenModal(
            forms.rating_view(t, await service.rating_form(turn.session, turn.who, member_id, now=turn.now))
        )
    said = await service.appraisal_about(turn.session, turn.who, member_id, now=turn.now)
    return OpenModal(lists.said_view(t, said, is_own=member_id == turn.who.member_id))


async def _keep_rating(turn: Turn, form: ActionForm) -> None:
    round_id, member_id = _place(form.metadata)
    answers = _answers(form.inputs, member_id)
    await service.keep_rating(turn.session, turn.who, round_id, member_id, answers, now=turn.now)


def _place(metadata: object) -> tuple[int, int]:
    """Round and member of a form; 0, which is nobody's, for anything else."""
    carried = metadata if isinstance(metadata, dict) else {}
    return row_key(carried.get("round")), row_key(carried.get("member"))


def _report(inputs: Inputs) -> Report:
    return Report(**{name: inputs.text(name) for name in TEXTS})


def _answers(inputs: Inputs, member_id: int) -> dict[str, Answer]:
    """What stands in the form, by metric; fields of anybody else's form are not read."""
    found = {}
    for metric in _metrics(inputs, member_id):
        chosen = inputs.picked_option(value_field(member_id, metric), forms.CHOOSE)
        case = inputs.text(case_field(member_id, metric))
        is_number = chosen is not None and chosen.isascii() and chosen.isdecimal() and len(chosen) == 1
        is_open = not is_number and chosen != forms.CANNOT_JUDGE
        found[metric] = Answer(int(chosen) if is_number and chosen else None, case, is_open)
    return found


def _metrics(inputs: Inputs, member_id: int) -> list[str]:
    prefix = case_field(member_id, "")
    return [field.removeprefix(prefix) for field in inputs.values if field.startswith(prefix)]


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
