"""What came of a talk, with who has signed it."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement

from bot.features.talks.models import CONFIRMED, TalkItem
from bot.features.talks.service import Noted, Place
from bot.features.talks.views.parts import buttons, named
from bot.i18n.translator import Translator
from bot.slack.pieces import button, note, section
from bot.slack.pieces import written as quotation
from bot.slack.text import quoted

ITEM_SHOWN = 200
COMMENTS_SHOWN = 5


def noted_blocks(t: Translator, place: Place, noted: Noted) -> Iterator[Block]:
    """For the two of them."""
    row = noted.row
    author = named(t, noted.people.get(row.author_id))
    heading = t("talks-outcome", day=t.day(row.held_on), name=author, revision=row.revision)
    if noted.is_readable:
        yield from quotation(row.summary, heading)
    else:
        yield section(heading)
        yield note(t("talks-outcome-former", name=named(t, place.member)))
    yield section(t("talks-plan", count=len(noted.items)))
    me = place.member if place.is_own else place.manager
    for item in noted.items:
        yield from _item(t, noted, item, is_mine=me is not None and item.owner_id == me.key)
    for reply in [each for each in noted.replies if each.kind != CONFIRMED][-COMMENTS_SHOWN:]:
        yield from quotation(reply.text, t("talks-comment-by", name=named(t, noted.people.get(reply.author_id))))
    yield note(_signatures(t, place, noted, author))
    if noted.may_sign:
        value = f"{place.row.key}:{row.key}"
        yield buttons(
            button(t, "talks-sign", "talks.sign", value, is_primary=True),
            button(t, "talks-comment", "talks.open_comment", value),
        )


def _item(t: Translator, noted: Noted, item: TalkItem, *, is_mine: bool) -> Iterator[Block]:
    owner = t("talks-item-owner", name=named(t, noted.people.get(item.owner_id)))
    day = t.day(item.done_on or item.due_on)
    key = "talks-item-open" if item.done_on is None else "talks-item-done"
    yield section(t(key, text=quoted(item.text, limit=ITEM_SHOWN), owner=owner, day=day))
    if is_mine and item.is_current:
        yield buttons(item_button(t, item))


def item_button(t: Translator, item: TalkItem) -> ButtonElement:
    if item.done_on is None:
        return button(t, "talks-finish", "talks.finish", str(item.key))
    return button(t, "talks-reopen", "talks.reopen", str(item.key))


def _signatures(t: Translator, place: Place, noted: Noted, author: str) -> str:
    if noted.signed_by is not None:
        return t("talks-signed-both", one=author, other=named(t, noted.signed_by))
    if noted.may_sign:
        return t("talks-signed-wait-you", one=author)
    by_member = noted.row.author_id == place.row.member_id
    return t("talks-signed-wait", one=author, other=named(t, place.manager if by_member else place.member))
