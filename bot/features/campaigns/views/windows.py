"""Windows to read: a list, and one campaign."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.features.campaigns.service import MOST_TOGETHER, PAGE, Line, Listed, Shown
from bot.features.campaigns.views.parts import TITLE, headline
from bot.features.feedback.views.parts import name_of
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section
from bot.slack.text import cut

NAMES_LIMIT = 900
"""Characters; Fluent refuses parameters of more than 1,000."""
LOOK_BACK = "retrospectives.open_from"
"""A slice above this one answers the button."""


def list_view(t: Translator, listed: Listed) -> View:
    """A page of one's own, of all, or of somebody's whom one manages."""
    blocks: list[Block] = []
    if listed.may_open:
        blocks.append(_buttons(button(t, "campaigns-new", "campaigns.open_new", "list", is_primary=True)))
    if listed.about:
        blocks.append(section(t("campaigns-about", name=name_of(t, listed.about))))
    if not listed.lines:
        blocks.append(section(t(_nothing(listed))))
    through = listed.about.key if listed.about else 0
    for line in listed.lines:
        see = button(t, "campaigns-see", "campaigns.open_one", f"{line.row.key}:{through}")
        blocks += [section(headline(t, line, listed.today)), _buttons(see)]
    turning = list(_turning(t, listed, through))
    return modal(t, TITLE, [*blocks, DividerBlock(), _buttons(*turning)] if turning else blocks)


def campaign_view(t: Translator, shown: Shown) -> View:
    """One, as somebody sees it."""
    place, count = shown.place, len(shown.members)
    blocks: list[Block] = [section(headline(t, Line(place.row, shown.keeper, count), shown.today))]
    if shown.members:
        names = cut(t.listing([name_of(t, each) for each in shown.members]), NAMES_LIMIT)
        blocks.append(section(t("campaigns-members", names=names)))
    if shown.gone:
        names = cut(t.listing([name_of(t, each) for each in shown.gone]), NAMES_LIMIT)
        blocks.append(note(t("campaigns-gone", names=names)))
    blocks.append(note(t(_meaning(shown), most=MOST_TOGETHER)))
    buttons = [*_steps(t, shown), button(t, "campaigns-all", "campaigns.open_list", "0:0")]
    return modal(t, TITLE, [*blocks, _buttons(*buttons)])


def _meaning(shown: Shown) -> str:
    """What it means for the choice of raters."""
    if shown.place.row.is_over(shown.today):
        return "campaigns-over-note"
    if len(shown.members) > MOST_TOGETHER:
        return "campaigns-large"
    return "campaigns-few" if len(shown.members) < 2 else "campaigns-rate-note"


def _steps(t: Translator, shown: Shown) -> Iterator[ButtonElement]:
    place, value = shown.place, str(shown.place.row.key)
    if shown.may_look_back:
        yield button(t, "campaigns-look-back", LOOK_BACK, value, is_primary=True)
    if place.row.is_over(shown.today):
        return
    if place.runs:
        yield button(t, "campaigns-change", "campaigns.open_change", value)
        yield button(t, "campaigns-end", "campaigns.end", value, confirm="campaigns-end-confirm")
    if place.is_member:
        yield button(t, "campaigns-leave", "campaigns.leave", value, confirm="campaigns-leave-confirm")


def _nothing(listed: Listed) -> str:
    if listed.about:
        return "campaigns-none-about"
    return "campaigns-none-lead" if listed.may_open else "campaigns-none"


def _turning(t: Translator, listed: Listed, through: int) -> Iterator[ButtonElement]:
    if listed.offset:
        value = f"{max(listed.offset - PAGE, 0)}:{through}"
        yield button(t, "campaigns-earlier", "campaigns.open_list:earlier", value)
    if listed.has_more:
        yield button(t, "campaigns-more", "campaigns.open_list:more", f"{listed.offset + PAGE}:{through}")


def _buttons(*elements: ButtonElement) -> ActionsBlock:
    return ActionsBlock(elements=list(elements))
