"""SQL about members: their place, their locks, who is prompted."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Date, ScalarSelect, Select, bindparam, exists, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.prepared import Prepared
from bot.delivery.models import SENT, Delivery
from bot.features.metrics.repository.statements import run
from bot.features.people.models import Member, Membership
from bot.features.people.rules.prompts import PROMPT
from bot.features.schemes.models import Assignment, SchemeVersion, Target
from bot.scheduling.models import Schedule


class Assigned(NamedTuple):
    """A team's rules: one version of a scheme and the dimensions in use."""

    version_id: int
    hash: str
    groups: tuple[str, ...]


class Context(NamedTuple):
    """A member as check-ins need to know them; `elsewhere_until` is the last day in a team before this one, None for a
    first team; `working_days` None before anybody keeps a prompt for them, `rules` None for a team without a scheme.
    Targets by metric: the team's, and the member's own. Rules and targets are the same on every day from `since` on
    until the one that was asked for."""

    name: str
    team_id: int | None
    elsewhere_until: date | None
    working_days: str | None
    has_prompt: bool
    rules: Assigned | None
    team_targets: dict[str, Decimal]
    own_targets: dict[str, Decimal]
    since: date


async def context_of(
    session: AsyncSession, workspace_id: int, member_id: int, *, on: date, today: date, prompt_key: str, locking: bool
) -> Context | None:
    """With the team of the day `on`, else with the next that began by `today`, and what holds in it on the day `on`.
    None for nobody and for people who left. `locking` locks the member FOR NO KEY UPDATE until the commit, so that
    whoever writes entries of a member does so alone; `has_prompt` tells whether that prompt is in Slack."""
    prepared = _CONTEXT_LOCKED if locking else _CONTEXT
    values = {"w": workspace_id, "m": member_id, "on": on, "today": today, "key": prompt_key}
    found = await prepared.rows(session, values)
    if not found:
        return None
    name, team_id, elsewhere_until, working_days, has_prompt, version_id, hash_, groups, since = found[0][:9]
    team: dict[str, Decimal] = {}
    own: dict[str, Decimal] = {}
    for metric, value, is_own, began in (row[9:] for row in found if row[9] is not None):
        since = max(since or began, began)
        if value is not None:
            (own if is_own else team)[metric] = value
    rules = None if version_id is None else Assigned(version_id, hash_, tuple(groups))
    place = (name, team_id, elsewhere_until, working_days, bool(has_prompt), rules)
    return Context(*place, team, own, since or date.min)


def _context(_dialect: str) -> Select[Any]:
    """One row for each target, one in all without any; several statements would take several times as long."""
    w: BindParameter[int] = bindparam("w")
    m: BindParameter[int] = bindparam("m")
    days = select(col(Schedule.working_days)).where(
        col(Schedule.workspace_id) == w, col(Schedule.kind) == PROMPT, col(Schedule.subject_id) == m
    )
    prompt = exists().where(
        col(Delivery.workspace_id) == w,
        col(Delivery.unique_key) == bindparam("key"),
        col(Delivery.state) == SENT,
    )
    team_id, is_own = col(Membership.team_id), col(Target.member_id).is_not(None)
    whose = (col(Target.member_id) == m) | (col(Target.team_id) == team_id)
    holds = (col(Target.workspace_id) == w) & whose & _is_of_the_day(w)
    columns: list[Any] = [
        *(col(Member.name), team_id, _elsewhere_until(w, m), days.scalar_subquery(), prompt),
        *(col(Assignment.scheme_version_id), col(SchemeVersion.hash), col(Assignment.groups)),
        col(Assignment.since),
        *(col(Target.metric), col(Target.value), is_own, col(Target.since)),
    ]
    return (
        select(*columns)
        .select_from(Member)
        .outerjoin(Membership, col(Membership.id) == _membership_of_the_day(w, m))
        .outerjoin(Assignment, col(Assignment.id) == _assignment_of_the_day(w))
        .outerjoin(SchemeVersion, col(SchemeVersion.id) == col(Assignment.scheme_version_id))
        .outerjoin(Target, holds)
        .where(col(Member.workspace_id) == w, col(Member.id) == m, col(Member.is_active))
    )


def _membership_of_the_day(w: BindParameter[int], m: BindParameter[int]) -> ScalarSelect[Any]:
    """Who comes into a first team later is scored with it."""
    on, today = bindparam("on", type_=Date()), bindparam("today", type_=Date())
    return (
        select(col(Membership.id))
        .where(col(Membership.workspace_id) == w, col(Membership.member_id) == m)
        .where(col(Membership.last_on).is_(None) | (col(Membership.last_on) >= on), col(Membership.first_on) <= today)
        .order_by(col(Membership.first_on))
        .limit(1)
        .scalar_subquery()
    )


def _assignment_of_the_day(w: BindParameter[int]) -> ScalarSelect[Any]:
    """Whoever comes into a team later goes by what held in it on the day."""
    return (
        select(col(Assignment.id))
        .where(col(Assignment.workspace_id) == w, col(Assignment.team_id) == col(Membership.team_id))
        .where(col(Assignment.since) <= bindparam("on", type_=Date()))
        .order_by(col(Assignment.since).desc())
        .limit(1)
        .correlate(Membership)
        .scalar_subquery()
    )


def _is_of_the_day(w: BindParameter[int]) -> ColumnElement[bool]:
    """Whether a target is the newest of its metric and owner."""
    on, later = bindparam("on", type_=Date()), aliased(Target)
    same = (col(later.member_id) == col(Target.member_id)) | (col(later.team_id) == col(Target.team_id))
    newer = exists().where(
        col(later.workspace_id) == w,
        col(later.metric) == col(Target.metric),
        same,
        col(later.since) > col(Target.since),
        col(later.since) <= on,
    )
    return (col(Target.since) <= on) & ~newer


def _elsewhere_until(w: BindParameter[int], m: BindParameter[int]) -> ScalarSelect[Any]:
    before = aliased(Membership)
    return (
        select(func.max(col(before.last_on)))
        .where(col(before.workspace_id) == w, col(before.member_id) == m)
        .where(col(before.first_on) < col(Membership.first_on))
        .scalar_subquery()
    )


def _context_locked(dialect: str) -> Select[Any]:
    return _context(dialect).with_for_update(key_share=True, of=Member)


_CONTEXT, _CONTEXT_LOCKED = Prepared(_context), Prepared(_context_locked)


async def lock_members(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> None:
    """FOR NO KEY UPDATE, in the order of their keys."""
    statement = (
        select(col(Member.id))
        .where(col(Member.workspace_id) == workspace_id, col(Member.id).in_(member_ids))
        .order_by(col(Member.id))
        .with_for_update(key_share=True)
    )
    await run(session, statement)


class Asked(NamedTuple):
    """When a schedule asks a member, in minutes after midnight, and in which week of ISO days."""

    minute: int
    working_days: str


async def asked(session: AsyncSession, workspace_id: int, kind: str, member_ids: Collection[int]) -> dict[int, Asked]:
    """By member."""
    statement = select(col(Schedule.subject_id), col(Schedule.minute), col(Schedule.working_days)).where(
        col(Schedule.workspace_id) == workspace_id,
        col(Schedule.kind) == kind,
        col(Schedule.subject_id).in_(member_ids),
    )
    return {row[0]: Asked(row[1], row[2]) for row in (await run(session, statement)).all()}
