"""A question about one's own card: the form, the messages, which never show the text, and the window in which it is
answered."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    CheckboxesElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
)
from slack_sdk.models.views import View

from bot.features.scorecards.rules.spans import is_month
from bot.features.scorecards.service import TEXT_LIMIT, PublishedCard, Question
from bot.features.scorecards.views.words import month
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.messages import Message
from bot.slack.pieces import button, modal, note, section, written
from bot.slack.text import cut, escape

NAME_LIMIT = 60
ASIDE = "aside"


def question_form_view(t: Translator, published: PublishedCard) -> View:
    """For the card's owner."""
    card = published.card
    text = _input(t, "scorecards-question-label", "text")
    intro = section(t("scorecards-question-intro", month=month(t, card.period)))
    named = {"card": f"{card.member_id}:{card.period}:{card.revision}"}
    about_months = [note(t("scorecards-question-note"))] if is_month(card.period) else []
    blocks = [intro, text, *about_months]
    return modal(t, "scorecards-question-title", blocks, callback="scorecards.question", metadata=named)


def asked_message(t: Translator) -> Message:
    """To who has asked."""
    return Message(t("scorecards-question-sent"), [section(t("scorecards-question-sent"))])


def questioned_message(t: Translator, question: Question) -> Message:
    """To the manager and HR."""
    text = t("scorecards-questioned", name=_name(question), month=month(t, question.row.period))
    return Message(t("scorecards-notice"), [section(text), _buttons(t, question, "scorecards-question-read")])


def answered_message(t: Translator, question: Question) -> Message:
    """To who asked."""
    text = t("scorecards-question-answered", month=month(t, question.row.period))
    return Message(t("scorecards-notice"), [section(text), _buttons(t, question, "scorecards-answer-read")])


def question_view(t: Translator, question: Question) -> View:
    """What was asked and answered; for whoever may answer it, a form."""
    row = question.row
    intro = t("scorecards-question-of", name=_name(question), month=month(t, row.period), revision=row.revision)
    led = [note(t("scorecards-question-led", revision=question.led_to))] if question.led_to else []
    blocks: list[Block] = [section(intro), *written(row.text), *led, _card_button(t, question)]
    if question.may_answer:
        blocks += [_input(t, "scorecards-answer-label", "answer"), *_aside(t, question)]
        metadata = {"question": row.key}
        return modal(t, "scorecards-question-title", blocks, callback="scorecards.answer", metadata=metadata)
    if row.answered_at is None:
        return modal(t, "scorecards-question-title", [*blocks, note(t("scorecards-question-waits"))])
    by = escape(cut(question.answerer.name, NAME_LIMIT)) if question.answerer else t("scorecards-none")
    blocks += written(row.answer, t("scorecards-answer-by", name=by, day=t.day(row.answered_at.date())))
    if row.sets_aside:
        blocks.append(note(t("scorecards-question-aside")))
    return modal(t, "scorecards-question-title", blocks)


def questions_view(t: Translator, questions: Sequence[Question], *, may_revise: bool = False) -> View:
    """Those that wait for the viewer; HR comes from here to figures that were corrected."""
    blocks: list[Block] = [] if questions else [section(t("scorecards-questions-none"))]
    for each in questions:
        blocks.append(section(t("scorecards-questioned", name=_name(each), month=month(t, each.row.period))))
        blocks.append(_buttons(t, each, "scorecards-question-read"))
    if may_revise:
        blocks.append(
            ActionsBlock(elements=[button(t, "scorecards-corrections-title", "scorecards.corrections", "all")])
        )
    return modal(t, "scorecards-questions-title", blocks)


def _aside(t: Translator, question: Question) -> list[Block]:
    if not question.may_set_aside:
        return []
    option = Option(value="yes", text=PlainTextObject(text=t("scorecards-answer-aside")))
    label = PlainTextObject(text=t("scorecards-answer-aside-label"))
    box = CheckboxesElement(action_id=VALUE, options=[option])
    return [InputBlock(block_id=ASIDE, label=label, optional=True, element=box)]


def _input(t: Translator, label: str, field: str) -> InputBlock:
    element = PlainTextInputElement(action_id=VALUE, multiline=True, max_length=TEXT_LIMIT)
    return InputBlock(block_id=field, label=PlainTextObject(text=t(label)), element=element)


def _buttons(t: Translator, question: Question, key: str) -> ActionsBlock:
    read = button(t, key, "scorecards.read_question", str(question.row.key), is_primary=True)
    return ActionsBlock(elements=[read])


def _card_button(t: Translator, question: Question) -> ActionsBlock:
    row = question.row
    value = f"{row.member_id}:{row.period}:{row.revision}"
    return ActionsBlock(elements=[button(t, "scorecards-why-button", "scorecards.why", value)])


def _name(question: Question) -> str:
    return escape(cut(question.member.name, NAME_LIMIT))
