"""Actions of retrospectives that are due soon, today, or late."""

from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.prompts.jobs.part import Asking, Part
from bot.features.prompts.views.prompts import Section
from bot.features.retrospectives import service as retrospectives
from bot.features.retrospectives.views.messages import due_blocks

NAME = "actions"


async def ask(session: AsyncSession, asking: Asking) -> Section | None:
    """What these days remind of was decided when they were planned."""
    section = await again(session, asking, "")
    return section if section.is_open else None


async def again(session: AsyncSession, asking: Asking, _about: str) -> Section:
    items = await retrospectives.told_actions(session, asking.who, asking.days, is_reminder=True)
    count = sum(each.action.is_open for each in items)
    blocks = due_blocks(asking.t, items, today=asking.who.day_of(asking.now))
    return Section(NAME, blocks, (asking.t("prompts-line-actions", count=count),), is_open=count > 0)


async def outside(session: AsyncSession, workspace_id: int, on: date) -> set[int]:
    return await retrospectives.owners_outside(session, workspace_id, on=on)


PART = Part(NAME, ask, again, outside)
