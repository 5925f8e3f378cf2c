"""What waits for somebody, what they proposed, and what they got."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, MarkdownTextObject, SectionBlock
from slack_sdk.models.views import View

from bot.features.points.service import Listed, Place
from bot.features.points.views.parts import TITLE, buttons, heading, month_text, points_text, state_text
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section
from bot.slack.text import cut, quoted

LINES_SHOWN = 20
REASON = 300


def list_view(t: Translator, listed: Listed) -> View:
    """What is to be done first."""
    blocks = [
        *_part(t, listed, "points-to-decide", listed.to_decide),
        *_part(t, listed, "points-proposed", listed.proposed),
        *_part(t, listed, "points-others", listed.others),
        *_own(t, listed),
    ] or [section(t("points-none"))]
    if listed.may_propose:
        blocks.append(buttons(button(t, "points-propose", "points.open_new", "new")))
    return modal(t, TITLE, [*blocks, note(t("points-list-note"))])


def _part(t: Translator, listed: Listed, title: str, places: Sequence[Place]) -> Iterator[Block]:
    if not places:
        return
    yield section(t(title))
    for place in places[:LINES_SHOWN]:
        text = t("points-line", heading=heading(t, place.row, listed.people), state=state_text(t, place))
        key = str(place.row.key)
        opening = button(t, "points-open", f"points.open_one:{title}:{key}", key)
        yield SectionBlock(text=MarkdownTextObject(text=cut(text)), accessory=opening)
    if more := len(places[LINES_SHOWN:]):
        yield note(t("points-more", count=more))


def _own(t: Translator, listed: Listed) -> Iterator[Block]:
    """What the reader got, with why."""
    if listed.own:
        yield section(t("points-own"))
    for row in listed.own:
        points, month = points_text(t, row.points), month_text(t, row.month)
        yield section(t("points-own-line", points=points, month=month, reason=quoted(row.reason, limit=REASON)))
