"""SQL of what is stored about one member, and of what is not kept for ever."""

from datetime import date

from sqlalchemy import and_, delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.pruning import Aged
from bot.features.goals.models import Goal, GoalUpdate


async def every_goal(session: AsyncSession, workspace_id: int, member_id: int) -> list[Goal]:
    """Their own, and those of teams that they own or have proposed; the earliest first."""
    theirs = (col(each) == member_id for each in (Goal.member_id, Goal.owner_id, Goal.proposed_by))
    query = select(Goal).where(Goal.workspace_id == workspace_id, or_(*theirs))
    return list((await session.exec(query.order_by(col(Goal.id)))).all())


async def every_update(session: AsyncSession, workspace_id: int, member_id: int) -> list[tuple[GoalUpdate, Goal]]:
    """Written by the member, or about their own goals; the earliest first."""
    query = (
        select(GoalUpdate, Goal)
        .join(Goal, col(Goal.id) == col(GoalUpdate.goal_id))
        .where(
            GoalUpdate.workspace_id == workspace_id,
            or_(col(GoalUpdate.author_id) == member_id, col(Goal.member_id) == member_id),
        )
    )
    return [(row, goal) for row, goal in (await session.exec(query.order_by(col(GoalUpdate.id)))).all()]


async def remove_own(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Goals of their own with all that was said of them; of the team's only the words that they wrote."""
    as_it_is = {"synchronize_session": False}
    own = select(Goal.id).where(Goal.workspace_id == workspace_id, Goal.member_id == member_id)
    ours = col(GoalUpdate.workspace_id) == workspace_id
    await session.exec(delete(GoalUpdate).where(ours, col(GoalUpdate.goal_id).in_(own)), execution_options=as_it_is)
    theirs = col(Goal.workspace_id) == workspace_id, col(Goal.member_id) == member_id
    await session.exec(delete(Goal).where(*theirs), execution_options=as_it_is)
    said = update(GoalUpdate).where(ours, col(GoalUpdate.author_id) == member_id).values(word="")
    await session.exec(said, execution_options=as_it_is)
    closed = col(Goal.workspace_id) == workspace_id, col(Goal.closed_by) == member_id
    await session.exec(update(Goal).where(*closed).values(reason=""), execution_options=as_it_is)


def old_goals(workspace_id: int, before: date) -> tuple[Aged, ...]:
    """Of periods that ended before that day, with all that was said of them."""
    is_old = and_(col(Goal.workspace_id) == workspace_id, col(Goal.ends_on) < before)
    said = and_(
        col(GoalUpdate.workspace_id) == workspace_id, col(GoalUpdate.goal_id).in_(select(Goal.id).where(is_old))
    )
    return Aged(GoalUpdate, said), Aged(Goal, is_old)
