"""A member's own targets: for themselves, and how they are forgotten."""

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.schemes import repository


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind."""
    targets = await repository.every_target(session, workspace_id, member_id)
    return {"targets": [{"metric": each.metric, "value": each.value, "since": each.since} for each in targets]}


async def forget_targets(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    await repository.remove_targets_of_member(session, workspace_id, member_id)
