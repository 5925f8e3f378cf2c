"""Turns what was said into results, and forgets who said it."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import By, Subject
from bot.audit.chain import record
from bot.audit.entries import Detail, Entry
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.service import Action
from bot.features.reviews import repository
from bot.features.reviews.models import ASKED, DECLINED, DONE, ReviewAssignment, ReviewCycle, ReviewRating, ReviewResult
from bot.features.reviews.repository import drafts
from bot.features.reviews.rules.cycles import Move, Mover, State, moved
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.rules.leniency import leanings
from bot.features.reviews.rules.patterns import patterns_of
from bot.features.reviews.rules.pseudonyms import pseudonym
from bot.features.reviews.rules.results import Given, Remains, Result, Score, remains_of
from bot.features.reviews.rules.upward import remains_upward
from bot.features.reviews.service.finding import cycle_to_move, cycle_to_read, day_of, require_hr
from bot.features.reviews.service.leniency import keep_leanings
from bot.features.reviews.service.merging import hand_over_merged
from bot.settings import Settings
from bot.turn import Who

TEAM, ACROSS = "team", "across"
"""Raters of the subject's own team, and others."""
SEED_BITS = 128
ERASED = ("review_rating", "review_draft", "review_key", "review_assignment", "review_nomination")
"""Tables whose rows a release deletes, or the opening: for `bot.db.scrubbing.scrub` after its commit."""


@dataclass(frozen=True, slots=True)
class Released:
    """How many results a release left, and how many of them have no score, because too few rated."""

    results: int
    without_score: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cycle came to for somebody: results by metric, and comments in an order of chance."""

    results: tuple[Result, ...]
    comments: tuple[tuple[str, str], ...]


async def release(
    session: AsyncSession, workspace_id: int, cycle_id: int, *, now: datetime, settings: Settings, by: Who | None = None
) -> Released:
    """Compute corrected scores, keep what `rules.results` says, and erase ratings, key and assignments but for counts:
    all of it, or nothing. Of a test nothing is kept. Without `by` it is the calendar that releases.

    Denied for anybody but HR; Rejected when the cycle is not closed, or HR wanted a rating open again until today or
    later.
    """
    cycle = await cycle_to_move(session, workspace_id, cycle_id)
    if by:
        await require_hr(session, by, now=now)
    cycle.state = moved(State(cycle.state), Move.RELEASE, by=Mover.HR if by else Mover.CALENDAR).value
    if is_reopened(cycle, day_of(now, settings)):
        raise Rejected("reviews-error-reopened", until=cycle.reopened_until)
    assignments = await repository.assignments(session, workspace_id, cycle_id)
    if await hand_over_merged(session, cycle, assignments, today=day_of(now, settings)):
        assignments = await repository.assignments(session, workspace_id, cycle_id)
    given = await _given(session, cycle, assignments, on=day_of(now, settings))
    remains = await asyncio.to_thread(_remains, given, cycle.kind)
    found = await asyncio.to_thread(leanings, given)
    _count(cycle, assignments)
    await _count_patterns(session, cycle, assignments, given)
    session.add(cycle)
    await session.flush()
    if not cycle.is_test:
        cycle.corrections = dict(remains.corrections) or None
        await _keep(session, cycle, remains)
        await keep_leanings(session, cycle, found, {each.rater_id for each in assignments})
    await drafts.forget_drafts(session, workspace_id, cycle_id)
    await repository.forget_ratings(session, workspace_id, cycle_id)
    await repository.forget_assignments(session, workspace_id, cycle_id)
    details: dict[str, Detail] = {"cycle": cycle_id, "move": Move.RELEASE.value, "test": cycle.is_test}
    who = by.member_id if by else By.PROGRAM
    await record(session, Entry(workspace_id, Audited.REVIEW_MOVED, who, Subject.MONTH, cycle.month, details))
    return Released(len(remains.results), sum(each.score is None for each in remains.results))


async def shown_results(session: AsyncSession, viewer: Who, subject_id: int, cycle_id: int, *, now: datetime) -> Shown:
    """What a released cycle came to for a member. That somebody else has read it is kept in the audit.

    Rejected alike for a member out of sight and for one who does not exist; empty before the release.
    """
    sight = await people.require(session, viewer, Action.SEE_RATING_SUMMARY, subject_id, at=now)
    cycle = await cycle_to_read(session, viewer.workspace_id, cycle_id)
    if cycle.state != State.RELEASED:
        return Shown((), ())
    results = tuple(_result(row) for row in await repository.results_about(session, sight, cycle_id))
    comments = await repository.comments_about(session, sight, cycle_id)
    if viewer.member_id != subject_id:
        read = Entry.of(viewer, Audited.RATINGS_READ, Subject.MEMBER, subject_id, cycle=cycle_id, month=cycle.month)
        await record(session, read)
    return Shown(results, tuple((row.metric, row.text) for row in comments))


def is_reopened(cycle: ReviewCycle, today: date) -> bool:
    """Whether the results wait for a rating that HR wanted open again, be there one or not: or else the release would
    tell HR who rates whom."""
    return cycle.reopened_until is not None and cycle.reopened_until >= today


async def _given(
    session: AsyncSession, cycle: ReviewCycle, assignments: Sequence[ReviewAssignment], *, on: date
) -> list[Given]:
    workspace_id = cycle.workspace_id
    key = bytes.fromhex((await repository.key_of(session, workspace_id, cycle.key)).secret)
    teams = {member.key: team.key for member, team in await people.members_with_team(session, workspace_id, on=on)}
    of_scope = {scope.key: scope.team_id for scope in await repository.scopes(session, workspace_id, cycle.key)}
    names = {rater: pseudonym(key, rater) for rater in {each.rater_id for each in assignments}}
    group = {
        (names[each.rater_id], each.subject_id): TEAM if teams.get(each.rater_id) == of_scope[each.scope_id] else ACROSS
        for each in assignments
    }
    rows = await repository.all_ratings(session, workspace_id, cycle.key)
    known = [(row, group.get((row.pseudonym, row.subject_id))) for row in rows]
    # One that nobody is asked for holds up no release.
    return [_one(row, where) for row, where in known if where]


def _one(row: ReviewRating, group: str) -> Given:
    return Given(row.subject_id, row.pseudonym, row.metric, row.value, row.case_text, group)


def _remains(given: Sequence[Given], kind: str) -> Remains:
    import numpy as np  # here, because only a release should pay for it

    what_is_left = remains_upward if kind == Kind.UPWARD else remains_of
    return what_is_left(given, np.random.default_rng(secrets.randbits(SEED_BITS)))


def _count(cycle: ReviewCycle, assignments: Sequence[ReviewAssignment]) -> None:
    done = [each for each in assignments if each.state == DONE]
    cycle.n_asked = sum(each.state in (ASKED, DONE) for each in assignments)
    cycle.n_done = len(done)
    cycle.n_declined = sum(each.state == DECLINED for each in assignments)
    cycle.n_raters = len({each.rater_id for each in done})


async def _count_patterns(
    session: AsyncSession, cycle: ReviewCycle, assignments: Sequence[ReviewAssignment], given: Sequence[Given]
) -> None:
    """As long as pseudonyms tell who rated each other; nothing of a test is kept."""
    if cycle.is_test:
        return
    key = bytes.fromhex((await repository.key_of(session, cycle.workspace_id, cycle.key)).secret)
    found = patterns_of(given, {rater: pseudonym(key, rater) for rater in {each.rater_id for each in assignments}})
    cycle.n_same, cycle.n_mutual = found.same, found.mutual


async def _keep(session: AsyncSession, cycle: ReviewCycle, remains: Remains) -> None:
    whose = {"workspace_id": cycle.workspace_id, "cycle_id": cycle.key}
    about = [whose | {"subject_id": each.subject, "metric": each.metric} for each in remains.results]
    await repository.add_remains(
        session,
        results=[row | _row(each) for row, each in zip(about, remains.results, strict=True)],
        kept=[
            whose | {"subject_id": each.subject, "metric": each.metric, "value": each.value, "weight": each.weight}
            for each in remains.kept
        ],
        comments=[
            whose | {"subject_id": each.subject, "metric": each.metric, "text": each.text} for each in remains.comments
        ],
    )


def _row(result: Result) -> dict[str, Any]:
    score = result.score
    return {
        "raters": result.raters,
        "groups": {name: [float(count), mean] for name, (count, mean) in result.groups.items()},
        "corrected": score and score.corrected,
        "error": score and score.error,
        "centre": score and score.centre,
        "weight": score and score.weight,
        "parts": score and score.parts,
    }


def _result(row: ReviewResult) -> Result:
    numbers = (row.corrected, row.error, row.centre, row.weight)
    score = None
    if row.parts is not None:
        corrected, error, centre, weight = (number or 0.0 for number in numbers)
        score = Score(row.raters, corrected, error, centre, weight, row.parts)
    groups = {name: (int(count), mean) for name, (count, mean) in row.groups.items()}
    return Result(row.subject_id, row.metric, row.raters, score, groups)
