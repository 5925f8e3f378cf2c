"""Members name who should rate them, their managers approve or change that, before a cycle opens."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules.assignment import Pair, Peer, Plan
from bot.features.reviews.rules.cycles import Move, State
from bot.features.reviews.rules.dates import is_away
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.rules.nominating import accepted, filled
from bot.features.reviews.service.assigning import Surroundings, above
from bot.features.reviews.service.finding import (
    cycle_to_move,
    cycle_to_rate,
    cycle_to_read,
    dates_of_cycle,
    day_of,
    require_hr,
)
from bot.features.reviews.service.moving import move_on
from bot.settings import Settings
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a member has named, or their manager for them."""

    cycle: ReviewCycle
    member: Member
    raters: tuple[Member, ...]
    is_approved: bool


async def ask_for_names(session: AsyncSession, who: Who, cycle_id: int, *, now: datetime, settings: Settings) -> None:
    """Every member who is to be rated is asked by their next prompt whom they would name. Denied for anybody but HR;
    Rejected when it is not being prepared any more, on its opening day and after, and where it is not colleagues at
    large who rate."""
    await require_hr(session, who, now=now)
    cycle = await cycle_to_move(session, who.workspace_id, cycle_id)
    today = day_of(now, settings)
    if cycle.kind != Kind.PEER:
        raise Rejected("reviews-error-no-names")
    if cycle.opens_on <= today:
        raise Rejected("reviews-error-too-late-to-name", opens=cycle.opens_on)
    await move_on(session, cycle, Move.NOMINATE, who, now=now)


async def own_names(session: AsyncSession, who: Who, cycle_id: int, *, now: datetime, settings: Settings) -> Named:
    """For the member's form. Rejected when they are not rated in it, in the same words as when there is no such cycle,
    and once it is too late."""
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    await _require_rated(session, cycle, who.member_id, now=now, settings=settings)
    return (await _named(session, cycle, [who.member_id]))[0]


async def name_raters(
    session: AsyncSession, who: Who, cycle_id: int, users: Sequence[str], *, now: datetime, settings: Settings
) -> Named:
    """In place of those they named before, approved or not; `users` by their Slack ids. Rejected as in `own_names`, and
    by `rules.nominating.accepted`."""
    cycle = await cycle_to_rate(session, who.workspace_id, cycle_id)
    await _require_rated(session, cycle, who.member_id, now=now, settings=settings)
    named = await _replace(session, cycle, who.member_id, users, is_approved=False, now=now, settings=settings)
    await people.refresh_prompt(session, who, now=now)
    await people.refresh_homes(session, who.workspace_id, [who.member_id], now=now, managers=True)
    return named


async def names_of_reports(
    session: AsyncSession, who: Who, cycle_id: int, *, now: datetime, settings: Settings
) -> list[Named]:
    """Of everybody who reports to the reader and has named somebody. Rejected for everybody else, in the same words as
    when there is no such cycle."""
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    if cycle.state != State.NOMINATING:
        raise Rejected("reviews-error-unknown")
    managers = await people.managers(session, who.workspace_id, on=day_of(now, settings))
    reports = [member for member, manager in managers.items() if manager == who.member_id]
    if not reports:
        raise people.not_visible(who, Action.RUN_REVIEWS)
    return [each for each in await _named(session, cycle, reports) if each.raters]


async def approve_names(
    session: AsyncSession,
    who: Who,
    cycle_id: int,
    subject_id: int,
    *,
    users: Sequence[str] | None = None,
    now: datetime,
    settings: Settings,
) -> None:
    """The direct manager agrees with whom a member has named, or names others by their Slack ids.

    Denied for everybody but the direct manager of today; Rejected once it is too late, and by
    `rules.nominating.accepted`.
    """
    await _require_manager(session, who, subject_id, now=now, settings=settings)
    cycle = await cycle_to_rate(session, who.workspace_id, cycle_id)
    await _require_rated(session, cycle, subject_id, now=now, settings=settings)
    if users is None:
        (named,) = await _named(session, cycle, [subject_id])
        users = [each.slack_user for each in named.raters]
    await _replace(session, cycle, subject_id, users, is_approved=True, now=now, settings=settings)
    await people.refresh_prompt(session, who, now=now)
    await people.refresh_homes(session, who.workspace_id, [who.member_id, subject_id], now=now)


async def names_of_report(
    session: AsyncSession, who: Who, cycle_id: int, subject_id: int, *, now: datetime, settings: Settings
) -> Named:
    """For the manager's form; errors as in `approve_names`."""
    await _require_manager(session, who, subject_id, now=now, settings=settings)
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    await _require_rated(session, cycle, subject_id, now=now, settings=settings)
    return (await _named(session, cycle, [subject_id]))[0]


async def with_names(session: AsyncSession, cycle: ReviewCycle, around: Surroundings, plan: Plan, *, seed: int) -> Plan:
    """What was approved goes before the plan; from now on nobody is told who was named."""
    rows = await repository.all_nominations(session, cycle.workspace_id, cycle.key)
    approved = [Pair(each.rater_id, each.subject_id) for each in rows if each.is_approved]
    await repository.forget_nominations(session, cycle.workspace_id, cycle.key)
    if not approved:
        return plan
    return await asyncio.to_thread(filled, plan, approved, around.peers, around.graph, seed=seed)


async def _require_manager(
    session: AsyncSession, who: Who, subject_id: int, *, now: datetime, settings: Settings
) -> None:
    manager = await people.manager_of(session, who.workspace_id, subject_id, on=day_of(now, settings))
    if manager is None or manager.key != who.member_id:
        raise people.not_visible(who, Action.RUN_REVIEWS, subject_id)


async def _require_rated(
    session: AsyncSession, cycle: ReviewCycle, member_id: int, *, now: datetime, settings: Settings
) -> None:
    today = day_of(now, settings)
    team = await people.team_of(session, cycle.workspace_id, member_id, on=today)
    scopes = await repository.scopes(session, cycle.workspace_id, cycle.key)
    if team is None or team.key not in {scope.team_id for scope in scopes}:
        raise Rejected("reviews-error-unknown")
    if cycle.state != State.NOMINATING or cycle.opens_on <= today:
        raise Rejected("reviews-error-too-late-to-name", opens=cycle.opens_on)


async def _replace(
    session: AsyncSession,
    cycle: ReviewCycle,
    subject_id: int,
    users: Sequence[str],
    *,
    is_approved: bool,
    now: datetime,
    settings: Settings,
) -> Named:
    members = {member.key: member for member in await _members(session, cycle, users)}
    today = day_of(now, settings)
    peers = await _peers(session, cycle, [subject_id, *members], settings, today=today)
    names = {key: member.name for key, member in members.items()}
    raters = accepted(peers[subject_id], list(members), peers, names)
    await repository.replace_nominations(
        session, cycle.workspace_id, cycle.key, subject_id=subject_id, raters=raters, is_approved=is_approved
    )
    return (await _named(session, cycle, [subject_id]))[0]


async def _members(session: AsyncSession, cycle: ReviewCycle, users: Sequence[str]) -> list[Member]:
    found = []
    for user in dict.fromkeys(users):
        try:
            found.append((await people.reader(session, cycle.workspace_id, user)).member_id)
        except Rejected:
            raise Rejected("reviews-error-not-named", field="raters", name=user) from None
    return list((await people.members_by_id(session, cycle.workspace_id, found)).values()) if found else []


async def _peers(
    session: AsyncSession, cycle: ReviewCycle, keys: Collection[int], settings: Settings, *, today: date
) -> Mapping[int, Peer]:
    """Of those who are in a team."""
    workspace_id, dates = cycle.workspace_id, dates_of_cycle(cycle)
    managers = await people.managers(session, workspace_id, on=today)
    habits = await people.habits_of(session, workspace_id, keys, working_days=settings.working_days, today=today)
    found = {}
    for key in keys:
        team = await people.team_of(session, workspace_id, key, on=today)
        if team and key in habits:
            away = is_away(habits[key], dates, today=today)
            found[key] = Peer(key, team.key, above(key, managers), is_away=away)
    return found


async def _named(session: AsyncSession, cycle: ReviewCycle, subject_ids: Sequence[int]) -> list[Named]:
    raters: dict[int, list[int]] = defaultdict(list)
    approved: set[int] = set()
    for row in await repository.nominations(session, cycle.workspace_id, cycle.key, subject_ids):
        raters[row.subject_id].append(row.rater_id)
        approved |= {row.subject_id} if row.is_approved else set()
    keys = {*subject_ids, *(each for some in raters.values() for each in some)}
    members = await people.members_by_id(session, cycle.workspace_id, keys)
    return [
        Named(cycle, members[key], tuple(members[each] for each in raters[key]), key in approved)
        for key in subject_ids
        if key in members
    ]
