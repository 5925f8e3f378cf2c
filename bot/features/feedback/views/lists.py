"""Windows with what was written: one's own, one piece of it, and what a manager may read."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.features.feedback.models import ANSWERED, CALLED_OFF, DECLINED, EXPIRED, OPEN
from bot.features.feedback.service import PAGE, Asking, Digest, Item, Listed, Summary, Tab
from bot.features.feedback.views.parts import (
    day_of,
    name_of,
    title_of,
)
from bot.features.people.models import Member
from bot.i18n.translator import Translator
from bot.slack.links import linked
from bot.slack.pieces import button, modal, note, section, written
from bot.slack.text import cut

DIGEST_TEXT = 700
"""Characters of each in a digest; the message about what was shared leads to all of it."""
STATES = {OPEN: "open", ANSWERED: "answered", DECLINED: "declined", CALLED_OFF: "called-off", EXPIRED: "expired"}


def listed_view(t: Translator, listed: Listed) -> View:
    """One list at a time, a few a page."""
    blocks: list[Block] = [ActionsBlock(elements=[_tab(t, each, listed.tab) for each in Tab])]
    if not listed.items and not listed.requests:
        blocks.append(section(t(f"feedback-none-{listed.tab}")))
    place = f"{listed.tab}:{listed.offset}"
    for item in listed.items:
        blocks += [DividerBlock(), *_item(t, item, listed.zone, place=place)]
    for asking in listed.requests:
        blocks += [DividerBlock(), *_asking(t, asking, listed.zone)]
    return modal(t, "feedback-title", [*blocks, *_turning(t, listed)])


def item_view(t: Translator, item: Item, zone: str) -> View:
    """One piece, for whom it was written."""
    return modal(t, "feedback-title", _item(t, item, zone, place=f"{Tab.RECEIVED}:0"))


def shared_view(t: Translator, subject: Member, item: Item, zone: str) -> View:
    """One piece, for the manager of whom it was written for."""
    intro = section(t("feedback-shared-intro", name=name_of(t, subject)))
    shown = [section(_headline(t, item, zone, is_given=False)), *written(item.row.text)]
    return modal(t, "feedback-title", [intro, *shown, note(t("feedback-shared-note"))])


def digest_view(t: Translator, digest: Digest) -> View:
    """All that a manager may read about somebody."""
    name = name_of(t, digest.member)
    since = day_of(t, digest.since, digest.zone)
    blocks: list[Block] = [section(t("feedback-digest-intro", name=name, since=since))]
    for item in digest.items:
        blocks += [DividerBlock(), section(_headline(t, item, digest.zone, is_given=False))]
        blocks += written(cut(item.row.text, DIGEST_TEXT))
    if digest.has_more:
        blocks.append(note(t("feedback-digest-more")))
    if not digest.items:
        blocks.append(section(t("feedback-digest-none", name=name)))
    return modal(t, "feedback-title", [*blocks, note(t("feedback-shared-note"))])


def home_blocks(t: Translator, summary: Summary, *, newest: str = "") -> list[Block]:
    """What came in, and the ways to write: no text of anybody's. `newest` is the address of the newest message."""
    text = t("feedback-home", kudos=summary.kudos, feedback=summary.feedback)
    way = f" · {linked(newest, t('feedback-home-newest'))}" if newest else ""
    blocks: list[Block] = [section(f"{text}{way}")]
    buttons = [
        button(t, "feedback-give-kudos", "feedback.open_kudos", "home"),
        button(t, "feedback-ask-somebody", "feedback.open_ask", "home"),
        button(t, "feedback-see-all", "feedback.open_list", f"{Tab.RECEIVED}:0"),
    ]
    return [*blocks, ActionsBlock(elements=buttons)]


def answer_buttons(t: Translator, request_id: int) -> list[ButtonElement]:
    """Under every request that waits."""
    return [
        button(t, "feedback-answer", "feedback.open_answer", str(request_id), is_primary=True),
        button(t, "feedback-decline", "feedback.open_decline", str(request_id)),
    ]


def _tab(t: Translator, tab: Tab, current: Tab) -> ButtonElement:
    return button(t, f"feedback-tab-{tab}", f"feedback.open_list:{tab}", f"{tab}:0", is_primary=tab is current)


def _turning(t: Translator, listed: Listed) -> Iterator[Block]:
    newer, older = max(listed.offset - PAGE, 0), listed.offset + PAGE
    buttons = []
    if listed.offset:
        buttons.append(button(t, "feedback-newer", "feedback.open_list:newer", f"{listed.tab}:{newer}"))
    if listed.has_more:
        buttons.append(button(t, "feedback-older", "feedback.open_list:older", f"{listed.tab}:{older}"))
    if buttons:
        yield ActionsBlock(elements=buttons)


def _item(t: Translator, item: Item, zone: str, *, place: str) -> list[Block]:
    is_given = place.startswith(Tab.GIVEN)
    blocks: list[Block] = [section(_headline(t, item, zone, is_given=is_given)), *written(item.row.text)]
    value = f"{item.row.key}:{place}"
    buttons = list(_given_buttons(t, item, value) if is_given else _received_buttons(t, item, value))
    return [*blocks, ActionsBlock(elements=buttons)] if buttons else blocks


def _headline(t: Translator, item: Item, zone: str, *, is_given: bool) -> str:
    row = item.row
    way = "to" if is_given else "from"
    parts = [t(f"feedback-{row.kind}-{way}", name=name_of(t, item.other)), day_of(t, row.given_at, zone)]
    if item.title:
        parts.append(title_of(t, item.title))
    if row.channel:
        parts.append(f"<#{row.channel}>")
    if item.shared_with:
        parts.append(t("feedback-shared-with", name=name_of(t, item.shared_with)))
    return " · ".join(parts)


def _received_buttons(t: Translator, item: Item, value: str) -> Iterator[ButtonElement]:
    if item.shared_with:
        yield button(t, "feedback-unshare", "feedback.unshare", value)
    elif not item.row.channel:
        yield button(t, "feedback-share", "feedback.share", value, confirm="feedback-share-confirm")
    yield button(t, "feedback-remove", "feedback.remove", value, confirm="feedback-remove-confirm")


def _given_buttons(t: Translator, item: Item, value: str) -> Iterator[ButtonElement]:
    if item.may_withdraw:
        yield button(t, "feedback-withdraw", "feedback.withdraw", value, confirm="feedback-withdraw-confirm")


def _asking(t: Translator, asking: Asking, zone: str) -> Iterator[Block]:
    request, name = asking.request, name_of(t, asking.other)
    key = "feedback-you-asked" if asking.is_mine else "feedback-asks-you"
    yield section(t(key, name=name, day=day_of(t, request.asked_at, zone), state=_state(t, asking)))
    yield from written(request.question)
    if asking.is_mine and request.state == OPEN:
        yield ActionsBlock(elements=[button(t, "feedback-call-off", "feedback.call_off", str(request.key))])
    elif request.state == OPEN:
        yield ActionsBlock(elements=answer_buttons(t, request.key))


def _state(t: Translator, asking: Asking) -> str:
    request = asking.request
    state = t(f"feedback-state-{STATES[request.state]}")
    if request.reason is None:
        return state
    return t("feedback-state-reason", state=state, reason=t(f"feedback-reason-{request.reason.replace('_', '-')}"))
