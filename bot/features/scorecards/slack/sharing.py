"""What people choose to be named with, and HR's list of stars."""

from bot.features.scorecards import service
from bot.features.scorecards.views import sharing_view, stars_view
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, CommandForm, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import Nothing, OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.topic("sharing", "分享")
async def on_sharing(turn: Turn, _form: CommandForm) -> Outcome:
    return OpenModal(sharing_view(translator(turn.who.language), await service.sharing(turn)))


@listeners.action("scorecards.open_sharing")
async def open_sharing(turn: Turn, _form: ActionForm) -> Outcome:
    return OpenModal(sharing_view(translator(turn.who.language), await service.sharing(turn)))


@listeners.submission("scorecards.sharing")
async def choose(turn: Turn, form: SubmissionForm) -> Outcome:
    is_asked = form.inputs.choice("wins") != "no"
    await service.choose(turn, is_asked=is_asked, may_be_star=bool(form.inputs.choices("star")))
    return Nothing()


@listeners.action("scorecards.share_win")
async def share(turn: Turn, form: ActionForm) -> Outcome:
    """Under the question, which then shows the answer."""
    await service.answer_win(turn, row_key(form.value), shares=True)
    return Nothing()


@listeners.action("scorecards.keep_win")
async def keep(turn: Turn, form: ActionForm) -> Outcome:
    await service.answer_win(turn, row_key(form.value), shares=False)
    return Nothing()


@listeners.action("scorecards.withdraw_win")
async def withdraw(turn: Turn, form: ActionForm) -> Outcome:
    await service.withdraw_win(turn, row_key(form.value))
    return ReplaceModal(sharing_view(translator(turn.who.language), await service.sharing(turn)))


@listeners.topic("stars", "月度之星")
async def on_stars(turn: Turn, _form: CommandForm) -> Outcome:
    return OpenModal(stars_view(translator(turn.who.language), await service.all_stars(turn)))


@listeners.action("scorecards.take_star")
async def take_star(turn: Turn, form: ActionForm) -> Outcome:
    return ReplaceModal(stars_view(translator(turn.who.language), await service.take_back(turn, row_key(form.value))))
