"""Home, and the way to administration."""

from bot.features.audit import slack as audit
from bot.features.home import service
from bot.features.home.service import Wish
from bot.features.home.views import admin_view, away_view, due_view, home_view, settings_view, team_view
from bot.features.people import service as people
from bot.features.people.service import Action, Subject
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, CommandForm, EventForm, SubmissionForm
from bot.slack.listen import Listeners, first_word
from bot.slack.outcomes import Nothing, OpenModal, Outcome, PublishHome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.event("app_home_opened")
async def on_home_opened(turn: Turn, form: EventForm) -> Outcome:
    if form.body.get("tab", "home") != "home":
        return Nothing()
    board = await service.open_home(turn.session, turn.who, turn.now)
    return PublishHome(home_view(translator(turn.who.language), board))


@listeners.action("home.tour")
async def on_tour(turn: Turn, form: ActionForm) -> Outcome:
    """Next, skip, and the tour again from the settings, whose window stays open above Home."""
    board = await service.take_tour(turn.session, turn.who, form.value, turn.now)
    return PublishHome(home_view(translator(turn.who.language), board))


@listeners.action("home.open_due")
async def on_open_due(turn: Turn, _form: ActionForm) -> Outcome:
    board = await service.board_of(turn.session, turn.who, turn.now)
    return OpenModal(due_view(translator(turn.who.language), board.due, board.today))


@listeners.action("home.open_team")
async def on_open_team(turn: Turn, _form: ActionForm) -> Outcome:
    found = await service.team_today(turn.session, turn.who, now=turn.now)
    return OpenModal(team_view(translator(turn.who.language), found))


@listeners.action("home.open_settings")
async def on_open_settings(turn: Turn, _form: ActionForm) -> Outcome:
    found = await service.own_settings(turn.session, turn.who, today=turn.today)
    return OpenModal(settings_view(translator(turn.who.language), found))


@listeners.action("home.open_away")
async def on_open_away(turn: Turn, form: ActionForm) -> Outcome:
    found = await service.own_settings(turn.session, turn.who, today=turn.today)
    view = away_view(translator(turn.who.language), found)
    return ReplaceModal(view) if form.in_modal else OpenModal(view)


@listeners.submission("home.save_settings")
async def on_save_settings(turn: Turn, form: SubmissionForm) -> Outcome:
    typed = form.inputs
    wish = Wish(typed.choice("language") or "", typed.text("hours"), typed.text("quiet"), typed.day("pause"))
    await service.save_settings(turn, wish)
    return Nothing()


@listeners.submission("home.save_away")
async def on_save_away(turn: Turn, form: SubmissionForm) -> Outcome:
    first, last = form.inputs.day("first") or turn.today, form.inputs.day("last")
    saved = await service.save_away(turn, first, last, form.inputs.choice("kind") or "")
    return ReplaceModal(away_view(translator(turn.who.language), saved))


def _is_search(text: str) -> bool:
    return first_word(text)[0] in audit.WORDS


@listeners.topic("admin", "管理", "设置", heavy=_is_search)
async def on_admin(turn: Turn, form: CommandForm) -> Outcome:
    return await (audit.show_search(turn) if _is_search(form.text) else _admin(turn))


@listeners.action("home.open_admin")
async def on_open_admin(turn: Turn, _form: ActionForm) -> Outcome:
    return await _admin(turn)


async def _admin(turn: Turn) -> Outcome:
    await people.require_administrator(turn.session, turn.who, on=turn.today)
    runs_reviews = await people.may(turn.session, turn.who, Action.RUN_REVIEWS, Subject(), at=turn.now)
    closes_months = await people.may(turn.session, turn.who, Action.CLOSE_MONTHS, Subject(), at=turn.now)
    t = translator(turn.who.language)
    return OpenModal(admin_view(t, runs_reviews=runs_reviews, closes_months=closes_months))
