"""What nobody asks for: the day's prompt, one reminder of figures, and what takes the prompt's place."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Renderer
from bot.features.people import service as people
from bot.features.people.rules.prompts import FRESH, NUDGE, PROMPT, nudge_key
from bot.features.prompts import service
from bot.features.prompts.jobs.parts import PARTS
from bot.features.prompts.jobs.rendering import render_fresh, render_nothing, render_nudge, render_prompt
from bot.features.prompts.service import PromptSettings
from bot.scheduling.service import Fired, Handler


async def keep_prompts(session: AsyncSession, workspace_id: int, settings: PromptSettings, *, now: datetime) -> None:
    """A prompt and a reminder for everybody in a team, and for whoever is in none and has something to answer, or
    people who report to them."""
    on = now.date()
    outside = await people.managers_outside(session, workspace_id, on)
    for part in PARTS:
        outside |= await part.outside(session, workspace_id, on)
    await service.keep_schedules(session, workspace_id, settings, outside=outside, now=now)


async def plan_prompts(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Promise each member's prompt of the day; what it asks for is found out when it is sent."""
    for planned in await people.plans_of(session, fired, now=now):
        await service.plan(session, planned, now=now)


async def plan_nudges(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Promise each member's reminder of the day; it decides itself whether it is needed."""
    for planned in await people.plans_of(session, fired, now=now):
        await people.promise_planned(session, planned, kind=NUDGE, key_of=nudge_key, now=now)


EARLIER: Mapping[str, Renderer] = {
    "metrics.prompt": render_prompt,
    "metrics.nudge": render_nudge,
    "metrics.snoozed": render_prompt,
    "reviews.prompt": render_nothing,
    "reviews.done": render_nothing,
    "reviews.name_raters": render_nothing,
    "reviews.approve_names": render_nothing,
    "appraisals.prompt": render_nothing,
    "appraisals.done": render_nothing,
    "retrospectives.due": render_nothing,
}
"""Of what earlier versions have promised: what they had messages of their own for is in the day's prompt."""
RENDERERS: Mapping[str, Renderer] = {PROMPT: render_prompt, NUDGE: render_nudge, FRESH: render_fresh, **EARLIER}
HANDLERS: Mapping[str, Handler] = {PROMPT: plan_prompts, NUDGE: plan_nudges}
