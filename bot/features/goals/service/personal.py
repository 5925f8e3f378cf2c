"""What is stored about a member in goals: for themselves, and how it is forgotten."""

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.goals.repository import personal as repository

GOAL = ("why", "unit", "start", "target", "due_on", "weight", "state", "outcome", "reason")
UPDATE = ("on", "value", "word", "is_correction", "written_at")


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind: goals that are theirs, or that they own or have proposed, and what was said of their own or by them."""
    place = (session, workspace_id, member_id)
    return {
        "goals": [
            {
                "for_period": each.period,
                "goal_title": each.title,
                **_told(each, GOAL),
                "is_own": each.member_id == member_id,
            }
            for each in await repository.every_goal(*place)
        ],
        "goal_updates": [
            {"goal_title": goal.title, **_told(each, UPDATE), "is_author": each.author_id == member_id}
            for each, goal in await repository.every_update(*place)
        ],
    }


async def forget_goals(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Their own go. Those of teams are the others' too and stay with their numbers, which cards were made from, without
    the words that they wrote of how these went."""
    await repository.remove_own(session, workspace_id, member_id)


def _told(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
