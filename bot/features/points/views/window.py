"""Special points as one window: why, who agreed, and what their reader may do."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import name_of
from bot.features.points.models import DECLINED, OPEN, TAKEN_BACK
from bot.features.points.rules.parties import Party
from bot.features.points.service import Shown
from bot.features.points.views.parts import TITLE, buttons, heading, names_of, party_text, state_text
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section, written


def points_view(t: Translator, shown: Shown) -> View:
    """With the buttons of what its reader may do."""
    row, place = shown.row, shown.place
    text = t("points-head", heading=heading(t, row, shown.people), state=state_text(t, place))
    blocks = [section(text), *written(row.reason, t("points-why")), section("\n".join(_parties(t, shown)))]
    blocks += _end(t, shown)
    if row.state == OPEN and not place.is_out:
        blocks.append(note(t("points-window-note")))
    blocks += _buttons(t, shown)
    back = button(t, "points-back", "points.open_list", "list")
    return modal(t, TITLE, [*blocks, buttons(back)])


def _parties(t: Translator, shown: Shown) -> Iterator[str]:
    """Who agreed, and who could for those that are missing."""
    agreed, proposer = shown.place.agreed, shown.row.proposed_by
    for party in Party:
        title = party_text(t, party)
        if party in agreed:
            key = "points-party-proposed" if agreed[party] == proposer else "points-party-agreed"
            yield t(key, party=title, name=name_of(t, shown.people.get(agreed[party])))
        elif shown.place.is_open:
            some = shown.able.get(party, ())
            key = "points-party-waits" if some else "points-party-nobody"
            yield t(key, party=title, names=names_of(t, some))
        else:
            yield t("points-party-not", party=title)


def _end(t: Translator, shown: Shown) -> Iterator[Block]:
    row = shown.row
    if row.state not in (DECLINED, TAKEN_BACK) or row.ended_by is None:
        return
    heading = t(f"points-ended-{row.state.replace('_', '-')}", name=name_of(t, shown.people.get(row.ended_by)))
    yield from written(row.end_reason, heading) if row.end_reason else [section(heading)]


def _buttons(t: Translator, shown: Shown) -> Iterator[Block]:
    place, key = shown.place, str(shown.row.key)
    found: list[ButtonElement] = []
    if place.party is not None:
        found.append(button(t, "points-agree", "points.agree", key, is_primary=True))
    if place.may_decline:
        found.append(button(t, "points-decline", "points.open_decline", key))
    if place.may_take_back:
        found.append(button(t, "points-take-back", "points.open_take_back", key))
    if found:
        yield buttons(*found)
