"""`/perf export me`, the same from Home, `/perf forget me`, and HR's buttons."""

from bot.errors import Rejected
from bot.features.privacy import service
from bot.features.privacy.views.answers import promised_message
from bot.features.privacy.views.requests import (
    approved_message,
    asked_answer,
    decline_view,
    declined_answer,
    forget_view,
    waiting_view,
    withdrawn_message,
)
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm, SubmissionForm
from bot.slack.listen import Listeners, always
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal, Tell
from bot.slack.refusals import notice_view
from bot.turn import Turn

listeners = Listeners()

ME = ("", "me", "我", "本人", "我的数据")


@listeners.topic("export", "导出", heavy=always)
async def on_export(turn: Turn, form: CommandForm) -> Outcome:
    _require_own(form)
    return await _promised(turn)


@listeners.action("privacy.export")
async def on_export_button(turn: Turn, _form: ActionForm) -> Outcome:
    return await _promised(turn)


@listeners.topic("forget", "删除", "注销")
async def on_forget(turn: Turn, form: CommandForm) -> Outcome:
    _require_own(form)
    return OpenModal(forget_view(_t(turn), await service.own_request(turn)))


@listeners.submission("privacy.forget")
async def on_submit_forget(turn: Turn, form: SubmissionForm) -> Outcome:
    await service.ask_to_be_forgotten(turn, form.inputs.text("reason"))
    return ReplaceModal(notice_view(_t(turn), asked_answer(_t(turn))))


@listeners.action("privacy.withdraw")
async def on_withdraw(turn: Turn, _form: ActionForm) -> Outcome:
    await service.withdraw(turn)
    return ReplaceModal(notice_view(_t(turn), withdrawn_message(_t(turn))))


@listeners.action("privacy.open_waiting")
async def on_open_waiting(turn: Turn, _form: ActionForm) -> Outcome:
    """From HR's Home."""
    return OpenModal(waiting_view(_t(turn), await service.waiting(turn.session, turn.who, now=turn.now)))


@listeners.action("privacy.approve")
async def on_approve(turn: Turn, form: ActionForm) -> Outcome:
    return Tell(approved_message(_t(turn), await service.approve(turn, form.value)))


@listeners.action("privacy.open_decline")
async def on_open_decline(turn: Turn, form: ActionForm) -> Outcome:
    return OpenModal(decline_view(_t(turn), await service.decline_form(turn, form.value)))


@listeners.submission("privacy.decline")
async def on_decline(turn: Turn, form: SubmissionForm) -> Outcome:
    await service.decline(turn, str(form.metadata.get("request", "")), form.inputs.text("reason"))
    return ReplaceModal(notice_view(_t(turn), declined_answer(_t(turn))))


def _require_own(form: CommandForm) -> None:
    if form.text.strip().lower() not in ME:
        raise Rejected("privacy-error-only-own", typed=form.text)


async def _promised(turn: Turn) -> Outcome:
    await service.ask_for_copy(turn)
    return Tell(promised_message(_t(turn)))


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
