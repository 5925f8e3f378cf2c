"""SQL about whom to ask."""

from datetime import date

from sqlmodel import col, exists, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.models import Member
from bot.features.people.repository.prompts import is_in_team
from bot.features.reviews.models import ASKED, ReviewAssignment, ReviewCycle
from bot.features.reviews.rules.cycles import State


async def raters_outside(session: AsyncSession, workspace_id: int, *, on: date, first: date, last: date) -> set[int]:
    """Active members in no team, with something to rate in a cycle that is open on some of these days."""
    asked = (
        select(ReviewAssignment.id)
        .join(ReviewCycle, col(ReviewCycle.id) == col(ReviewAssignment.cycle_id))
        .where(
            col(ReviewAssignment.workspace_id) == workspace_id,
            col(ReviewAssignment.rater_id) == col(Member.id),
            col(ReviewAssignment.state) == ASKED,
            col(ReviewCycle.state) == State.OPEN.value,
            col(ReviewCycle.opens_on) <= last,
            col(ReviewCycle.closes_on) >= first,
        )
    )
    query = select(Member.id).where(
        col(Member.workspace_id) == workspace_id,
        col(Member.is_active),
        ~is_in_team(workspace_id, Member.id, on),
        exists(asked),
    )
    return {key for key in (await session.exec(query)).all() if key is not None}
