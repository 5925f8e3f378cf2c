"""Pieces of which windows and messages are made."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from slack_sdk.models.blocks import ActionsBlock, ButtonElement, InputBlock, PlainTextObject
from slack_sdk.models.blocks.block_elements import InputInteractiveElement

from bot.features.feedback.views.parts import name_of
from bot.features.people.models import Member
from bot.features.points.models import OPEN, SpecialPoints
from bot.features.points.rules.parties import Party
from bot.features.points.service import Place, is_missing
from bot.i18n.translator import Translator
from bot.slack.text import cut
from scoring.periods import Period

TITLE = "points-title"
LABEL, HINT = 200, 300
NAMES_SHOWN = 5


def points_text(t: Translator, points: Decimal) -> str:
    """With its sign: +2."""
    return t("points-amount", points=t.number(points, decimals=1))


def month_text(t: Translator, month: str) -> str:
    return t.month(Period.parse(month).start)


def state_text(t: Translator, place: Place) -> str:
    """Whom it waits for, or what came of it."""
    if place.row.state == OPEN:
        waits = t.listing([party_text(t, each) for each in is_missing(place)])
        return t("points-state-lapsed") if place.is_out else t("points-state-open", parties=waits)
    return t(f"points-state-{place.row.state.replace('_', '-')}")


def party_text(t: Translator, party: Party) -> str:
    return t(f"points-party-{party.value}")


def names_of(t: Translator, some: Iterable[Member]) -> str:
    """For mrkdwn; of many the first ones."""
    names = [name_of(t, each) for each in some]
    more = [t("points-names-more", count=len(names) - NAMES_SHOWN)] if len(names) > NAMES_SHOWN else []
    return t.listing([*names[:NAMES_SHOWN], *more])


def heading(t: Translator, row: SpecialPoints, known: Mapping[int, Member]) -> str:
    """For whom, how many, and for which month; for mrkdwn."""
    name = name_of(t, known.get(row.member_id))
    return t("points-heading", name=name, points=points_text(t, row.points), month=month_text(t, row.month))


def buttons(*elements: ButtonElement) -> ActionsBlock:
    return ActionsBlock(elements=list(elements))


def field(
    t: Translator, name: str, element: InputInteractiveElement, *, optional: bool = False, has_hint: bool = False
) -> InputBlock:
    """An input with a label of its own, and a line below that says what belongs there."""
    label = PlainTextObject(text=cut(t(f"points-field-{name}"), LABEL))
    hint = PlainTextObject(text=cut(t(f"points-hint-{name}"), HINT)) if has_hint else None
    return InputBlock(block_id=name, label=label, element=element, optional=optional, hint=hint)
