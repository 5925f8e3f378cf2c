"""The day's figures, and those of days whose prompt was put off."""

from collections.abc import Collection, Sequence
from datetime import date

from slack_sdk.models.blocks import Block
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.metrics import service as metrics
from bot.features.metrics.views.prompts import done_blocks, due_blocks
from bot.features.prompts.jobs.part import Asking, Part
from bot.features.prompts.views.prompts import Section

NAME = "figures"
MOST_IN_FULL, IN_FULL_OF_MORE = 3, 2
"""Days: of eight, which is the most, a message with all other parts has room for two in full, six in brief."""


async def ask(session: AsyncSession, asking: Asking) -> Section | None:
    """What nobody has told yet."""
    due = [found for day in asking.days if (found := await metrics.due_of(session, asking.who, day))]
    return _section(asking, due) if due else None


async def again(session: AsyncSession, asking: Asking, _about: str) -> Section | None:
    """What has been told, and what is left."""
    found: list[metrics.Due | metrics.Done] = []
    for day in asking.days:
        if done := await metrics.done_of(session, asking.who, day, now=asking.now):
            found.append(done)
        elif due := await metrics.due_of(session, asking.who, day):
            found.append(due)
    return _section(asking, found) if found else None


def _section(asking: Asking, found: Sequence[metrics.Due | metrics.Done]) -> Section:
    t, in_full, blocks, count = asking.t, _in_full([each.on for each in found]), list[Block](), 0
    for each in found:
        is_brief = each.on not in in_full
        if isinstance(each, metrics.Done):
            blocks += done_blocks(t, each, is_brief=is_brief)
            count += len(each.due)
        else:
            blocks += due_blocks(t, each, is_brief=is_brief)
            count += len(each.lines)
    return Section(NAME, blocks, (t("prompts-line-figures", count=count),), is_open=count > 0)


def _in_full(days: Sequence[date]) -> Collection[date]:
    return days if len(days) <= MOST_IN_FULL else days[-IN_FULL_OF_MORE:]


PART = Part(NAME, ask, again)
