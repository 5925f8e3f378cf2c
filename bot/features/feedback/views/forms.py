"""The forms: kudos, feedback, asking for it, and saying no."""

from collections.abc import Iterator

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement
from slack_sdk.models.views import View

from bot.features.feedback.models import REASONS
from bot.features.feedback.rules.limits import QUESTION_LIMIT, TEXT_LIMITS
from bot.features.feedback.service import Asking, Draft, Sent, audience_field, dimension_field
from bot.features.feedback.views.parts import (
    day_of,
    name_of,
)
from bot.features.people.models import Member
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import modal, note, section, written
from bot.slack.text import cut

LABEL, OPTION = 200, 75
MOST_OPTIONS = 100
PERSON, PICK_PERSON = "to", "feedback.pick_person"
PRIVATE = "private"


def kudos_view(t: Translator, draft: Draft) -> View:
    """Whom, for what, in which words, and who reads it; what is on offer depends on whom."""
    receiver = draft.receiver
    picker = UserSelectElement(
        action_id=PICK_PERSON,
        placeholder=PlainTextObject(text=t("feedback-pick")),
        initial_user=receiver.slack_user if receiver else None,
    )
    whom = t("feedback-for", name=name_of(t, receiver)) if receiver else t("feedback-for-whom")
    blocks: list[Block] = [SectionBlock(block_id=PERSON, text=MarkdownTextObject(text=whom), accessory=picker)]
    if receiver and draft.place.dimensions:
        blocks.append(_dimension(t, draft, receiver))
    blocks.append(_text(t, draft))
    blocks += _audience(t, draft, receiver) if receiver else []
    blocks.append(note(t("feedback-kudos-note")))
    metadata = {"to": receiver.slack_user if receiver else None}
    return modal(
        t, "feedback-kudos-title", blocks, callback="feedback.give_kudos", submit="feedback-send", metadata=metadata
    )


def feedback_view(t: Translator, draft: Draft) -> View:
    """To somebody who asked for it, or to whoever is picked."""
    if draft.request:
        asked = t("feedback-answer-intro", name=name_of(t, draft.receiver))
        blocks: list[Block] = [section(asked), *written(draft.request.question)]
    else:
        blocks = [_person(t, draft.receiver)]
    metadata = {"request": draft.request.key} if draft.request else None
    blocks += [_text(t, draft), note(t("feedback-feedback-note"))]
    return modal(
        t,
        "feedback-feedback-title",
        blocks,
        callback="feedback.give_feedback",
        submit="feedback-send",
        metadata=metadata,
    )


def ask_view(t: Translator, person: Member | None) -> View:
    """Whom, and about what."""
    question = PlainTextInputElement(action_id=VALUE, multiline=True, max_length=QUESTION_LIMIT)
    blocks = [_person(t, person), _field(t, "question", question), note(t("feedback-ask-note"))]
    return modal(t, "feedback-ask-title", blocks, callback="feedback.ask", submit="feedback-ask-submit")


def decline_view(t: Translator, asking: Asking) -> View:
    """Why not: a choice that whoever asked is told."""
    options = [_option(t(f"feedback-reason-{each.replace('_', '-')}"), each) for each in REASONS]
    blocks = [
        section(t("feedback-decline-intro", name=name_of(t, asking.other))),
        _field(t, "reason", StaticSelectElement(action_id=VALUE, options=options)),
    ]
    metadata = {"request": asking.request.key}
    return modal(
        t,
        "feedback-decline-title",
        blocks,
        callback="feedback.decline",
        submit="feedback-decline-submit",
        metadata=metadata,
    )


def sent_view(t: Translator, sent: Sent, zone: str) -> View:
    """Where it is now, and how to take it back."""
    row, name = sent.row, name_of(t, sent.receiver)
    when = when_told(t, row.given_at == row.told_at, day_of(t, row.told_at, zone), t.clock_time(row.told_at, zone))
    lines = [t(f"feedback-sent-{row.kind}", name=name, when=when)]
    if row.channel:
        lines.append(t("feedback-sent-public", channel=f"<#{row.channel}>"))
    return modal(
        t,
        f"feedback-{row.kind}-title",
        [section("\n".join(lines)), note(t(f"feedback-sent-{row.kind}-note"))],
    )


def channel_chosen(audience: str | None) -> str | None:
    """The form's choice is the channel itself, so that nothing is posted in another one that the team got meanwhile."""
    return None if audience == PRIVATE else audience


def when_told(t: Translator, is_now: bool, day: str, time: str) -> str:
    """At once, or when the other person works again."""
    return t("feedback-now") if is_now else t("feedback-then", day=day, time=time)


def _text(t: Translator, draft: Draft) -> InputBlock:
    limit = TEXT_LIMITS[draft.kind]
    element = PlainTextInputElement(
        action_id=VALUE, multiline=True, max_length=limit, initial_value=draft.text[:limit] or None
    )
    return InputBlock(
        block_id="text",
        label=PlainTextObject(text=t(f"feedback-{draft.kind}-text")),
        hint=PlainTextObject(text=t(f"feedback-{draft.kind}-hint")),
        element=element,
    )


def _dimension(t: Translator, draft: Draft, receiver: Member) -> InputBlock:
    options = [_option(each.title.into(t.language), each.id) for each in draft.place.dimensions[:MOST_OPTIONS]]
    return InputBlock(
        block_id=dimension_field(receiver),
        label=PlainTextObject(text=t("feedback-dimension")),
        element=StaticSelectElement(
            action_id=VALUE,
            options=options,
            placeholder=PlainTextObject(text=t("feedback-dimension-pick")),
            initial_option=options[0] if len(options) == 1 else None,
        ),
    )


def _audience(t: Translator, draft: Draft, receiver: Member) -> Iterator[Block]:
    if not draft.place.channel:
        yield note(t("feedback-private-only", name=name_of(t, receiver)))
        return
    options = [_option(t("feedback-public"), draft.place.channel), _option(t("feedback-private"), PRIVATE)]
    chosen = options[0] if draft.is_public else options[1]
    yield InputBlock(
        block_id=audience_field(receiver),
        label=PlainTextObject(text=t("feedback-audience")),
        element=RadioButtonsElement(action_id=VALUE, options=options, initial_option=chosen),
    )
    yield note(t("feedback-channel", channel=f"<#{draft.place.channel}>"))


def _person(t: Translator, person: Member | None) -> InputBlock:
    picker = UserSelectElement(
        action_id=VALUE,
        placeholder=PlainTextObject(text=t("feedback-pick")),
        initial_user=person.slack_user if person else None,
    )
    return _field(t, "person", picker)


def _field(t: Translator, name: str, element: InputInteractiveElement) -> InputBlock:
    return InputBlock(
        block_id=name, label=PlainTextObject(text=cut(t(f"feedback-field-{name}"), LABEL)), element=element
    )


def _option(words: str, value: str) -> Option:
    return Option(value=value, text=PlainTextObject(text=cut(words, OPTION)))
