"""What talks agreed on, on the day until which somebody wanted to do or learn it; once."""

from collections.abc import Sequence
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.prompts.jobs.part import Asking, Part
from bot.features.prompts.views.prompts import Section
from bot.features.talks import service as talks
from bot.features.talks.service import OwnItem
from bot.features.talks.views.messages import items_blocks

NAME = "talks"
BETWEEN = "-"
"""Keys of items, as the part is named in its prompt: `talks:12-15`."""


async def ask(session: AsyncSession, asking: Asking) -> Section | None:
    """A prompt that is taken up again asks again."""
    put_off = asking.put_off.key if asking.put_off else None
    earlier = [each for each in asking.prompts.known if each.is_out and each.on < asking.on and each.key != put_off]
    asked = {key for each in earlier for part in each.parts for key in _keys(part)}
    items = await talks.items_due(session, asking.who, asking.on, asked=asked)
    return _section(asking, _name(items), items) if items else None


async def again(session: AsyncSession, asking: Asking, about: str) -> Section:
    name = f"{NAME}:{about}"
    return _section(asking, name, await talks.items_named(session, asking.who, _keys(name)))


async def outside(session: AsyncSession, workspace_id: int, on: date) -> set[int]:
    return await talks.owners_outside(session, workspace_id, on=on)


def _section(asking: Asking, name: str, items: Sequence[OwnItem]) -> Section:
    count = sum(each.item.done_on is None for each in items)
    blocks = items_blocks(asking.t, items, today=asking.who.day_of(asking.now))
    return Section(name, blocks, (asking.t("prompts-line-talks", count=count),), is_open=count > 0)


def _name(items: Sequence[OwnItem]) -> str:
    return f"{NAME}:{BETWEEN.join(str(each.item.key) for each in items)}"


def _keys(part: str) -> list[int]:
    name, _, about = part.partition(":")
    return [int(each) for each in about.split(BETWEEN) if each.isdecimal()] if name == NAME else []


PART = Part(NAME, ask, again, outside)
