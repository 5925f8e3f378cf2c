"""What is stored about a member in talks: for themselves, and how it is forgotten."""

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.talks.repository import personal as repository

TALK = ("period", "state", "due_on", "meet_at", "is_agreed", "held_on")
PREPARATION = ("highlights", "topics", "written_at")
OUTCOME = ("revision", "summary", "held_on", "written_at")
ITEM = ("text", "due_on", "done_on", "is_current")
REPLY = ("kind", "text", "written_at")


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind: talks about their own cards, and what they wrote or took on in others'."""
    place = (session, workspace_id, member_id)
    return {
        "talks": [_told(each, TALK) for each in await repository.every_talk(*place)],
        "talk_preparations": [
            {"period": period, **_told(each, PREPARATION), "is_shared": each.shared_with is not None}
            for each, period in await repository.every_preparation(*place)
        ],
        "talk_outcomes": [
            {"period": period, **_told(each, OUTCOME), "is_author": each.author_id == member_id}
            for each, period in await repository.every_outcome(*place)
        ],
        "talk_items": [
            {"period": period, **_told(each, ITEM), "is_owner": each.owner_id == member_id}
            for each, period in await repository.every_item(*place)
        ],
        "talk_replies": [
            {"period": period, **_told(each, REPLY), "is_author": each.author_id == member_id}
            for each, period in await repository.every_reply(*place)
        ],
    }


async def forget_talks(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Talks about their cards go, with all that was prepared and noted. What they noted as a manager belongs to others'
    talks and stays, signed by their number; what they prepared for these goes."""
    await repository.remove_about(session, workspace_id, member_id)


def _told(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
