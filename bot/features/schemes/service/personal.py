"""A member's own targets: for themselves, and how they are forgotten."""

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.schemes import repository


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind."""
    targets = await repository.targets_of_member(session, workspace_id, member_id)
    return {"targets": [{"metric": metric, "value": value} for metric, value in sorted(targets.items())]}


async def forget_targets(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    await repository.remove_targets_of_member(session, workspace_id, member_id)
