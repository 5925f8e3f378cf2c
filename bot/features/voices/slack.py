"""`/perf voice`: asking people outside the workspace, and reading what they said."""

from slack_sdk.models.views import View

from bot.features.voices import service
from bot.features.voices.views import asking, board
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.turn import Turn

listeners = Listeners()


@listeners.topic("voice", "voices", "外部评价", "客户评价", heavy=bool)
async def on_voice(turn: Turn, form: CommandForm) -> Outcome:
    """`/perf voice [@who or a team]`."""
    if not form.text:
        return OpenModal(board.board_view(_t(turn), await service.own_board(turn)))
    subject = await service.named(turn.session, turn.who, form.text, now=turn.now)
    return OpenModal(board.board_view(_t(turn), await service.board_about(turn, subject)))


@listeners.action("voices.open_ask")
async def on_open_ask(turn: Turn, form: ActionForm) -> Outcome:
    return OpenModal(asking.ask_view(_t(turn), await service.draft(turn, form.value)))


@listeners.submission("voices.ask")
async def on_ask(turn: Turn, form: SubmissionForm) -> Outcome:
    about = str(form.metadata.get("about") or "")
    sent = await service.ask(turn, about, form.inputs.text("labels"))
    return ReplaceModal(asking.links_view(_t(turn), sent))


@listeners.action("voices.revoke")
async def on_revoke(turn: Turn, form: ActionForm) -> Outcome:
    subject = await service.revoke(turn.session, turn.who, row_key(form.value))
    shown = await service.board_after(turn, subject)
    return ReplaceModal(board.board_view(_t(turn), shown))


@listeners.action("voices.comments")
async def on_comments(turn: Turn, form: ActionForm) -> Outcome:
    return OpenModal(await _comments(turn, form.value))


@listeners.action("voices.more_comments")
async def on_more_comments(turn: Turn, form: ActionForm) -> Outcome:
    return ReplaceModal(await _comments(turn, form.value))


async def _comments(turn: Turn, place: str) -> View:
    rest, _, start = place.rpartition(":")
    reference, _, period = rest.rpartition(":")
    shown, result = await service.result_of(turn, reference, period)
    return board.comments_view(_t(turn), shown, result, row_key(start))


def _t(turn: Turn) -> Translator:
    return translator(turn.who.language)
