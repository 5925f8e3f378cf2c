"""The day's figures, and those of days whose prompt was put off."""

from slack_sdk.models.blocks import Block
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.metrics import service as metrics
from bot.features.metrics.views.prompts import done_blocks, due_blocks
from bot.features.prompts.jobs.part import Asking, Part
from bot.features.prompts.views.prompts import Section

NAME = "figures"


async def ask(session: AsyncSession, asking: Asking) -> Section | None:
    """What nobody has told yet."""
    due = [found for day in asking.days if (found := await metrics.due_of(session, asking.who, day))]
    blocks = [block for each in due for block in due_blocks(asking.t, each)]
    return _section(asking, blocks, sum(len(each.lines) for each in due)) if due else None


async def again(session: AsyncSession, asking: Asking, _about: str) -> Section | None:
    """What has been told, and what is left."""
    blocks: list[Block] = []
    count = 0
    for day in asking.days:
        if done := await metrics.done_of(session, asking.who, day, now=asking.now):
            blocks += done_blocks(asking.t, done)
            count += len(done.due)
        elif due := await metrics.due_of(session, asking.who, day):
            blocks += due_blocks(asking.t, due)
            count += len(due.lines)
    return _section(asking, blocks, count) if blocks else None


def _section(asking: Asking, blocks: list[Block], count: int) -> Section:
    return Section(NAME, blocks, (asking.t("prompts-line-figures", count=count),), is_open=count > 0)


PART = Part(NAME, ask, again)
