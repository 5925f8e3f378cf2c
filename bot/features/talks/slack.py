"""`/perf talk`, and the buttons and forms that it leads to."""

from slack_sdk.models.views import View

from bot.features.talks import service
from bot.features.talks.views import lists
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.topic("talk", "面谈", "谈话")
async def on_talk(turn: Turn, _form: CommandForm) -> Outcome:
    """`/perf talk`: one's own talk, those to hold, and for HR how many are held."""
    return OpenModal(await _list(turn))


@listeners.action("talks.open_list")
async def on_open_list(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, await _list(turn))


async def _list(turn: Turn) -> View:
    listed = await service.overview(turn.session, turn.who, now=turn.now)
    return lists.overview_view(_t(turn), listed, today=turn.today)


def _in_front(form: ActionForm, view: View) -> Outcome:
    """In the present window when there is one: what stays below would be out of date."""
    return ReplaceModal(view) if form.in_modal else OpenModal(view)


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
