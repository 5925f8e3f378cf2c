"""What is stored about a member in steps of workflows: for themselves, and how it is forgotten."""

from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.workflows import repository, rules
from bot.features.workflows.models import RATING
from bot.features.workflows.service.ending import promise_end


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind. Of what asks somebody else to rate them nothing: who rates them is not told."""
    rows = await repository.every_step(session, workspace_id, member_id)
    mine = [each for each in rows if each.member_id == member_id]
    told = ("kind", "on", "reason", "started_at", "expires_at")
    return {"workflow_steps": [{name: getattr(each, name) for name in told} for each in mine]}


async def forget_steps(session: AsyncSession, workspace_id: int, member_id: int, *, now: datetime) -> None:
    """What asks them, and what asks others about them, ends and goes."""
    rows = await repository.every_step(session, workspace_id, member_id)
    for each in rows:
        if each.kind != RATING:
            await promise_end(session, workspace_id, each.execution, {"error": rules.GONE}, now=now)
    await repository.remove_steps(session, workspace_id, [each.key for each in rows])
