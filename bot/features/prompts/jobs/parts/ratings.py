"""Colleagues to be rated, of all open cycles together."""

from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.features.prompts.jobs.part import Asking, Part
from bot.features.prompts.views.prompts import Section
from bot.features.reviews import service as reviews
from bot.features.reviews.views.prompts import done_blocks, due_blocks

NAME = "ratings"


async def ask(session: AsyncSession, asking: Asking) -> Section | None:
    wanted = reviews.Asking(asking.on, asking.at, asking.habits, asking.asked(NAME), asking.is_put_off(NAME))
    due = await reviews.due_on(session, asking.who, wanted, now=asking.now, settings=settings_of(session))
    return Section(NAME, due_blocks(asking.t, due), _lines(asking, due.people)) if due else None


async def again(session: AsyncSession, asking: Asking, _about: str) -> Section:
    due = await reviews.due_now(session, asking.who, now=asking.now, settings=settings_of(session))
    count = due.people if due else 0
    return Section(NAME, done_blocks(asking.t, due), _lines(asking, count), is_open=count > 0)


async def outside(session: AsyncSession, workspace_id: int, on: date) -> set[int]:
    return await reviews.raters_outside(session, workspace_id, on=on)


def _lines(asking: Asking, count: int) -> tuple[str, ...]:
    return (asking.t("prompts-line-ratings", count=count),)


PART = Part(NAME, ask, again, outside)
