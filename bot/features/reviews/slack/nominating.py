"""Members name who should rate them; managers approve or change that."""

from slack_sdk.models.views import View

from bot.db.configured import settings_of
from bot.features.reviews import service
from bot.features.reviews.views import nominating
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.action("reviews.name_open")
async def on_open_names(turn: Turn, form: ActionForm) -> Outcome:
    session, settings = turn.session, settings_of(turn.session)
    named = await service.own_names(session, turn.who, row_key(form.value), now=turn.now, settings=settings)
    return OpenModal(nominating.name_view(_t(turn), named))


@listeners.submission("reviews.name")
async def on_name(turn: Turn, form: SubmissionForm) -> Outcome:
    named = await service.name_raters(
        turn.session,
        turn.who,
        row_key(form.metadata.get("cycle")),
        form.inputs.users("raters"),
        now=turn.now,
        settings=settings_of(turn.session),
    )
    return ReplaceModal(nominating.named_view(_t(turn), named))


@listeners.action("reviews.approve_open")
async def on_open_approve(turn: Turn, form: ActionForm) -> Outcome:
    view = await _reports(turn, row_key(form.value))
    return OpenModal(view)


@listeners.action("reviews.approve")
async def on_approve(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, member_id = _place(form.value)
    session, settings = turn.session, settings_of(turn.session)
    await service.approve_names(session, turn.who, cycle_id, member_id, now=turn.now, settings=settings)
    return ReplaceModal(await _reports(turn, cycle_id))


@listeners.action("reviews.change_open")
async def on_open_change(turn: Turn, form: ActionForm) -> Outcome:
    cycle_id, member_id = _place(form.value)
    session, settings = turn.session, settings_of(turn.session)
    named = await service.names_of_report(session, turn.who, cycle_id, member_id, now=turn.now, settings=settings)
    return ReplaceModal(nominating.change_view(_t(turn), named))


@listeners.submission("reviews.change")
async def on_change(turn: Turn, form: SubmissionForm) -> Outcome:
    cycle_id, member_id = row_key(form.metadata.get("cycle")), row_key(form.metadata.get("member"))
    await service.approve_names(
        turn.session,
        turn.who,
        cycle_id,
        member_id,
        users=form.inputs.users("raters"),
        now=turn.now,
        settings=settings_of(turn.session),
    )
    return ReplaceModal(await _reports(turn, cycle_id))


async def _reports(turn: Turn, cycle_id: int) -> View:
    settings = settings_of(turn.session)
    reports = await service.names_of_reports(turn.session, turn.who, cycle_id, now=turn.now, settings=settings)
    return nominating.approve_view(_t(turn), cycle_id, reports)


def _place(carried: str) -> tuple[int, int]:
    """The cycle and the member."""
    cycle, _, member = carried.partition(":")
    return row_key(cycle), row_key(member)


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
