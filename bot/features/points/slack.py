"""`/perf points`, and the buttons and forms that it leads to."""

from slack_sdk.models.views import View

from bot.features.points import service
from bot.features.points.rules.wishes import Wish
from bot.features.points.service import Shown
from bot.features.points.views import forms, lists, window
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.topic("points", "special", "特别加分", "加分")
async def on_points(turn: Turn, form: CommandForm) -> Outcome:
    """`/perf points [@who]`: what waits and what there is, or the form for somebody."""
    return OpenModal(await _blank(turn, form.text) if form.text else await _list(turn))


@listeners.action("points.open_list")
async def on_open_list(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, await _list(turn))


@listeners.action("points.open_new")
async def on_open_new(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, await _blank(turn, ""))


@listeners.submission("points.propose")
async def on_propose(turn: Turn, form: SubmissionForm) -> Outcome:
    inputs = form.inputs
    wish = Wish(inputs.user("members"), inputs.choice("month"), inputs.text("points"), inputs.text("reason"))
    row = await service.propose(turn, wish)
    return ReplaceModal(window.points_view(_t(turn), await _shown(turn, row.key)))


@listeners.action("points.open_one")
async def on_open_one(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, window.points_view(_t(turn), await _shown(turn, form.value)))


@listeners.action("points.agree")
async def on_agree(turn: Turn, form: ActionForm) -> Outcome:
    await service.agree(turn.session, turn.who, row_key(form.value), now=turn.now)
    return _in_front(form, window.points_view(_t(turn), await _shown(turn, form.value)))


@listeners.action("points.open_decline")
async def on_open_decline(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, forms.declining_view(_t(turn), await _shown(turn, form.value)))


@listeners.submission("points.decline")
async def on_decline(turn: Turn, form: SubmissionForm) -> Outcome:
    key = row_key(form.metadata.get("points"))
    await service.decline(turn.session, turn.who, key, form.inputs.text("why"), now=turn.now)
    return ReplaceModal(window.points_view(_t(turn), await _shown(turn, key)))


@listeners.action("points.open_take_back")
async def on_open_take_back(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, forms.taking_back_view(_t(turn), await _shown(turn, form.value)))


@listeners.submission("points.take_back")
async def on_take_back(turn: Turn, form: SubmissionForm) -> Outcome:
    key = row_key(form.metadata.get("points"))
    await service.take_back(turn.session, turn.who, key, form.inputs.text("why"), now=turn.now)
    return ReplaceModal(window.points_view(_t(turn), await _shown(turn, key)))


async def _list(turn: Turn) -> View:
    return lists.list_view(_t(turn), await service.listed(turn))


async def _blank(turn: Turn, named: str) -> View:
    return forms.proposing_view(_t(turn), await service.blank(turn, named))


async def _shown(turn: Turn, key: object) -> Shown:
    return await service.shown(turn.session, turn.who, row_key(key), now=turn.now)


def _in_front(form: ActionForm, view: View) -> Outcome:
    """In the present window when there is one: what stays below would be out of date."""
    return ReplaceModal(view) if form.in_modal else OpenModal(view)


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
