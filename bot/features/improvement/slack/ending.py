"""How a plan ends in chat: words before it, the checklist, closing, an appeal, and the file."""

from slack_sdk.models.views import View

from bot.errors import Rejected
from bot.features.improvement import service
from bot.features.improvement.rules.states import Move
from bot.features.improvement.service import Ending, Opened
from bot.features.improvement.service.deciding import NONE
from bot.features.improvement.slack.showing import keys_in, reopened, shown, words
from bot.features.improvement.views import ending as views
from bot.slack.forms import ActionForm, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.action("improvement.words")
async def on_words(turn: Turn, form: ActionForm) -> Outcome:
    """The form of a statement, a view, an appeal or an answer afterwards."""
    plan, _, what = form.value.partition(":")
    opened = await service.open_plan(turn.session, turn.who, row_key(plan), now=turn.now)
    if what not in views.SAID or (what == views.APPEAL and not opened.is_own):
        raise Rejected("improvement-error-gone")
    return shown(form, views.words_view(words(turn), opened, what))


@listeners.submission("improvement.words")
async def on_said(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id, text = row_key(form.metadata.get("plan")), form.inputs.text("text")
    acts = {views.APPEAL: service.appeal, views.FOLLOWUP: service.follow_up}
    act = acts.get(str(form.metadata.get("what")), service.give_words)
    await act(turn.session, turn.who, plan_id, text, now=turn.now)
    return ReplaceModal(await reopened(turn, plan_id))


@listeners.action("improvement.close")
async def on_close(turn: Turn, form: ActionForm) -> Outcome:
    opened, ending = await _ended(turn, row_key(form.value))
    if not opened.may(Move.CLOSE):
        raise Rejected("improvement-error-gone")
    return shown(form, views.close_view(words(turn), opened, ending))


@listeners.submission("improvement.close")
async def on_closed(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id, seen = row_key(form.metadata.get("plan")), row_key(form.metadata.get("seen"))
    follows, reason = form.inputs.choice("consequence") or NONE, form.inputs.text("reason")
    await service.close(turn.session, turn.who, plan_id, follows, reason, seen=seen, now=turn.now)
    return ReplaceModal(await reopened(turn, plan_id))


@listeners.action("improvement.checklist")
async def on_checklist(turn: Turn, form: ActionForm) -> Outcome:
    plan_id, page = keys_in(form.value)
    return ReplaceModal(await _checklist(turn, plan_id, page))


@listeners.action("improvement.check")
async def on_check(turn: Turn, form: ActionForm) -> Outcome:
    """The form with a note."""
    plan, _, item = form.value.partition(":")
    opened, ending = await _checking(turn, row_key(plan))
    assert ending.checklist is not None, "looked at before"
    return ReplaceModal(views.check_view(words(turn), opened, ending.checklist.item(item)))


@listeners.submission("improvement.check")
async def on_checked(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id, item = row_key(form.metadata.get("plan")), str(form.metadata.get("item"))
    await service.check(turn.session, turn.who, plan_id, item, form.inputs.text("note"), now=turn.now)
    return ReplaceModal(await _checklist(turn, plan_id, None, item=item))


@listeners.action("improvement.uncheck")
async def on_uncheck(turn: Turn, form: ActionForm) -> Outcome:
    plan, _, item = form.value.partition(":")
    await service.uncheck(turn.session, turn.who, row_key(plan), item, now=turn.now)
    return ReplaceModal(await _checklist(turn, row_key(plan), None, item=item))


@listeners.action("improvement.name")
async def on_name(turn: Turn, form: ActionForm) -> Outcome:
    opened = await service.open_plan(turn.session, turn.who, row_key(form.value), now=turn.now)
    return shown(form, views.name_view(words(turn), opened))


@listeners.submission("improvement.name")
async def on_named(turn: Turn, form: SubmissionForm) -> Outcome:
    plan_id = row_key(form.metadata.get("plan"))
    await service.name_committee(turn.session, turn.who, plan_id, form.inputs.users("users"), now=turn.now)
    return ReplaceModal(await reopened(turn, plan_id))


@listeners.action("improvement.file")
async def on_file(turn: Turn, form: ActionForm) -> Outcome:
    plan_id, file_id = keys_in(form.value)
    await service.ask_for_file(turn.session, turn.who, plan_id, file_id, now=turn.now)
    return OpenModal(views.said_view(words(turn), "improvement-paper-comes"))


@listeners.action("improvement.paper")
async def on_paper(turn: Turn, form: ActionForm) -> Outcome:
    await service.ask_for_paper(turn.session, turn.who, row_key(form.value), now=turn.now)
    return shown(form, views.said_view(words(turn), "improvement-paper-comes"))


async def _ended(turn: Turn, plan_id: int) -> tuple[Opened, Ending]:
    """Rejected before there is anything of an end."""
    opened = await service.open_plan(turn.session, turn.who, plan_id, now=turn.now)
    if opened.ending is None:
        raise Rejected("improvement-error-gone")
    return opened, opened.ending


async def _checking(turn: Turn, plan_id: int) -> tuple[Opened, Ending]:
    opened, ending = await _ended(turn, plan_id)
    if ending.checklist is None:
        raise Rejected("improvement-error-no-checklist")
    return opened, ending


async def _checklist(turn: Turn, plan_id: int, page: int | None, *, item: str = "") -> View:
    """That page, or the one with the item."""
    opened, ending = await _checking(turn, plan_id)
    return views.checklist_view(words(turn), opened, ending, views.page_of(ending, item) if page is None else page)
