"""Promises prompts, and keeps what each reminds of."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.people.rules.prompts import PROMPT, prompt_key
from bot.features.people.service import Planned, Plans
from bot.features.retrospectives import service as retrospectives


async def plan(session: AsyncSession, plans: Plans, *, now: datetime) -> None:
    """One prompt for each. A day that has one already, because an earlier one was put off until then, gets no other."""
    days = {each.member_id: (each.on, each.habits) for each in plans.asked}
    if due := await retrospectives.due_on(session, plans.workspace_id, days):
        wanted = {prompt_key(each.owner_id, days[each.owner_id][0]): each.owner_id for each in due}
        there = {wanted[key] for key in await people.prompts_there(session, plans.workspace_id, wanted.keys())}
        await retrospectives.remind(session, [each for each in due if each.owner_id not in there], days)
    await people.promise_planned(session, plans, kind=PROMPT, key_of=prompt_key, now=now)


async def plan_put_off(session: AsyncSession, workspace_id: int, planned: Planned) -> None:
    """What a prompt that has been put off until another day reminds of then."""
    days = {planned.member_id: (planned.on, planned.habits)}
    await retrospectives.remind(session, await retrospectives.due_on(session, workspace_id, days), days)
