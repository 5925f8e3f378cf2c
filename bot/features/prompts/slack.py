"""The menu that puts a prompt off."""

from datetime import date

from bot.db.configured import settings_of
from bot.features.prompts import service
from bot.features.prompts.views.prompts import put_off_message
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm
from bot.slack.listen import Listeners
from bot.slack.outcomes import Outcome, Tell
from bot.turn import Turn

listeners = Listeners()


@listeners.action("prompts.put_off")
async def on_put_off(turn: Turn, form: ActionForm) -> Outcome:
    choice, _, day = form.value.partition("|")
    settings = settings_of(turn.session)
    at = await service.put_off(turn.session, turn.who, _day(turn, day), choice, now=turn.now, settings=settings)
    until = await service.ends_before(turn.session, turn.who, at, now=turn.now, settings=settings)
    return Tell(put_off_message(translator(turn.who.language), at, turn.who.zone, until))


@listeners.action("metrics.put_off")
@listeners.action("reviews.put_off")
async def on_put_off_earlier(turn: Turn, form: ActionForm) -> Outcome:
    """Under prompts that an earlier version has sent."""
    return await on_put_off(turn, form)


def _day(turn: Turn, carried: str) -> date:
    """Today for what carries no day."""
    try:
        return date.fromisoformat(carried)
    except ValueError:
        return turn.today
