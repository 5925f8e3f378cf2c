"""Steps that workflows come to."""

from bot.features.workflows import service
from bot.slack.forms import FunctionForm
from bot.slack.listen import Listeners
from bot.slack.outcomes import Nothing, Outcome
from bot.turn import Turn

listeners = Listeners()


@listeners.function("collect_checkin")
async def on_collect_checkin(turn: Turn, form: FunctionForm) -> Outcome:
    await service.collect_checkin(turn.session, turn.who, form.execution, form.text("member"), now=turn.now)
    return Nothing()


@listeners.function("ask_for_rating")
async def on_ask_for_rating(turn: Turn, form: FunctionForm) -> Outcome:
    users = form.text("rater"), form.text("subject")
    await service.ask_for_rating(turn.session, turn.who, form.execution, users, form.text("reason"), now=turn.now)
    return Nothing()
