"""What people are told without asking: never what anybody wrote; a button leads to it. What a locked phone shows of the
person's own rating is what it shows of other private messages, so that none of them stands out."""

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from bot.features.appraisals.models import AppraisalRound
from bot.features.appraisals.service import Todo
from bot.features.appraisals.views.parts import month_name
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, note, section
from scoring.periods import Period


def due_blocks(t: Translator, todo: Todo) -> list[Block]:
    """The own report and the people to rate, in the day's prompt."""
    found = todo.round
    assert found is not None, "nobody is prompted without a round"
    lines = [t("appraisals-told-prompt", month=month_name(t, found), day=t.day(found.closes_on))]
    if todo.report_is_open:
        lines.append(t("appraisals-told-report"))
    if todo.unrated:
        lines.append(t("appraisals-told-rate", count=len(todo.unrated)))
    buttons = ActionsBlock(elements=_buttons(t, todo))
    return [section("\n".join(lines)), buttons, note(t("appraisals-told-note"))]


def done_blocks(t: Translator, found: AppraisalRound | None) -> list[Block]:
    """That all is done, or without a round that it is over."""
    if found is None:
        return [section(t("appraisals-told-over"))]
    return [section(t("appraisals-told-done", month=month_name(t, found)))]


def published_message(t: Translator, month: str) -> Message:
    """To the person who was rated."""
    return _read(t, t("appraisals-told-published", month=t.month(Period.parse(month).start)))


def revised_message(t: Translator, month: str) -> Message:
    """To the person whose rating was changed after it was published."""
    return _read(t, t("appraisals-told-revised", month=t.month(Period.parse(month).start)))


def asked_message(t: Translator, count: int) -> Message:
    """To HR, after asking for reports."""
    text = t("appraisals-asked", count=count)
    return Message(text, [section(text)])


def _read(t: Translator, text: str) -> Message:
    read = button(t, "appraisals-read-own", "appraisals.open_own", "own", is_primary=True)
    return Message(t("appraisals-notice"), [section(text), ActionsBlock(elements=[read])])


def _buttons(t: Translator, todo: Todo) -> list[ButtonElement]:
    found = []
    if todo.report_is_open:
        found.append(button(t, "appraisals-write-report", "appraisals.open_report", "own", is_primary=True))
    if todo.unrated:
        is_first = not todo.report_is_open
        found.append(button(t, "appraisals-rate", "appraisals.open_list", "prompt", is_primary=is_first))
    return found
