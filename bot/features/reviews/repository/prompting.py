"""SQL about whom to ask, and when they were asked: counts and keys of messages, nothing of what was said."""

from collections.abc import Collection
from datetime import date

from sqlmodel import col, exists, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.db.listed import as_ids, is_listed
from bot.delivery.models import DEAD, DROPPED, POST, SENT, Delivery
from bot.features.people.models import Member
from bot.features.reviews.models import ASKED, ReviewAssignment, ReviewCycle
from bot.features.reviews.rules.cycles import State
from bot.scheduling.models import Schedule


async def raters_to_ask(
    session: AsyncSession, workspace_id: int, *, first: date, last: date, among: Collection[int] | None = None
) -> dict[int, Member]:
    """Active members with something to rate in a cycle that is open on some of these days."""
    query = _waiting(workspace_id, first, last)
    if among is None:
        return {member.key: member for member in (await session.exec(query)).all()}
    listed = query.where(is_listed(session.get_bind().dialect.name, col(Member.id)))
    return {member.key: member for member in (await session.exec(listed, params=as_ids(among))).all()}


async def are_schedules_kept(session: AsyncSession, workspace_id: int, kind: str, *, first: date, last: date) -> bool:
    """Whether everybody who is to be asked has a schedule in their zone, and nobody has one when nobody is."""
    waiting = _waiting(workspace_id, first, last)
    of_kind = (col(Schedule.workspace_id) == workspace_id, col(Schedule.kind) == kind)
    own = select(Schedule.id).where(
        *of_kind, col(Schedule.subject_id) == col(Member.id), col(Schedule.zone) == col(Member.zone)
    )
    if (await session.exec(waiting.where(~exists(own)).limit(1))).first() is not None:
        return False
    if (await session.exec(waiting.limit(1))).first() is not None:
        return True
    return (await session.exec(select(Schedule.id).where(*of_kind).limit(1))).first() is None


async def days_asked(session: AsyncSession, workspace_id: int, keys: Collection[str]) -> int:
    """How many of these prompts have been sent."""
    query = select(func.count()).where(
        col(Delivery.workspace_id) == workspace_id, col(Delivery.unique_key).in_(keys), col(Delivery.state) == SENT
    )
    return (await session.exec(query)).one()


async def newest_prompt(session: AsyncSession, workspace_id: int, keys: str, *, is_sent: bool) -> str | None:
    """The key of the newest whose key begins with `keys`: of those that were sent, or of all that may yet be."""
    state = col(Delivery.state)
    query = select(Delivery.unique_key).where(
        col(Delivery.workspace_id) == workspace_id,
        col(Delivery.unique_key).startswith(keys, autoescape=True),
        col(Delivery.operation) == POST,
        state == SENT if is_sent else state.not_in((DROPPED, DEAD)),
    )
    return (await session.exec(query.order_by(col(Delivery.due_at).desc(), col(Delivery.id).desc()).limit(1))).first()


def _waiting(workspace_id: int, first: date, last: date) -> SelectOfScalar[Member]:
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
    return select(Member).where(col(Member.workspace_id) == workspace_id, col(Member.is_active), exists(asked))
