"""What members and managers see of naming raters."""

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    DividerBlock,
    InputBlock,
    PlainTextObject,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import (
    name_of,
)
from bot.features.reviews.rules.nominating import MOST_NAMED
from bot.features.reviews.service import Named, Naming
from bot.features.reviews.views.status import headline
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import button, modal, note, section

SHOWN = 30
"""Reports of a window, of two blocks each and a line."""


def name_blocks(t: Translator, naming: Naming) -> list[Block]:
    """In the prompt of somebody who is to be rated; how many they have named, once they have."""
    cycle = naming.cycle
    lines = [t("reviews-name-ask", review=headline(t, cycle), opens=t.day(cycle.opens_on), most=MOST_NAMED)]
    if naming.named:
        lines.append(t("reviews-named-done", count=naming.named))
    opened = button(t, "reviews-name-open", "reviews.name_open", str(cycle.key), is_primary=not naming.named)
    return [section("\n".join(lines)), ActionsBlock(elements=[opened])]


def approve_blocks(t: Translator, naming: Naming) -> list[Block]:
    """In the prompt of a manager, some of whose reports have named somebody."""
    cycle = naming.cycle
    text = t("reviews-approve-ask", review=headline(t, cycle), opens=t.day(cycle.opens_on), count=naming.waiting)
    opened = button(t, "reviews-approve-open", "reviews.approve_open", str(cycle.key), is_primary=True)
    return [section(text), ActionsBlock(elements=[opened])]


def naming_over_blocks(t: Translator) -> list[Block]:
    """In their place when nothing waits any more."""
    return [section(t("reviews-naming-over"))]


def name_view(t: Translator, named: Named) -> View:
    """The member's form, with whom they have named so far."""
    intro = section(t("reviews-name-intro", review=headline(t, named.cycle), opens=t.day(named.cycle.opens_on)))
    blocks = [intro, _people(t, named, "reviews-name-whom"), note(t("reviews-name-note"))]
    metadata = {"cycle": named.cycle.key}
    return modal(t, "reviews-name-title", blocks, callback="reviews.name", metadata=metadata)


def named_view(t: Translator, named: Named) -> View:
    """What is kept now."""
    names = [name_of(t, each) for each in named.raters]
    key = "reviews-named" if names else "reviews-named-nobody"
    return modal(t, "reviews-name-title", [section(t(key, names=t.listing(names))), note(t("reviews-name-note"))])


def approve_view(t: Translator, cycle_id: int, reports: list[Named]) -> View:
    """Whom a manager's reports have named."""
    blocks: list[Block] = [section(t("reviews-approve-intro" if reports else "reviews-approve-none"))]
    for each in reports[:SHOWN]:
        blocks += [DividerBlock(), *_report(t, each)]
    if len(reports) > SHOWN:
        blocks.append(note(t("reviews-approve-more", count=len(reports) - SHOWN)))
    return modal(t, "reviews-approve-title", blocks, metadata={"cycle": cycle_id})


def change_view(t: Translator, named: Named) -> View:
    """The manager's form for one report."""
    intro = section(t("reviews-change-intro", name=name_of(t, named.member)))
    metadata = {"cycle": named.cycle.key, "member": named.member.key}
    blocks = [intro, _people(t, named, "reviews-name-whom")]
    return modal(
        t, "reviews-approve-title", blocks, callback="reviews.change", submit="reviews-approve", metadata=metadata
    )


def _report(t: Translator, named: Named) -> list[Block]:
    names = t.listing([name_of(t, each) for each in named.raters])
    value = f"{named.cycle.key}:{named.member.key}"
    key = "reviews-approved-one" if named.is_approved else "reviews-approve-one"
    change = button(t, "reviews-change", "reviews.change_open", value)
    approve = button(t, "reviews-approve", "reviews.approve", value, is_primary=True)
    buttons = [change] if named.is_approved else [approve, change]
    return [section(t(key, name=name_of(t, named.member), names=names)), ActionsBlock(elements=buttons)]


def _people(t: Translator, named: Named, label: str) -> InputBlock:
    chosen = [each.slack_user for each in named.raters] or None
    return InputBlock(
        block_id="raters",
        label=PlainTextObject(text=t(label, most=MOST_NAMED)),
        element=UserMultiSelectElement(action_id=VALUE, initial_users=chosen, max_selected_items=MOST_NAMED),
        optional=True,
    )
