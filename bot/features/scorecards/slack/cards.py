"""What people ask about cards: the command, and the buttons under a card and under a team's post."""

from bot.features.people import service as people
from bot.features.scorecards import service
from bot.features.scorecards.rules.requests import read_request
from bot.features.scorecards.slack.questions import show_questions
from bot.features.scorecards.views import (
    card_message,
    card_modal,
    corrections_view,
    help_message,
    metric_receipt_modal,
    read_message,
    readings_message,
    receipt_modal,
    waiting_message,
    what_if_view,
)
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal, Tell
from bot.slack.topics import HELP_WORDS
from bot.turn import Turn

listeners = Listeners()

QUESTIONS = ("questions", "疑问")
CORRECTIONS = ("corrections", "更正")
READ = ("read", "已阅")
WHAT_IF = ("what-if", "what if", "whatif", "试算")


@listeners.command("scorecard")
async def scorecard(turn: Turn, form: CommandForm) -> Outcome:
    """`/scorecard [@who] [month | now | why [metric]]`, and `questions`, `corrections`, `read` or `what-if` alone."""
    t, word = translator(turn.who.language), form.text.strip().lower()
    if word in HELP_WORDS - {""}:
        return Tell(help_message(t))
    if word in QUESTIONS:
        return await show_questions(turn)
    if word in CORRECTIONS:
        return OpenModal(corrections_view(t, await service.corrected_months(turn)))
    if word in WHAT_IF:
        return OpenModal(what_if_view(t, await service.what_if(turn)))
    if word in READ:
        return Tell(readings_message(t, await service.read_states(turn)))
    return await _card(turn, t, form)


@listeners.action("scorecards.why")
async def why(turn: Turn, form: ActionForm) -> Outcome:
    """Under a card; the button's value names it, and whoever presses must be allowed to see it."""
    published = await service.card_shown(turn, form.value)
    is_own = published.member.key == turn.who.member_id
    return OpenModal(receipt_modal(translator(turn.who.language), published, is_own=is_own))


@listeners.action("scorecards.open")
async def open_card(turn: Turn, form: ActionForm) -> Outcome:
    """Beside a line about a longer card; whoever presses must be allowed to see it."""
    published = await service.card_shown(turn, form.value)
    is_own = published.member.key == turn.who.member_id
    return OpenModal(card_modal(translator(turn.who.language), published, is_own=is_own))


@listeners.action("scorecards.provisional")
async def open_provisional(turn: Turn, form: ActionForm) -> Outcome:
    """Under the month so far: the presser's own card of that month as it stands."""
    published = await service.card_asked_for(turn, turn.who.member_id, service.period_named(form.value))
    return OpenModal(card_modal(translator(turn.who.language), published, is_own=True))


@listeners.action("scorecards.open_mine")
async def open_mine(turn: Turn, form: ActionForm) -> Outcome:
    """Under a team's post: the presser's own card of that month."""
    published = await service.card_of(turn, turn.who.member_id, service.period_named(form.value))
    return OpenModal(card_modal(translator(turn.who.language), published, is_own=True))


@listeners.action("scorecards.read")
async def read(turn: Turn, form: ActionForm) -> Outcome:
    """Under one's own card."""
    published, t = await service.mark_read(turn, form.value), translator(turn.who.language)
    if form.in_modal:
        return ReplaceModal(card_modal(t, published, is_own=True))
    return Tell(read_message(t, published))


async def _card(turn: Turn, t: Translator, form: CommandForm) -> Outcome:
    asked = read_request(form.text, turn.today)
    if asked.subject is None and asked.period is None and not await service.has_card(turn):
        waiting = await service.waiting(turn)
        return Tell(waiting_message(t, arrives_at=waiting.arrives_at, zone=turn.who.zone, lines=waiting.lines))
    subject_id = turn.who.member_id
    if asked.subject:
        see = people.Action.SEE_CARD
        subject_id = (await people.find_visible(turn.session, turn.who, see, asked.subject, at=turn.now)).key
    published = await service.card_asked_for(turn, subject_id, asked.period, is_receipt=asked.is_why)
    if asked.metric:
        found = await service.behind_line(turn, published, asked.metric)
        return OpenModal(metric_receipt_modal(t, published, found.line, found))
    if asked.is_why:
        return OpenModal(receipt_modal(t, published, is_own=subject_id == turn.who.member_id))
    return Tell(card_message(t, published, is_own=subject_id == turn.who.member_id))
