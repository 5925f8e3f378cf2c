"""`/perf ratings`: what colleagues said about oneself."""

from bot.features.reviews import service
from bot.features.reviews.views.results import results_view
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, CommandForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.topic("ratings", "评价", "评价结果")
async def on_ratings(turn: Turn, _form: CommandForm) -> Outcome:
    results = await service.own_results(turn.session, turn.who, now=turn.now)
    return OpenModal(results_view(translator(turn.who.language), results))


@listeners.action("reviews.open_results")
async def on_open_results(turn: Turn, form: ActionForm) -> Outcome:
    """`3:12`: the fourth newest cycle, from its thirteenth comment on."""
    number, _, offset = form.value.partition(":")
    results = await service.own_results(turn.session, turn.who, now=turn.now)
    view = results_view(translator(turn.who.language), results, row_key(number), row_key(offset))
    return ReplaceModal(view) if form.in_modal else OpenModal(view)
