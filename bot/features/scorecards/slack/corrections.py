"""What HR does about figures that were corrected after the cards came out."""

from bot.features.scorecards import service
from bot.features.scorecards.views import compute_anew_view, computed_anew_message, corrections_view
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, SubmissionForm
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.slack.refusals import notice_view
from bot.turn import Turn

listeners = Listeners()


@listeners.action("scorecards.corrections")
async def open_corrections(turn: Turn, _form: ActionForm) -> Outcome:
    return OpenModal(corrections_view(translator(turn.who.language), await service.corrected_months(turn)))


@listeners.action("scorecards.compute_anew")
async def ask_why(turn: Turn, form: ActionForm) -> Outcome:
    """Why, before it is done."""
    period = await service.month_to_compute(turn, form.value)
    return OpenModal(compute_anew_view(translator(turn.who.language), period))


@listeners.submission("scorecards.compute_anew")
async def compute_anew(turn: Turn, form: SubmissionForm) -> Outcome:
    month, t = str(form.metadata.get("month", "")), translator(turn.who.language)
    count = await service.compute_anew(turn, month, form.inputs.text("explanation"))
    return ReplaceModal(notice_view(t, computed_anew_message(t, count)))
