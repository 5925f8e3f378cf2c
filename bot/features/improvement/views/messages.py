"""What people are told without asking. A locked phone shows that there is something to read, and nothing else."""

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.features.feedback.views.parts import name_of
from bot.features.improvement.rules import keys
from bot.features.improvement.service import Asked, Said, Told
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, section

QUESTIONS = {
    keys.LEFT: "improvement-asked-left",
    keys.ALONE: "improvement-asked-alone",
    keys.MISSED: "improvement-asked-missed",
}


def step_message(t: Translator, told: Told) -> Message:
    """A move, in the words for its reader: what anybody wrote is read behind the button."""
    text = t(
        f"improvement-told-{told.reader}-{told.move.move.replace('_', '-')}",
        name=name_of(t, told.member),
        by=name_of(t, told.by) if told.by else t("improvement-by-dates"),
        first=t.full_day(told.plan.starts_on),
        last=t.full_day(told.plan.ends_on),
    )
    return _message(t, text, told.plan.key)


def question_message(t: Translator, asked: Asked) -> Message:
    """What HR has to decide about."""
    return _message(t, t(QUESTIONS[asked.what], name=name_of(t, asked.member)), asked.plan.key)


def said_message(t: Translator, said: Said) -> Message:
    """That there is something to read, and what kind of thing."""
    return _message(t, t(f"improvement-said-of-{said.kind}", name=name_of(t, said.member)), said.plan.key)


def _message(t: Translator, text: str, plan_id: int) -> Message:
    opening = button(t, "improvement-open", "improvement.open", f"{plan_id}:0")
    blocks: list[Block] = [section(text), ActionsBlock(elements=[opening])]
    return Message(t("improvement-notice"), blocks)
