"""`/perf campaign`, and the buttons and forms that it leads to."""

from dataclasses import replace
from datetime import date

from slack_sdk.models.views import View

from bot.features.campaigns import service
from bot.features.campaigns.service import Wish
from bot.features.campaigns.views import forms, windows
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm, Inputs, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()
NAMES_SOMEBODY = ("@", "<@")


@listeners.topic("campaign", "campaigns", "营销活动")
async def on_campaign(turn: Turn, form: CommandForm) -> Outcome:
    """`/perf campaigns [@member]`: one's own or somebody's; `/perf campaign Autumn launch`: the form for a new one."""
    if form.text.startswith(NAMES_SOMEBODY):
        listed = await service.named(turn.session, turn.who, form.text, today=_today(turn), now=turn.now)
        return OpenModal(windows.list_view(_t(turn), listed))
    if form.text:
        return OpenModal(await _blank(turn, form.text))
    return OpenModal(await _list(turn, 0))


@listeners.action("campaigns.open_list")
async def on_open_list(turn: Turn, form: ActionForm) -> Outcome:
    offset, member_id = _pair(form)
    return _in_front(form, await (_list_about(turn, member_id, offset) if member_id else _list(turn, offset)))


@listeners.action("campaigns.open_new")
async def on_open_new(turn: Turn, form: ActionForm) -> Outcome:
    return _in_front(form, await _blank(turn, ""))


@listeners.submission("campaigns.open")
async def on_open(turn: Turn, form: SubmissionForm) -> Outcome:
    wish = _wish(form.inputs)
    opened = await service.open_campaign(turn.session, turn.who, wish, today=_today(turn), now=turn.now)
    return ReplaceModal(forms.opened_view(_t(turn), opened))


@listeners.action("campaigns.open_one")
async def on_open_one(turn: Turn, form: ActionForm) -> Outcome:
    key, through = _pair(form)
    return _in_front(form, await _one(turn, key, through))


@listeners.action("campaigns.open_change")
async def on_open_change(turn: Turn, form: ActionForm) -> Outcome:
    key = row_key(form.value)
    filled = await service.form_to_change(turn.session, turn.who, key, today=_today(turn), now=turn.now)
    return _in_front(form, forms.change_view(_t(turn), filled))


@listeners.submission("campaigns.change")
async def on_change(turn: Turn, form: SubmissionForm) -> Outcome:
    left = form.metadata.get("left")
    key = row_key(form.metadata.get("campaign"))
    wish = replace(_wish(form.inputs), left=None if left is None else row_key(left))
    await service.change_campaign(turn.session, turn.who, key, wish, today=_today(turn), now=turn.now)
    return ReplaceModal(await _one(turn, key))


@listeners.action("campaigns.end")
async def on_end(turn: Turn, form: ActionForm) -> Outcome:
    key = row_key(form.value)
    await service.end_campaign(turn.session, turn.who, key, today=_today(turn), now=turn.now)
    return _in_front(form, await _one(turn, key))


@listeners.action("campaigns.leave")
async def on_leave(turn: Turn, form: ActionForm) -> Outcome:
    await service.leave(turn.session, turn.who, row_key(form.value), today=_today(turn), now=turn.now)
    return _in_front(form, await _list(turn, 0))


async def _list(turn: Turn, offset: int) -> View:
    listed = await service.listed(turn.session, turn.who, offset, today=_today(turn), now=turn.now)
    return windows.list_view(_t(turn), listed)


async def _list_about(turn: Turn, member_id: int, offset: int) -> View:
    found = await service.listed_about(turn.session, turn.who, member_id, offset, today=_today(turn), now=turn.now)
    return windows.list_view(_t(turn), found)


async def _one(turn: Turn, key: int, through: int = 0) -> View:
    found = await service.shown(turn.session, turn.who, key, through=through, today=_today(turn), now=turn.now)
    return windows.campaign_view(_t(turn), found)


async def _blank(turn: Turn, name: str) -> View:
    blank = await service.blank(turn.session, turn.who, name, today=_today(turn), now=turn.now)
    return forms.opening_view(_t(turn), blank)


def _wish(inputs: Inputs) -> Wish:
    """A form to change one has no kind."""
    return Wish(
        inputs.text("name"),
        inputs.users("members"),
        inputs.day("first_on"),
        inputs.day("last_on"),
        inputs.choice("kind"),
    )


def _in_front(form: ActionForm, view: View) -> Outcome:
    """In the present window when there is one: what stays below would be out of date."""
    return ReplaceModal(view) if form.in_modal else OpenModal(view)


def _pair(form: ActionForm) -> tuple[int, int]:
    one, _, other = form.value.partition(":")
    return row_key(one), row_key(other)


def _today(turn: Turn) -> date:
    """The day of the workspace, by which campaigns begin and end."""
    return turn.place.day_of(turn.now)


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
