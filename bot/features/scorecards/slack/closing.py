"""`/perf close`: HR looks at a month's cards before they come out, and decides."""

from bot.db.configured import settings_of
from bot.features.scorecards import service
from bot.features.scorecards.views import close_view, hold_view
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, CommandForm, SubmissionForm
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()

NEWEST = "newest"
"""What the button in administration carries."""


@listeners.topic("close", "结算", "发布")
async def on_close(turn: Turn, form: CommandForm) -> Outcome:
    return OpenModal(close_view(translator(turn.who.language), await _summary(turn, form.text), zone=turn.who.zone))


@listeners.action("scorecards.open_close")
async def open_close(turn: Turn, form: ActionForm) -> Outcome:
    summary = await _summary(turn, "" if form.value == NEWEST else form.value)
    return OpenModal(close_view(translator(turn.who.language), summary, zone=turn.who.zone))


@listeners.action("scorecards.look_at_close")
async def look_at_close(turn: Turn, form: ActionForm) -> Outcome:
    return await _shown(turn, form.value)


@listeners.action("scorecards.make_again")
async def make_again(turn: Turn, form: ActionForm) -> Outcome:
    await service.make_again(turn, form.value, settings_of(turn.session))
    return await _shown(turn, form.value)


@listeners.action("scorecards.open_hold")
async def open_hold(turn: Turn, form: ActionForm) -> Outcome:
    return ReplaceModal(hold_view(translator(turn.who.language), await _summary(turn, form.value)))


@listeners.submission("scorecards.hold")
async def hold(turn: Turn, form: SubmissionForm) -> Outcome:
    month = str(form.metadata.get("month", ""))
    await service.hold(turn, month, form.inputs.text("reason"), settings_of(turn.session))
    return await _shown(turn, month)


@listeners.action("scorecards.let_go")
async def let_go(turn: Turn, form: ActionForm) -> Outcome:
    await service.let_go(turn, form.value, settings_of(turn.session))
    return await _shown(turn, form.value)


@listeners.action("scorecards.release_now")
async def release_now(turn: Turn, form: ActionForm) -> Outcome:
    await service.release_now(turn, form.value, settings_of(turn.session))
    return await _shown(turn, form.value)


async def _summary(turn: Turn, month: str) -> service.CloseSummary:
    settings = settings_of(turn.session)
    return await service.close_summary(turn.session, turn.who, month.strip() or None, now=turn.now, settings=settings)


async def _shown(turn: Turn, month: str) -> Outcome:
    return ReplaceModal(close_view(translator(turn.who.language), await _summary(turn, month), zone=turn.who.zone))
