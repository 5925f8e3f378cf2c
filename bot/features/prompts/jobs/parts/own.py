"""What is due of somebody's own, or of people whom they lead, and nobody else's business: a prompt says that there is
something, and no more."""

from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement import service as improvement
from bot.features.improvement.service import Due
from bot.features.improvement.views.progress import due_blocks
from bot.features.prompts.jobs.part import Asking, Part
from bot.features.prompts.views.prompts import Section

NAME = "own"


async def ask(session: AsyncSession, asking: Asking) -> Section | None:
    section = _section(asking, await _due(session, asking))
    return section if section.is_open else None


async def again(session: AsyncSession, asking: Asking, _about: str) -> Section:
    return _section(asking, await _due(session, asking))


async def outside(session: AsyncSession, workspace_id: int, _on: date) -> set[int]:
    return await improvement.people_outside(session, workspace_id)


async def _due(session: AsyncSession, asking: Asking) -> list[Due]:
    """Of the day, and of the one whose prompt was put off until then."""
    found = []
    for on in _days(asking):
        asked = [day for day in asking.asked(NAME) if day < on]
        found += await improvement.due_of(session, asking.who, on, asked=asked, now=asking.now)
    return found


def _days(asking: Asking) -> set[date]:
    prompts = asking.prompts
    shown = next((each for each in reversed(prompts.known) if each.on == asking.on and each.is_out), None)
    taken_up = asking.put_off or (prompts.named(shown.put_off) if shown else None)
    return {asking.on, *([taken_up.on] if taken_up and NAME in taken_up.parts else [])}


def _section(asking: Asking, found: list[Due]) -> Section:
    is_open = any(each.item.is_open for each in found)
    return Section(NAME, due_blocks(asking.t, is_open=is_open), (asking.t("prompts-line-own"),), is_open=is_open)


PART = Part(NAME, ask, again, outside)
