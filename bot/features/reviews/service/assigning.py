"""Who rates whom as time goes by: people decline, and are asked instead of others."""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.reviews import repository
from bot.features.reviews.models import (
    ASKED,
    DECLINED,
    DONE,
    DROPPED,
    ReviewAssignment,
    ReviewCycle,
    ReviewScope,
)
from bot.features.reviews.rules.assignment import LEAST, Pair, Peer, offered, replacing
from bot.features.reviews.rules.collaboration import Graph, Tie, Worked, graph_of, of_one_manager
from bot.features.reviews.rules.cycles import State, require_reason
from bot.features.reviews.rules.dates import is_away
from bot.features.reviews.rules.kinds import REPLACED, Kind
from bot.features.reviews.service.finding import cycle_to_move, dates_of_cycle, day_of, require_hr
from bot.features.reviews.service.projects import replaced_in_project
from bot.settings import Settings
from bot.turn import Who
from scoring.periods import Period, month_before

MONTHS_REMEMBERED = 3
"""Who worked together longer ago need not know any more how somebody works now."""
HOLDS = (ASKED, DONE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everybody who may take part in a cycle, who worked with whom, and by which rules the members of a team are
    rated; None for a team: everybody."""

    peers: tuple[Peer, ...]
    graph: Graph
    scopes: Mapping[int | None, ReviewScope]

    def peer(self, member_id: int) -> Peer | None:
        """None for who is in no team today, or has left."""
        return next((each for each in self.peers if each.member == member_id), None)

    def assignment(self, cycle: ReviewCycle, rater: int, subject: int) -> dict[str, Any]:
        """A row, for a subject whose team is in the scope."""
        return self.assignments(cycle, [Pair(rater, subject)])[0]

    def assignments(self, cycle: ReviewCycle, pairs: Iterable[Pair]) -> list[dict[str, Any]]:
        """Rows, for subjects whose teams are in the scope, or who are whatever their team."""
        teams = {each.member: each.team for each in self.peers}
        return [assignment_row(cycle, self._scope(teams[each.subject]).key, each.rater, each.subject) for each in pairs]

    def _scope(self, team: int | None) -> ReviewScope:
        return self.scopes[team] if team in self.scopes else self.scopes[None]


async def surroundings(
    session: AsyncSession, cycle: ReviewCycle, settings: Settings, *, today: date, of: int | None = None
) -> Surroundings:
    """As they are today; `of` a member: only those who worked with them or are of the same team, which is quick."""
    workspace_id = cycle.workspace_id
    found = await repository.scopes(session, workspace_id, cycle.key)
    scopes = {scope.team_id: scope for scope in found}
    present = await people.members_with_team(session, workspace_id, on=today)
    teams: dict[int, int | None] = {member.key: team.key for member, team in present}
    managers = await people.managers(session, workspace_id, on=today)
    worked = [*await _worked(session, cycle, of), *of_one_manager(managers, teams)]
    if of is not None:
        near = {of} | {other for each in worked if of in (each.one, each.other) for other in (each.one, each.other)}
        team = teams.get(of)
        teams = {each: own for each, own in teams.items() if each in near or (team is not None and own == team)}
    peers = await peers_of(session, cycle, settings, teams=teams, managers=managers, scopes=scopes, today=today)
    return Surroundings(peers, graph_of(teams, worked), scopes)


async def peers_of(
    session: AsyncSession,
    cycle: ReviewCycle,
    settings: Settings,
    *,
    teams: Mapping[int, int | None],
    managers: Mapping[int, int],
    scopes: Collection[int | None],
    today: date,
) -> tuple[Peer, ...]:
    """These members, by their keys; `scopes` are the teams whose members are rated, None for everybody."""
    days, dates = settings.working_days, dates_of_cycle(cycle)
    habits = await people.habits_of(session, cycle.workspace_id, list(teams), working_days=days, today=today)
    return tuple(
        Peer(
            member,
            team,
            above(member, managers),
            is_rated=team in scopes or None in scopes,
            is_away=is_away(habits[member], dates, today=today),
            is_across_only=cycle.kind == Kind.CROSS,
        )
        for member, team in sorted(teams.items())
    )


async def note_collaboration(
    session: AsyncSession, workspace_id: int, worked: Iterable[Worked], *, month: Period
) -> None:
    """Who had what in common in a month; told again, the number of times is replaced. A tie of somebody with
    themselves is none. ValueError for the tie of a team, which follows from the teams."""
    rows: dict[tuple[int, int, str], int] = {}
    for each in worked:
        if each.tie is Tie.TEAM:
            raise ValueError("who is in the same team is known from the teams; leave these ties out")
        if each.one != each.other:
            rows[min(each.one, each.other), max(each.one, each.other), each.tie.value] = each.times
    whose = {"workspace_id": workspace_id, "month": month.start}
    values = [
        whose | {"one_id": one, "other_id": other, "tie": tie, "times": times}
        for (one, other, tie), times in sorted(rows.items())
    ]
    await repository.tie_together(session, values)


async def decline(
    session: AsyncSession, who: Who, cycle_id: int, subject_id: int, *, reason: str, now: datetime, settings: Settings
) -> int | None:
    """Somebody will not rate a colleague, and somebody else is asked, who is returned; None where nobody is left, and
    then HR may look for `others`. Declining twice changes nothing.

    Rejected without a reason, when they are not asked or have rated, and when the cycle is not open.
    """
    cycle = await cycle_to_move(session, who.workspace_id, cycle_id)
    today = day_of(now, settings)
    if cycle.state != State.OPEN or today not in dates_of_cycle(cycle):
        raise Rejected("reviews-error-closed", closes=cycle.closes_on)
    own = await repository.assignment_to_change(
        session, who.workspace_id, cycle_id, rater_id=who.member_id, subject_id=subject_id
    )
    if own is None or own.state == DROPPED:
        raise Rejected("reviews-error-not-asked")
    if own.state == DONE:
        raise Rejected("reviews-error-given")
    if own.state == DECLINED:
        return None
    own.decline_reason = require_reason(reason)
    return await _replaced(session, cycle, own, DECLINED, settings, today=today)


async def ask_instead(
    session: AsyncSession, who: Who, cycle_id: int, subject_id: int, *, now: datetime, settings: Settings
) -> None:
    """Somebody else is asked to rate a colleague with less than three raters: drawn among the five who would know them
    best, and never whoever asks. Whom it fell on is told to nobody: HR could ask those whose answers they know until
    only one rater is left whose answer they do not.

    Denied for anybody but HR; Rejected about whoever asks, for a subject who has enough raters or is not rated in this
    cycle, where nobody is left who may and has time, and when the cycle is not open.
    """
    await require_hr(session, who, now=now)
    cycle = await cycle_to_move(session, who.workspace_id, cycle_id)
    today = day_of(now, settings)
    if cycle.state != State.OPEN or cycle.closes_on < today:
        raise Rejected("reviews-error-closed", closes=cycle.closes_on)
    if who.member_id == subject_id:
        raise Rejected("reviews-error-own-rating")
    around = await surroundings(session, cycle, settings, today=today)
    subject = around.peer(subject_id)
    if subject is None or not subject.is_rated or cycle.kind not in REPLACED:
        raise Rejected("reviews-error-no-peer")
    pairs, before = _told(await repository.assignments(session, who.workspace_id, cycle_id), subject_id)
    if _has_enough(pairs, subject_id):
        raise Rejected("reviews-error-enough-raters", least=LEAST)
    seed = (await repository.key_of(session, who.workspace_id, cycle_id)).seed
    without = [*before, who.member_id]
    found = await asyncio.to_thread(offered, subject, around.peers, around.graph, pairs, declined=without, seed=seed)
    if not found:
        raise Rejected("reviews-error-no-peer")
    await repository.add_assignments(session, [around.assignment(cycle, secrets.choice(found), subject_id)])


def _has_enough(pairs: Iterable[Pair], subject_id: int) -> bool:
    return sum(pair.subject == subject_id for pair in pairs) >= LEAST


async def _replaced(
    session: AsyncSession, cycle: ReviewCycle, own: ReviewAssignment, state: str, settings: Settings, *, today: date
) -> int | None:
    own.state = state
    session.add(own)
    await session.flush()
    if cycle.kind == Kind.PROJECT:
        return await replaced_in_project(session, cycle, own, working_days=settings.working_days, today=today)
    if cycle.kind not in REPLACED:
        return None
    around = await surroundings(session, cycle, settings, today=today, of=own.subject_id)
    subject = around.peer(own.subject_id)
    if subject is None:
        return None
    near = [each.member for each in around.peers]
    pairs, before = _told(
        await repository.assignments_near(session, cycle.workspace_id, cycle.key, own.subject_id, near), own.subject_id
    )
    rater = replacing(subject, around.peers, around.graph, pairs, declined=before)
    if rater is not None:
        await repository.add_assignments(session, [assignment_row(cycle, own.scope_id, rater, own.subject_id)])
    return rater


def _told(known: Iterable[ReviewAssignment], subject_id: int) -> tuple[list[Pair], set[int]]:
    """Ratings that are asked for or given, and who will not rate the subject."""
    pairs, before = [], set()
    for each in known:
        if each.state in HOLDS:
            pairs.append(Pair(each.rater_id, each.subject_id))
        elif each.subject_id == subject_id:
            before.add(each.rater_id)
    return pairs, before


async def _worked(session: AsyncSession, cycle: ReviewCycle, of: int | None) -> list[Worked]:
    since = month_before(Period.parse(cycle.month).start, MONTHS_REMEMBERED - 1)
    times: dict[tuple[int, int, Tie], int] = defaultdict(int)
    for row in await repository.collaborations(session, cycle.workspace_id, since=since, of=of):
        times[row.one_id, row.other_id, Tie(row.tie)] += row.times
    return [Worked(one, other, tie, n) for (one, other, tie), n in times.items()]


def above(member: int, managers: Mapping[int, int]) -> frozenset[int]:
    """Managers, direct and further up."""
    found: set[int] = set()
    above = managers.get(member)
    while above is not None and above not in found:
        found.add(above)
        above = managers.get(above)
    return frozenset(found - {member})


def assignment_row(cycle: ReviewCycle, scope_id: int, rater: int, subject: int) -> dict[str, Any]:
    return {
        "workspace_id": cycle.workspace_id,
        "cycle_id": cycle.key,
        "scope_id": scope_id,
        "rater_id": rater,
        "subject_id": subject,
        "state": ASKED,
        "decline_reason": "",
    }
