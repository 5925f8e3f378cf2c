"""Goals of which nobody has said for two weeks how far they are; once in two weeks."""

from collections.abc import Sequence
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.goals import service as goals
from bot.features.goals.service import SILENCE, Asked
from bot.features.goals.views.asking import asking_blocks
from bot.features.prompts.jobs.part import Asking, Part
from bot.features.prompts.views.prompts import Section

NAME = "goals"
BETWEEN = "-"
"""Keys of goals, as the part is named in its prompt: `goals:12-15`."""


async def ask(session: AsyncSession, asking: Asking) -> Section | None:
    """A prompt that is taken up again asks again."""
    put_off = asking.put_off.key if asking.put_off else None
    lately = [
        each
        for each in asking.prompts.known
        if each.is_out and asking.on - SILENCE < each.on < asking.on and each.key != put_off
    ]
    asked = {key for each in lately for part in each.parts for key in _keys(part)}
    found = await goals.stale_of(session, asking.who, asking.on, asked=asked)
    return _section(asking, _name(found), found) if found else None


async def again(session: AsyncSession, asking: Asking, about: str) -> Section | None:
    """Nothing of what is closed by now."""
    name = f"{NAME}:{about}"
    found = await goals.asked_again(session, asking.who, _keys(name), on=asking.on)
    return _section(asking, name, found) if found else None


async def outside(session: AsyncSession, workspace_id: int, on: date) -> set[int]:
    return await goals.owners_outside(session, workspace_id, on=on)


def _section(asking: Asking, name: str, found: Sequence[Asked]) -> Section:
    count = sum(each.is_open for each in found)
    blocks = asking_blocks(asking.t, found)
    return Section(name, blocks, (asking.t("prompts-line-goals", count=count),), is_open=count > 0)


def _name(found: Sequence[Asked]) -> str:
    return f"{NAME}:{BETWEEN.join(str(each.stand.row.key) for each in found)}"


def _keys(part: str) -> list[int]:
    name, _, about = part.partition(":")
    return [int(each) for each in about.split(BETWEEN) if each.isdecimal()] if name == NAME else []


PART = Part(NAME, ask, again, outside)
