"""What is stored about a member in special points: for themselves, and how it is forgotten."""

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.points.repository import personal as repository

POINTS = ("points", "reason", "state", "proposed_at")
AGREEMENT = ("party", "agreed_at")


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind: points they got or proposed, and agreements they gave."""
    place = (session, workspace_id, member_id)
    return {
        "special_points": [
            {"for_month": each.month, **_told(each, POINTS), "is_own": each.member_id == member_id}
            for each in await repository.every_points(*place)
        ],
        "points_agreements": [_told(each, AGREEMENT) for each in await repository.every_agreement(*place)],
    }


async def forget_points(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """What was about them goes. What they proposed for others, or agreed to, is on those others' cards and stays."""
    await repository.remove_about(session, workspace_id, member_id)


def _told(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
