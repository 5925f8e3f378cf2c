"""`/perf export me`, and the same from Home."""

from bot.errors import Rejected
from bot.features.privacy import service
from bot.features.privacy.views.answers import promised_message
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, CommandForm
from bot.slack.listen import Listeners
from bot.slack.outcomes import Outcome, Tell
from bot.turn import Turn

listeners = Listeners()

ME = ("", "me", "我", "本人", "我的数据")


@listeners.topic("export", "导出")
async def on_export(turn: Turn, form: CommandForm) -> Outcome:
    if form.text.strip().lower() not in ME:
        raise Rejected("privacy-error-only-own", typed=form.text)
    return await _promised(turn)


@listeners.action("privacy.export")
async def on_export_button(turn: Turn, _form: ActionForm) -> Outcome:
    return await _promised(turn)


async def _promised(turn: Turn) -> Outcome:
    await service.ask_for_copy(turn)
    return Tell(promised_message(translator(turn.who.language)))
