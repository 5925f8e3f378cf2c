"""Who is asked instead of raters who have left, or have become the manager of whom they were to rate, or a report."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.reviews import repository
from bot.features.reviews.models import ASKED, DROPPED, ReviewAssignment, ReviewCycle
from bot.features.reviews.rules.assignment import Pair, Peer, replacing
from bot.features.reviews.rules.collaboration import Graph
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.kinds import REPLACED, Kind
from bot.features.reviews.service.assigning import HOLDS, Surroundings, above, assignment_row, surroundings
from bot.features.reviews.service.finding import cycle_to_move, day_of
from bot.features.reviews.service.projects import replaced_in_project
from bot.settings import Settings


async def replace_leavers(
    session: AsyncSession, workspace_id: int, cycle_id: int, *, now: datetime, settings: Settings
) -> list[int | None]:
    """Ask others, who are returned, instead of raters who have left or are no peers any more, and nobody any more about
    members who have left. What was said stays: a rating counts whether or not who gave it has left meanwhile. Nothing
    is done in a cycle that is not open.

    However many leave, surroundings are read once: nobody can rate in the cycle meanwhile.
    """
    cycle = await cycle_to_move(session, workspace_id, cycle_id)
    if cycle.state != State.OPEN:
        return []
    today = day_of(now, settings)
    known = await repository.assignments(session, workspace_id, cycle_id)
    waiting = [each for each in known if each.state == ASKED]
    gone = await _gone(session, workspace_id, waiting)
    managers = await people.managers(session, workspace_id, on=today) if cycle.kind in REPLACED else {}
    dropped = [
        each for each in waiting if gone & {each.rater_id, each.subject_id} or _is_between_managers(each, managers)
    ]
    for each in dropped:
        each.state = DROPPED
        session.add(each)
    await session.flush()
    await people.refresh_homes(session, workspace_id, {each.rater_id for each in dropped}, now=now)
    vacant = [each for each in dropped if each.subject_id not in gone]
    found = await _others(session, cycle, known, vacant, settings=settings, today=today)
    await people.refresh_homes(session, workspace_id, {each for each in found if each}, now=now)
    return found


async def _others(
    session: AsyncSession,
    cycle: ReviewCycle,
    known: Iterable[ReviewAssignment],
    vacant: list[ReviewAssignment],
    *,
    settings: Settings,
    today: date,
) -> list[int | None]:
    if cycle.kind == Kind.PROJECT:
        days = settings.working_days
        return [await replaced_in_project(session, cycle, each, working_days=days, today=today) for each in vacant]
    if cycle.kind not in REPLACED or not vacant:
        return [None for _ in vacant]
    return await _replaced(session, cycle, await surroundings(session, cycle, settings, today=today), known, vacant)


async def _replaced(
    session: AsyncSession,
    cycle: ReviewCycle,
    around: Surroundings,
    known: Iterable[ReviewAssignment],
    vacant: Sequence[ReviewAssignment],
) -> list[int | None]:
    told = [(Pair(each.rater_id, each.subject_id), each.state in HOLDS) for each in known]
    subjects = [each.subject_id for each in vacant]
    found = await asyncio.to_thread(_in_their_place, around, told, subjects)
    rows = [
        assignment_row(cycle, each.scope_id, rater, each.subject_id)
        for each, rater in zip(vacant, found, strict=True)
        if rater is not None
    ]
    await repository.add_assignments(session, rows)
    return found


def _in_their_place(
    around: Surroundings, told: Iterable[tuple[Pair, bool]], subjects: Iterable[int]
) -> list[int | None]:
    """One more rater for each of the subjects, as often as they are named; `told`: pairs, and whether they hold."""
    near = _Near(around)
    by_rater: dict[int, set[Pair]] = defaultdict(set)
    by_subject: dict[int, set[Pair]] = defaultdict(set)
    refused: dict[int, set[int]] = defaultdict(set)
    for pair, holds in told:
        if holds:
            by_rater[pair.rater].add(pair)
            by_subject[pair.subject].add(pair)
        else:
            refused[pair.subject].add(pair.rater)
    found: list[int | None] = []
    for member in subjects:
        peers, graph = near.to(member)
        subject = near.peers.get(member)
        pairs = by_subject[member].union(*(by_rater[each.member] for each in peers))
        rater = replacing(subject, peers, graph, pairs, declined=refused[member]) if subject else None
        found.append(rater)
        if rater is not None:
            by_rater[rater].add(Pair(rater, member))
            by_subject[member].add(Pair(rater, member))
    return found


class _Near:
    """Who worked with somebody or is of the same team, found quickly for many."""

    def __init__(self, around: Surroundings) -> None:
        self.peers = {each.member: each for each in around.peers}
        self._team: dict[int, list[Peer]] = defaultdict(list)
        for each in around.peers:
            if each.team is not None:
                self._team[each.team].append(each)
        graph = around.graph
        self._known: dict[int, dict[int, float]] = defaultdict(dict)
        for one, other, weight in zip(graph.one, graph.other, graph.weight, strict=True):
            self._known[one][other] = self._known[other][one] = weight

    def to(self, member: int) -> tuple[list[Peer], Graph]:
        """With the part of the graph that is theirs."""
        known, subject = self._known[member], self.peers.get(member)
        mates = self._team[subject.team] if subject and subject.team is not None else []
        others = {each.member: each for each in [*mates, *(self.peers[each] for each in known if each in self.peers)]}
        return list(others.values()), Graph((member,) * len(known), tuple(known), tuple(known.values()))


async def _gone(session: AsyncSession, workspace_id: int, waiting: Iterable[ReviewAssignment]) -> set[int]:
    members = {member for each in waiting for member in (each.rater_id, each.subject_id)}
    found = await people.members_by_id(session, workspace_id, members)
    return {member for member in members if member not in found or not found[member].is_active}


def _is_between_managers(each: ReviewAssignment, managers: Mapping[int, int]) -> bool:
    """Whether one of both has come to be above the other: nobody rates a report, or a manager, as a peer."""
    return each.rater_id in above(each.subject_id, managers) or each.subject_id in above(each.rater_id, managers)
