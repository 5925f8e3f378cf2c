"""The request to be forgotten: its form, what whoever decides reads, and what the person is told."""

import json
from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    InputBlock,
    MarkdownTextObject,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot.features.people.views.parts import NAME_LIMIT, NAMES_LIMIT
from bot.features.privacy.models import APPROVED, OPEN, REASON_LIMIT, ErasureRequest
from bot.features.privacy.service import Approved, Asked
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.messages import Message
from bot.slack.text import cut, escape, quoted


def forget_view(t: Translator, present: ErasureRequest | None) -> View:
    """What erasing means, with the form; or the request that is still to be decided, which can be withdrawn."""
    if present and present.state in (OPEN, APPROVED):
        withdraw = ButtonElement(text=_plain(t("privacy-withdraw")), action_id="privacy.withdraw")
        open_blocks: list[Block] = [
            _text(t("privacy-forget-open", day=t.full_day(present.asked_at.date()))),
            ActionsBlock(elements=[withdraw]),
        ]
        return View(
            type="modal", title=_plain(t("privacy-forget-title")), close=_plain(t("edge-close")), blocks=open_blocks
        )
    told = ("privacy-forget-erased", "privacy-forget-stays", "privacy-forget-slack", "privacy-forget-how")
    blocks = [*(_text(t(each)) for each in told), _reason(t, "privacy-forget-reason", optional=True)]
    return View(
        type="modal",
        title=_plain(t("privacy-forget-title")),
        submit=_plain(t("privacy-forget-submit")),
        close=_plain(t("privacy-cancel")),
        callback_id="privacy.forget",
        blocks=blocks,
    )


def decline_view(t: Translator, asked: Asked) -> View:
    intro = _text(t("privacy-decline-intro", name=quoted(asked.member.name, limit=NAME_LIMIT)))
    return View(
        type="modal",
        title=_plain(t("privacy-decline-title")),
        submit=_plain(t("privacy-decline-submit")),
        close=_plain(t("privacy-cancel")),
        callback_id="privacy.decline",
        private_metadata=json.dumps({"request": str(asked.request.key)}),
        blocks=[intro, _reason(t, "privacy-decline-reason", optional=False)],
    )


def waiting_view(t: Translator, found: Sequence[Asked]) -> View:
    """All that wait for whoever decides."""
    blocks = [block for each in found for block in asked_message(t, each).blocks or ()]
    return View(
        type="modal",
        title=_plain(t("privacy-waiting-title")),
        close=_plain(t("edge-close")),
        blocks=blocks or [_text(t("privacy-waiting-none"))],
    )


def asked_message(t: Translator, asked: Asked) -> Message:
    """For whoever decides."""
    text = t("privacy-asked", name=quoted(asked.member.name, limit=NAME_LIMIT))
    reason = cut(escape(asked.request.reason), NAMES_LIMIT)
    key = str(asked.request.key)
    confirm = ConfirmObject(
        title=_plain(t("privacy-approve-title")),
        text=_plain(t("privacy-approve-text")),
        confirm=_plain(t("privacy-approve")),
        deny=_plain(t("privacy-cancel")),
    )
    buttons = [
        ButtonElement(
            text=_plain(t("privacy-approve")), action_id="privacy.approve", value=key, style="danger", confirm=confirm
        ),
        ButtonElement(text=_plain(t("privacy-decline")), action_id="privacy.open_decline", value=key),
    ]
    said = [_text(t("privacy-asked-reason", reason=reason))] if reason else []
    kept = [_text(t("privacy-asked-records"))] if asked.has_records else []
    return Message(text, [_text(text), *said, _text(t("privacy-asked-what")), *kept, ActionsBlock(elements=buttons)])


def approved_message(t: Translator, approved: Approved) -> Message:
    lines = [t("privacy-approved")]
    if approved.teams:
        teams = [quoted(each.name, limit=NAME_LIMIT) for each in approved.teams]
        lines.append(t("privacy-approved-leads", teams=t.listing(teams)))
    return _message("\n".join(lines))


def asked_answer(t: Translator) -> Message:
    return _message(t("privacy-forget-asked"))


def withdrawn_message(t: Translator) -> Message:
    return _message(t("privacy-withdrawn"))


def declined_answer(t: Translator) -> Message:
    return _message(t("privacy-declined-answer"))


def declined_message(t: Translator, reason: str) -> Message:
    return _message(t("privacy-declined", reason=cut(escape(reason), NAMES_LIMIT)))


def erased_message(t: Translator) -> Message:
    return _message(t("privacy-erased"))


def _reason(t: Translator, key: str, *, optional: bool) -> InputBlock:
    element = PlainTextInputElement(action_id=VALUE, multiline=True, max_length=REASON_LIMIT)
    return InputBlock(block_id="reason", label=_plain(t(key)), element=element, optional=optional)


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text)


def _text(text: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=text))


def _message(text: str) -> Message:
    return Message(text, [_text(text)])
