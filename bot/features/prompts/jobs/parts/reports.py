"""The own report of a month, and the direct reports to be rated."""

from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.appraisals import service as appraisals
from bot.features.appraisals.service import Todo
from bot.features.appraisals.views.messages import done_blocks, due_blocks
from bot.features.prompts.jobs.part import Asking, Part
from bot.features.prompts.views.prompts import Section
from bot.i18n.translator import Translator

NAME = "reports"


async def ask(session: AsyncSession, asking: Asking) -> Section | None:
    found = await appraisals.open_round(session, asking.who, now=asking.now)
    if found is None:
        return None
    name = f"{NAME}:{found.key}"
    times = len(asking.asked(name))
    if not asking.is_put_off(name) and not appraisals.is_asked_on(found, asking.habits, asking.on, times=times):
        return None
    todo = await appraisals.todo_of(session, asking.who, now=asking.now)
    return None if todo.is_done else _open(asking.t, name, todo)


async def again(session: AsyncSession, asking: Asking, about: str) -> Section:
    todo, name = await appraisals.todo_of(session, asking.who, now=asking.now), f"{NAME}:{about}"
    found = todo.round if todo.round and str(todo.round.key) == about else None
    if found and not todo.is_done:
        return _open(asking.t, name, todo)
    return Section(name, done_blocks(asking.t, found), (), is_open=False)


async def outside(session: AsyncSession, workspace_id: int, on: date) -> set[int]:
    return await appraisals.reporters_outside(session, workspace_id, on=on)


def _open(t: Translator, name: str, todo: Todo) -> Section:
    lines: tuple[str, ...] = (t("prompts-line-report"),) if todo.report_is_open else ()
    if todo.unrated:
        lines += (t("prompts-line-appraisals", count=len(todo.unrated)),)
    return Section(name, due_blocks(t, todo), lines)


PART = Part(NAME, ask, again, outside)
