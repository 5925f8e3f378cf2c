"""Pieces of which windows and messages are made."""

from datetime import date

from slack_sdk.models.blocks import InputBlock, PlainTextObject
from slack_sdk.models.blocks.block_elements import InputInteractiveElement

from bot.features.campaigns.models import NAME_LIMIT, Campaign
from bot.features.campaigns.service import Line
from bot.features.feedback.views.parts import name_of
from bot.features.people.models import Member
from bot.i18n.translator import Translator
from bot.slack.text import cut, quoted

TITLE = "campaigns-title"
LABEL = 200


def campaign_name(row: Campaign) -> str:
    """For mrkdwn."""
    return quoted(row.name, limit=NAME_LIMIT)


def keeper_name(t: Translator, keeper: Member | None) -> str:
    """For mrkdwn; HR looks after what is nobody's."""
    return name_of(t, keeper) if keeper else t("campaigns-keeper-hr")


def headline(t: Translator, line: Line, today: date) -> str:
    """Name, kind, who looks after it, how many, from when or until when."""
    return t(
        "campaigns-line",
        name=campaign_name(line.row),
        kind=t(f"campaigns-kind-{line.row.kind}"),
        keeper=keeper_name(t, line.keeper),
        count=line.members,
        when=when(t, line.row, today),
    )


def when(t: Translator, row: Campaign, today: date) -> str:
    first = t.full_day(row.first_on)
    if row.is_over(today):
        return t("campaigns-when-over", day=t.full_day(row.ends_on or today))
    if row.last_on is None:
        return t("campaigns-when-since" if row.first_on <= today else "campaigns-when-from", day=first)
    return t("campaigns-when-between", first=first, last=t.full_day(row.last_on))


def field(t: Translator, name: str, element: InputInteractiveElement, *, optional: bool = False) -> InputBlock:
    """An input with a label of its own."""
    label = PlainTextObject(text=cut(t(f"campaigns-field-{name}"), LABEL))
    return InputBlock(block_id=name.replace("-", "_"), label=label, element=element, optional=optional)
