"""Everything that a member has written, got and asked for: for themselves, and how it is forgotten."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.pruning import Aged
from bot.features.feedback.models import Feedback, FeedbackRequest
from bot.features.feedback.repository import personal as repository
from bot.features.people import service as people

FEEDBACK = ("given_at", "kind", "dimension", "channel", "text", "ended_at")
REQUEST = ("asked_at", "question", "state", "reason", "closed_at")


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind, with the names of those who wrote it or got it: all of it is by name."""
    told = await repository.every_feedback(session, workspace_id, member_id)
    asked = await repository.every_request(session, workspace_id, member_id)
    others = {each for row in told for each in (row.giver_id, row.receiver_id, row.shared_with) if each}
    others |= {each for row in asked for each in (row.asker_id, row.asked_id)}
    names = {key: each.name for key, each in (await people.members_by_id(session, workspace_id, others)).items()}
    return {
        "feedback_received": [_received(each, names) for each in told if each.receiver_id == member_id],
        "feedback_given": [_given(each, names) for each in told if each.giver_id == member_id],
        "feedback_asked_for": [_asked(each, names, each.asked_id) for each in asked if each.asker_id == member_id],
        "feedback_asked_of": [_asked(each, names, each.asker_id) for each in asked if each.asked_id == member_id],
    }


async def forget_feedback(session: AsyncSession, workspace_id: int, member_id: int, *, now: datetime) -> None:
    """What they got goes; what they wrote to others is taken back; what was asked, by them or of them, goes."""
    await repository.remove_received(session, workspace_id, member_id)
    await repository.remove_requests(session, workspace_id, member_id)
    await repository.end_given(session, workspace_id, member_id, now)
    await repository.stop_sharing_with(session, workspace_id, member_id)


def old_feedback(workspace_id: int, before: date, zone: ZoneInfo) -> tuple[Aged, ...]:
    """Of days before one, where the workspace is."""
    return repository.old_feedback(workspace_id, datetime.combine(before, time(), zone))


def _received(row: Feedback, names: Mapping[int, str]) -> dict[str, Any]:
    shared = names.get(row.shared_with) if row.shared_with else None
    return {**_cells(row, FEEDBACK), "by": names.get(row.giver_id), "shared_with": shared}


def _given(row: Feedback, names: Mapping[int, str]) -> dict[str, Any]:
    return {**_cells(row, FEEDBACK), "to": names.get(row.receiver_id)}


def _asked(row: FeedbackRequest, names: Mapping[int, str], other: int) -> dict[str, Any]:
    return {**_cells(row, REQUEST), "colleague": names.get(other)}


def _cells(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
