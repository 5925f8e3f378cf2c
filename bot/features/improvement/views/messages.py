"""What people are told without asking. A locked phone shows that there is something to read, and nothing else."""

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.features.feedback.views.parts import name_of
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.states import Move, Mover
from bot.features.improvement.service import Asked, Said, Told
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, section

ASKED = {
    keys.LEFT: "left",
    keys.ALONE: "alone",
    keys.DECIDE: "decide",
    keys.CLOSE: "close",
    keys.NAME: "committee",
    keys.MONTH: "month",
    keys.QUARTER: "quarter",
    keys.MISSED: "missed",
}


def step_message(t: Translator, told: Told) -> Message:
    """A move, in the words for its reader: what anybody wrote is read behind the button."""
    text = t(
        _key(told),
        name=name_of(t, told.member),
        by=name_of(t, told.by) if told.by else t("improvement-by-dates"),
        first=t.full_day(told.plan.starts_on),
        last=t.full_day(told.plan.ends_on),
        until=t.full_day(told.until) if told.until else "",
    )
    return _message(t, text, told.plan.key, is_open=told.reader is not Mover.COMMITTEE or told.move.move == Move.APPEAL)


def _key(told: Told) -> str:
    """Of "not passed" another one when there has been an appeal already; of closing, whether something follows."""
    key = f"improvement-told-{told.reader}-{told.move.move.replace('_', '-')}"
    if told.move.move == Move.FAIL and told.until is None and told.reader is Mover.PERSON:
        return f"{key}-final"
    if told.move.move == Move.CLOSE:
        return f"{key}-{told.move.since.replace('_', '-')}"
    return key


def question_message(t: Translator, asked: Asked) -> Message:
    """What HR has to decide about, or how it goes some time afterwards."""
    key = f"improvement-asked-{ASKED[asked.what]}"
    if asked.what in keys.FOLLOWUPS:
        key = f"{key}-{asked.reader}"
    elif asked.what == keys.CLOSE:
        key = f"{key}-{asked.plan.state.replace('_', '-')}"
    text = t(key, name=name_of(t, asked.member), last=t.full_day(asked.plan.ends_on))
    return _message(t, text, asked.plan.key)


def said_message(t: Translator, said: Said) -> Message:
    """That there is something to read, and what kind of thing."""
    return _message(t, t(f"improvement-said-of-{said.kind}", name=name_of(t, said.member)), said.plan.key)


def _message(t: Translator, text: str, plan_id: int, *, is_open: bool = True) -> Message:
    """Nothing to open for whoever may not read it any more."""
    if not is_open:
        return Message(t("improvement-notice"), [section(text)])
    opening = button(t, "improvement-open", "improvement.open", f"{plan_id}:0")
    blocks: list[Block] = [section(text), ActionsBlock(elements=[opening])]
    return Message(t("improvement-notice"), blocks)
