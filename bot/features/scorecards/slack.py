"""What people ask about cards: the command, and the buttons under a card and under a team's post."""

from bot.features.people import service as people
from bot.features.scorecards import service
from bot.features.scorecards.rules.requests import read_request
from bot.features.scorecards.views import (
    asked_message,
    card_message,
    card_modal,
    help_message,
    metric_receipt_modal,
    question_form_view,
    question_view,
    questions_view,
    receipt_modal,
    waiting_message,
)
from bot.i18n.translator import Translator, translator
from bot.slack.forms import ActionForm, CommandForm, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal, Tell
from bot.slack.refusals import notice_view
from bot.slack.topics import HELP_WORDS
from bot.turn import Turn

listeners = Listeners()

QUESTIONS = ("questions", "疑问")


@listeners.command("scorecard")
async def scorecard(turn: Turn, form: CommandForm) -> Outcome:
    """`/scorecard [@who] [month | why [metric]]`, `/scorecard questions`."""
    t, word = translator(turn.who.language), form.text.strip().lower()
    if word in HELP_WORDS - {""}:
        return Tell(help_message(t))
    if word in QUESTIONS:
        return OpenModal(questions_view(t, await service.open_for(turn)))
    return await _card(turn, t, form)


@listeners.action("scorecards.why")
async def why(turn: Turn, form: ActionForm) -> Outcome:
    """Under a card; the button's value names it, and whoever presses must be allowed to see it."""
    published = await service.card_named(turn, form.value)
    return OpenModal(receipt_modal(translator(turn.who.language), published))


@listeners.action("scorecards.open_mine")
async def open_mine(turn: Turn, form: ActionForm) -> Outcome:
    """Under a team's post: the presser's own card of that month."""
    published = await service.card_of(turn, turn.who.member_id, service.period_named(form.value))
    return OpenModal(card_modal(translator(turn.who.language), published, is_own=True))


@listeners.action("scorecards.question")
async def open_question(turn: Turn, form: ActionForm) -> Outcome:
    """Under one's own card."""
    published = await service.question_form(turn, form.value)
    return OpenModal(question_form_view(translator(turn.who.language), published))


@listeners.submission("scorecards.question")
async def ask(turn: Turn, form: SubmissionForm) -> Outcome:
    await service.ask(turn, str(form.metadata.get("card", "")), form.inputs.text("text"))
    t = translator(turn.who.language)
    return ReplaceModal(notice_view(t, asked_message(t)))


@listeners.action("scorecards.read_question")
async def read_question(turn: Turn, form: ActionForm) -> Outcome:
    question = await service.read_question(turn.session, turn.who, row_key(form.value), now=turn.now)
    return OpenModal(question_view(translator(turn.who.language), question))


@listeners.submission("scorecards.answer")
async def answer(turn: Turn, form: SubmissionForm) -> Outcome:
    text, sets_aside = form.inputs.text("answer"), bool(form.inputs.choices("aside"))
    question = await service.answer(turn, row_key(form.metadata.get("question")), text, sets_aside=sets_aside)
    return ReplaceModal(question_view(translator(turn.who.language), question))


async def _card(turn: Turn, t: Translator, form: CommandForm) -> Outcome:
    asked = read_request(form.text, turn.today)
    if asked.subject is None and asked.period is None and not await service.has_card(turn):
        waiting = await service.waiting(turn)
        return Tell(waiting_message(t, arrives_at=waiting.arrives_at, zone=turn.who.zone, lines=waiting.lines))
    subject_id = turn.who.member_id
    if asked.subject:
        see = people.Action.SEE_CARD
        subject_id = (await people.find_visible(turn.session, turn.who, see, asked.subject, at=turn.now)).key
    published = await service.card_of(turn, subject_id, asked.period, is_receipt=asked.is_why)
    if asked.metric:
        return OpenModal(metric_receipt_modal(t, published, service.line_named(published, asked.metric)))
    if asked.is_why:
        return OpenModal(receipt_modal(t, published))
    return Tell(card_message(t, published, is_own=subject_id == turn.who.member_id))
