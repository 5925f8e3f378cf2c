"""SQL about members: their place, their locks, who is prompted."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, case, exists, func, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import SENT, Delivery
from bot.features.metrics.repository.statements import run
from bot.features.metrics.rules.keys import PROMPT
from bot.features.people.models import Member, Membership
from bot.features.schemes.models import Target
from bot.scheduling.models import WORKDAYS, Schedule

LAST_MINUTE = 24 * 60 - 1


class Context(NamedTuple):
    """A member as check-ins need to know them; `working_days` None before anybody keeps a prompt for them."""

    name: str
    team_id: int | None
    working_days: str | None
    has_prompt: bool


async def context_of(
    session: AsyncSession, workspace_id: int, member_id: int, *, prompt_key: str, locking: bool
) -> Context | None:
    """None for nobody and for people who left. `locking` locks the member FOR NO KEY UPDATE until the commit, so that
    whoever writes entries of a member does so alone; `has_prompt` tells whether that prompt is in Slack."""
    statement = _context_locked() if locking else _context()
    found = (await run(session, statement, {"w": workspace_id, "m": member_id, "key": prompt_key})).first()
    return Context(*found) if found else None


@cache
def _context() -> Select[Any]:
    team = select(col(Membership.team_id)).where(
        col(Membership.workspace_id) == bindparam("w"), col(Membership.member_id) == bindparam("m")
    )
    days = select(col(Schedule.working_days)).where(
        col(Schedule.workspace_id) == bindparam("w"),
        col(Schedule.kind) == PROMPT,
        col(Schedule.subject_id) == bindparam("m"),
    )
    prompt = exists().where(
        col(Delivery.workspace_id) == bindparam("w"),
        col(Delivery.unique_key) == bindparam("key"),
        col(Delivery.state) == SENT,
    )
    return select(col(Member.name), team.scalar_subquery(), days.scalar_subquery(), prompt).where(
        col(Member.workspace_id) == bindparam("w"), col(Member.id) == bindparam("m"), col(Member.is_active)
    )


@cache
def _context_locked() -> Select[Any]:
    return _context().with_for_update(key_share=True, of=Member)


async def lock_members(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> None:
    """FOR NO KEY UPDATE, in the order of their keys."""
    statement = (
        select(col(Member.id))
        .where(col(Member.workspace_id) == workspace_id, col(Member.id).in_(member_ids))
        .order_by(col(Member.id))
        .with_for_update(key_share=True)
    )
    await run(session, statement)


async def own_targets(
    session: AsyncSession, workspace_id: int, team_id: int, member_id: int
) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """The team's and the member's targets in one statement."""
    statement = select(col(Target.metric), col(Target.value), col(Target.team_id)).where(
        col(Target.workspace_id) == workspace_id,
        (col(Target.team_id) == team_id) | (col(Target.member_id) == member_id),
    )
    team: dict[str, Decimal] = {}
    own: dict[str, Decimal] = {}
    for metric, value, of_team in (await run(session, statement)).all():
        (own if of_team is None else team)[metric] = value
    return team, own


async def slack_users(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> dict[int, str]:
    """Of active members only."""
    statement = select(col(Member.id), col(Member.slack_user)).where(
        col(Member.workspace_id) == workspace_id, col(Member.id).in_(member_ids), col(Member.is_active)
    )
    return {row[0]: row[1] for row in (await run(session, statement)).all()}


async def prompt_sent_at(session: AsyncSession, workspace_id: int, key: str) -> datetime | None:
    statement = select(col(Delivery.sent_at)).where(
        col(Delivery.workspace_id) == workspace_id, col(Delivery.unique_key) == key, col(Delivery.state) == SENT
    )
    return (await run(session, statement)).scalars().first()


async def are_schedules_kept(
    session: AsyncSession, workspace_id: int, kind: str, *, default_minute: int, after: int, working_days: str
) -> bool:
    """Whether the schedules of a kind are exactly those of the active members with a team, each `after` minutes after
    their prompt minute and on the same day."""
    sum_of = func.coalesce(Member.prompt_minute, default_minute) + after
    minute = case((sum_of > LAST_MINUTE, LAST_MINUTE), else_=sum_of)
    members = (
        select(func.count())
        .select_from(Member)
        .join(Membership, col(Membership.member_id) == col(Member.id))
        .where(
            col(Member.workspace_id) == workspace_id,
            col(Membership.workspace_id) == workspace_id,
            col(Member.is_active),
        )
    )
    schedules = select(func.count()).where(col(Schedule.workspace_id) == workspace_id, col(Schedule.kind) == kind)
    fitting = members.join(Schedule, col(Schedule.subject_id) == col(Member.id)).where(
        col(Schedule.workspace_id) == workspace_id,
        col(Schedule.kind) == kind,
        col(Schedule.recurrence) == WORKDAYS,
        col(Schedule.minute) == minute,
        col(Schedule.zone) == col(Member.zone),
        col(Schedule.working_days) == working_days,
    )
    counts = select(members.scalar_subquery(), schedules.scalar_subquery(), fitting.scalar_subquery())
    return len(set((await run(session, counts)).one())) == 1
