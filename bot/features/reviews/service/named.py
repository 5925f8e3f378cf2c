"""Whom a member has named as raters: for themselves, and how it is forgotten."""

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.reviews import repository


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """Names that the member gave, or their manager for them; who has named the member is not theirs to know."""
    found = []
    for cycle in await repository.unreleased_cycles(session, workspace_id):
        rows = await repository.nominations(session, workspace_id, cycle.key, [member_id])
        members = await people.members_by_id(session, workspace_id, [row.rater_id for row in rows]) if rows else {}
        found += [
            {"month": cycle.month, "rater": members[row.rater_id].name, "approved": row.is_approved} for row in rows
        ]
    return {"named_raters": found}


async def forget_names(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Whom they named, and that others named them."""
    await repository.remove_nominations_of(session, workspace_id, member_id)
