"""What people press in a receipt: the entries behind a metric, and the card as a file."""

from bot.features.scorecards import service
from bot.features.scorecards.views import file_promised_message, metric_receipt_modal, receipt_modal
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.slack.refusals import notice_view
from bot.turn import Turn

listeners = Listeners()


@listeners.action("scorecards.entries")
async def open_entries(turn: Turn, form: ActionForm) -> Outcome:
    found = await service.metric_behind(turn, form.value)
    return OpenModal(metric_receipt_modal(translator(turn.who.language), found.published, found.line, found))


@listeners.action("scorecards.turn_entries")
async def turn_entries(turn: Turn, form: ActionForm) -> Outcome:
    found = await service.metric_behind(turn, form.value)
    return ReplaceModal(metric_receipt_modal(translator(turn.who.language), found.published, found.line, found))


@listeners.action("scorecards.turn_receipt")
async def turn_receipt(turn: Turn, form: ActionForm) -> Outcome:
    """To other metrics of a card with very many."""
    published, offset = await service.receipt_page(turn, form.value)
    is_own = published.member.key == turn.who.member_id
    return ReplaceModal(receipt_modal(translator(turn.who.language), published, is_own=is_own, offset=offset))


@listeners.action("scorecards.recompute")
async def send_file(turn: Turn, form: ActionForm) -> Outcome:
    """In one's own receipt."""
    await service.ask_for_file(turn, form.value)
    t = translator(turn.who.language)
    return OpenModal(notice_view(t, file_promised_message(t)))
