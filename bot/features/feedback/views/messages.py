"""What people are told without asking. Feedback itself is never in a message: a button leads to it."""

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.features.feedback.models import ANSWERED, DECLINED, KUDOS
from bot.features.feedback.service import Asking, Item, Posted, Tab
from bot.features.feedback.views.lists import answer_buttons
from bot.features.feedback.views.parts import (
    name_of,
    title_of,
)
from bot.features.people.models import Member
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, note, section, written
from scoring.definitions import Text


def given_message(t: Translator, item: Item) -> Message:
    """To whom it was written: kudos with their text, feedback with a button."""
    row, name = item.row, name_of(t, item.other)
    if row.kind != KUDOS:
        text = t("feedback-told-feedback", name=name)
        read = button(t, "feedback-read", "feedback.read", str(row.key), is_primary=True)
        return Message(text, [section(text), note(t("feedback-told-feedback-note")), ActionsBlock(elements=[read])])
    text = t("feedback-told-kudos", name=name)
    seen = t("feedback-channel-too", channel=f"<#{row.channel}>") if row.channel else t("feedback-only-you")
    all_of_them = button(t, "feedback-see-all", "feedback.open_list", f"{Tab.RECEIVED}:0")
    blocks: list[Block] = [section(_with_title(t, text, item.title)), *written(row.text), note(seen)]
    return Message(text, [*blocks, ActionsBlock(elements=[all_of_them])])


def ended_message(t: Translator) -> Message:
    """In place of that."""
    return _plain(t("feedback-told-ended"))


def posted_message(t: Translator, posted: Posted) -> Message:
    """Public kudos in the channel of the receiver's team."""
    text = t("feedback-posted", giver=name_of(t, posted.giver), receiver=name_of(t, posted.receiver))
    return Message(text, [section(_with_title(t, text, posted.title)), *written(posted.text)])


def post_ended_message(t: Translator) -> Message:
    """In place of that."""
    return _plain(t("feedback-post-ended"))


def shared_message(t: Translator, subject: Member, feedback_id: int) -> Message:
    """To the manager who may read it."""
    text = t("feedback-told-shared", name=name_of(t, subject))
    read = button(t, "feedback-read", "feedback.read_shared", f"{subject.key}:{feedback_id}", is_primary=True)
    return Message(text, [section(text), ActionsBlock(elements=[read])])


def unshared_message(t: Translator) -> Message:
    """In place of that."""
    return _plain(t("feedback-told-unshared"))


def asked_message(t: Translator, asking: Asking, *, is_reminder: bool) -> Message:
    """To whoever is asked; the reminder comes once."""
    key = "feedback-told-reminder" if is_reminder else "feedback-told-asked"
    text = t(key, name=name_of(t, asking.other))
    buttons = ActionsBlock(elements=answer_buttons(t, asking.request.key))
    return Message(
        text, [section(text), *written(asking.request.question), note(t("feedback-told-asked-note")), buttons]
    )


def request_over_message(t: Translator, asking: Asking) -> Message:
    """In place of that, once it was answered or declined, or nobody waits any more."""
    kinds = {ANSWERED: "answered", DECLINED: "declined"}
    how = kinds.get(asking.request.state, "called-off")
    return _plain(t(f"feedback-over-{how}", name=name_of(t, asking.other)))


def declined_message(t: Translator, asking: Asking) -> Message:
    """To whoever asked."""
    reason = t(f"feedback-reason-{(asking.request.reason or 'other').replace('_', '-')}")
    return _plain(t("feedback-told-declined", name=name_of(t, asking.other), reason=reason))


def request_sent_message(t: Translator, name: str, when: str) -> Message:
    """To whoever has just asked; `name` is ready for mrkdwn."""
    text = t("feedback-asked", name=name, when=when)
    return Message(text, [section(text), note(t("feedback-asked-note"))])


def help_message(t: Translator) -> Message:
    return _plain(t("feedback-help"))


def _with_title(t: Translator, text: str, title: Text | None) -> str:
    return t("feedback-with-title", text=text, title=title_of(t, title)) if title else text


def _plain(text: str) -> Message:
    return Message(text, [section(text)])
