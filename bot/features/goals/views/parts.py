"""Pieces of which windows, messages and Home are made."""

from collections.abc import Mapping
from decimal import Decimal

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    InputBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement

from bot.features.feedback.views.parts import name_of
from bot.features.goals.models import CLOSED, PROPOSED, TITLE_LIMIT, Goal
from bot.features.goals.rules.numbers import amount
from bot.features.goals.service import Stand
from bot.features.people.models import Member
from bot.i18n.translator import Translator
from bot.slack.pieces import button
from bot.slack.text import cut, escape, quoted
from scoring.periods import Cadence, Period

TITLE = "goals-title"
LABEL, HINT = 200, 300


def goal_title(row: Goal) -> str:
    """For mrkdwn."""
    return quoted(row.title, limit=TITLE_LIMIT)


def period_text(t: Translator, period: Period) -> str:
    """Q4 2026, the second half of 2026: not escaped, for it needs none."""
    part = (period.start.month - 1) // period.cadence.months + 1
    key = "goals-period-quarter" if period.cadence is Cadence.QUARTER else "goals-period-half"
    return t(key, part=part, year=f"{period.start.year}")


def percent(t: Translator, value: float) -> str:
    return t.amount(value, "percent", decimals=0)


def standing_text(t: Translator, stand: Stand) -> str:
    """How far it is beside the plan, or why that is not to be said."""
    row = stand.row
    if row.state == PROPOSED:
        return t("goals-state-proposed")
    plan = percent(t, stand.plan)
    known = t("goals-no-value", plan=plan)
    if stand.progress is not None:
        known = t("goals-progress", progress=percent(t, stand.progress), plan=plan)
    if row.state == CLOSED and row.outcome:
        reached = percent(t, stand.progress) if stand.progress is not None else t("goals-unknown")
        return t("goals-closed", outcome=t(f"goals-outcome-{row.outcome}"), progress=reached)
    return known


def value_text(t: Translator, stand: Stand) -> str:
    """From where to where, and where it stands; for mrkdwn."""
    row = stand.row
    start, target = (goal_amount(t, row, each) for each in (row.start, row.target))
    if stand.too_few:
        return t("goals-way-too-few", start=start, target=target)
    if stand.value is None:
        return t("goals-way", start=start, target=target)
    if row.metric is not None and stand.on is not None:
        # Without the value: when one person corrects a figure, whole per cent tell nothing of by how much.
        return t("goals-way-until", start=start, target=target, month=t.month(stand.on))
    return t("goals-way-now", start=start, target=target, value=goal_amount(t, row, stand.value))


def goal_amount(t: Translator, row: Goal, value: Decimal) -> str:
    """For mrkdwn."""
    return escape(amount(t, value, row.unit, is_metric=row.metric is not None))


def line_block(t: Translator, stand: Stand, owners: Mapping[int, Member]) -> SectionBlock:
    """One goal in a list, with the way to it."""
    row = stand.row
    text = t(
        "goals-line",
        title=goal_title(row),
        standing=standing_text(t, stand),
        way=value_text(t, stand),
        owner=name_of(t, owners.get(row.owner_id)),
        due=t.day(row.due_on),
    )
    opening = button(t, "goals-open", f"goals.open_one:{row.key}", str(row.key))
    return SectionBlock(text=MarkdownTextObject(text=cut(text)), accessory=opening)


def buttons(*elements: ButtonElement) -> ActionsBlock:
    return ActionsBlock(elements=list(elements))


def field(
    t: Translator, name: str, element: InputInteractiveElement, *, optional: bool = False, has_hint: bool = False
) -> InputBlock:
    """An input with a label of its own, and a line below that says what belongs there."""
    label = PlainTextObject(text=cut(t(f"goals-field-{name}"), LABEL))
    hint = PlainTextObject(text=cut(t(f"goals-hint-{name}"), HINT)) if has_hint else None
    return InputBlock(block_id=name.replace("-", "_"), label=label, element=element, optional=optional, hint=hint)
