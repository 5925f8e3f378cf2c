"""What is stored about a member in campaigns: for themselves, and how it is forgotten."""

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.campaigns.repository.personal import every_opened, every_place, remove_places

CAMPAIGN = ("name", "kind", "first_on", "last_on", "ended_on")


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind: what they were put into, and what they have opened."""
    return {
        "campaigns": [
            {**{name: getattr(row, name) for name in CAMPAIGN}, "joined_on": own.joined_on, "left_on": own.left_on}
            for own, row in await every_place(session, workspace_id, member_id)
        ],
        "campaigns_opened": [
            {name: getattr(row, name) for name in CAMPAIGN}
            for row in await every_opened(session, workspace_id, member_id)
        ],
    }


async def forget_campaigns(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Their places go; what they have opened is the others' too, and is looked after as when somebody leaves."""
    await remove_places(session, workspace_id, member_id)
