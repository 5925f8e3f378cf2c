"""SQL of a manager's own people."""

from datetime import date

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.models import Member, Membership, Reporting
from bot.features.people.repository.timelines import holds_on
from bot.features.people.rules.visibility import Sight


async def reports_with_team(session: AsyncSession, manager: Sight, *, on: date) -> list[tuple[Member, int]]:
    """Active members in a team whose direct manager somebody is on that day, with the team's key, by name."""
    query = (
        select(Member, Membership.team_id)
        .join(Reporting, col(Reporting.member_id) == col(Member.id))
        .join(Membership, col(Membership.member_id) == col(Member.id))
        .where(
            Member.workspace_id == manager.workspace_id,
            col(Member.is_active),
            Reporting.workspace_id == manager.workspace_id,
            Reporting.manager_id == manager.member_id,
            holds_on(Reporting, on),
            Membership.workspace_id == manager.workspace_id,
            holds_on(Membership, on),
        )
    )
    return [(member, team) for member, team in (await session.exec(query.order_by(Member.name, col(Member.id)))).all()]
