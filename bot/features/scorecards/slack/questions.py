"""What people ask about their own cards, and who answers."""

from bot.features.scorecards import service
from bot.features.scorecards.views import (
    asked_message,
    question_form_view,
    question_view,
    questions_view,
)
from bot.i18n.translator import translator
from bot.slack.forms import ActionForm, SubmissionForm, row_key
from bot.slack.listen import Listeners
from bot.slack.outcomes import OpenModal, Outcome, ReplaceModal
from bot.slack.refusals import notice_view
from bot.turn import Turn

listeners = Listeners()


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


@listeners.action("scorecards.open_questions")
async def open_questions(turn: Turn, _form: ActionForm) -> Outcome:
    """Those that wait for the viewer."""
    return await show_questions(turn)


async def show_questions(turn: Turn) -> Outcome:
    found, is_hr = await service.open_for(turn), await service.may_revise(turn)
    return OpenModal(questions_view(translator(turn.who.language), found, may_revise=is_hr))


@listeners.action("scorecards.read_question")
async def read_question(turn: Turn, form: ActionForm) -> Outcome:
    question = await service.read_question(turn.session, turn.who, row_key(form.value), now=turn.now)
    return OpenModal(question_view(translator(turn.who.language), question))


@listeners.submission("scorecards.answer")
async def answer(turn: Turn, form: SubmissionForm) -> Outcome:
    text, sets_aside = form.inputs.text("answer"), bool(form.inputs.choices("aside"))
    question = await service.answer(turn, row_key(form.metadata.get("question")), text, sets_aside=sets_aside)
    return ReplaceModal(question_view(translator(turn.who.language), question))
