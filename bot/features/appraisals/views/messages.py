"""What people are told without asking: never what anybody wrote; a button leads to it."""

from slack_sdk.models.blocks import ActionsBlock, ButtonElement

from bot.features.appraisals.service import Todo
from bot.features.appraisals.views.parts import month_name
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, note, section
from scoring.periods import Period


def prompt_message(t: Translator, todo: Todo) -> Message:
    """The own report and the people to rate in one message; that all is done, once it is."""
    found = todo.round
    assert found is not None, "nobody is prompted without a round"
    month = month_name(t, found)
    if todo.is_done:
        text = t("appraisals-told-done", month=month)
        return Message(text, [section(text)])
    text = t("appraisals-told-prompt", month=month, day=t.day(found.closes_on))
    lines, buttons = [text], _buttons(t, todo)
    if todo.report_is_open:
        lines.append(t("appraisals-told-report"))
    if todo.unrated:
        lines.append(t("appraisals-told-rate", count=len(todo.unrated)))
    return Message(text, [section("\n".join(lines)), ActionsBlock(elements=buttons), note(t("appraisals-told-note"))])


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
    return Message(text, [section(text), ActionsBlock(elements=[read])])


def _buttons(t: Translator, todo: Todo) -> list[ButtonElement]:
    found = []
    if todo.report_is_open:
        found.append(button(t, "appraisals-write-report", "appraisals.open_report", "own", is_primary=True))
    if todo.unrated:
        is_first = not todo.report_is_open
        found.append(button(t, "appraisals-rate", "appraisals.open_list", "prompt", is_primary=is_first))
    return found
