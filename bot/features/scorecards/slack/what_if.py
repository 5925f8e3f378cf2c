"""What people try with their own card: the button, `/scorecard what-if`, and the form."""

from bot.features.scorecards import service
from bot.features.scorecards.views import what_if_view
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, SubmissionForm
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.action("scorecards.what_if")
async def open_what_if(turn: Turn, form: ActionForm) -> Outcome:
    """Under one's own card."""
    found = await service.what_if(turn, form.value)
    return OpenModal(what_if_view(translator(turn.who.language), found))


@listeners.submission("scorecards.what_if")
async def try_values(turn: Turn, form: SubmissionForm) -> Outcome:
    """The same window with what they come to."""
    typed = {metric: form.inputs.text(metric) for metric in form.inputs.values}
    found = await service.try_values(turn, str(form.metadata.get("card", "")), typed)
    return ReplaceModal(what_if_view(translator(turn.who.language), found))
