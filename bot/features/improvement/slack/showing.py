"""What the listeners of this slice have in common: where a window appears, and what a button names."""

from slack_sdk.models.views import View

from bot.features.improvement import service
from bot.features.improvement.service import Opened, Sent
from bot.features.improvement.views import deciding, own
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, SubmissionForm, row_key
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn


def shown(form: ActionForm, view: View) -> Outcome:
    """In the window in front, so that nothing stale lies below it; a new one from a message."""
    return ReplaceModal(view) if form.in_modal else OpenModal(view)


def plan_window(turn: Turn, opened: Opened, page: int = 0) -> View:
    """The person's own, or the one for manager and HR."""
    t = words(turn)
    if opened.is_own:
        return own.own_view(t, opened, page, zone=turn.who.zone)
    return deciding.plan_view(t, opened, page, zone=turn.who.zone)


async def reopened(turn: Turn, plan_id: int) -> View:
    """After something was done to it."""
    return plan_window(turn, await service.open_plan(turn.session, turn.who, plan_id, now=turn.now))


def keys_in(value: str) -> tuple[int, int]:
    """Of a button that carries a plan's key and another number."""
    plan, _, other = value.partition(":")
    return row_key(plan), row_key(other)


def files_in(form: SubmissionForm) -> Sent:
    """What a form brings along, and what is to go of what was there."""
    gone = {row_key(each) for each in form.inputs.choices("taken_out")}
    return Sent(form.inputs.files("files"), gone)


def words(turn: Turn) -> Translator:
    return translator(turn.who.language)
