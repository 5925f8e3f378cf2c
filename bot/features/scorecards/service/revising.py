"""Finds out what was said after a month's cards came out, and has it put on them, once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.features.appraisals import service as appraisals
from bot.features.reviews import service as reviews
from bot.features.scorecards import repository
from bot.features.scorecards.models import APPRAISAL, RATINGS
from bot.features.scorecards.rules.spans import ending_with
from bot.features.scorecards.service.revisions import Later, revise
from scoring.periods import Cadence, Period
from scoring.rows import Corrected, Rating
from scoring.scheme import Source

REVISE = "scorecards.revise"
YEAR = 4
"""Digits of a month that are its year's."""
LATEST = 12
"""Closed months whose cards still change."""

About = TypeVar("About", Corrected, Rating)


async def take_in_ratings(session: AsyncSession, workspace_id: int, *, now: datetime) -> int:
    """Revise the cards of closed months for ratings that were released since, and for managers' ratings that were
    changed since; returns how many cards.

    Each is computed from its newest revision's receipt: figures, targets and rules stay as they were. A release is
    taken in once, whoever comes first. Who has no card of the month, or one that stays the same, gets no revision.
    """
    await repository.allow_long_statements(session)
    closed = await repository.closed_months(session, workspace_id, most=LATEST)
    cycles = await reviews.released_cycles(session, workspace_id, closed)
    new = await repository.claim_ratings(session, workspace_id, cycles)
    changed = await appraisals.rated_since_published(session, workspace_id, [f"{each:%Y-%m}" for each in closed])
    released = _months_of_cards(closed, {cycles[cycle] for cycle in new})
    appraised = _months_of_cards(closed, changed)
    # Before anything is read: what somebody else has put on these cards meanwhile is there then.
    await repository.lock_months(session, workspace_id, {*released, *appraised})
    count = await _take_in_releases(session, workspace_id, released, cycles, now=now)
    return count + await _take_in_appraisals(session, workspace_id, appraised, changed, now=now)


async def catch_up(session: AsyncSession, workspace_id: int, month: Period, *, now: datetime) -> int:
    """A month has come out after later ones, for it was held: what people said in it is put on the cards of those of
    its year, which were made without it; returns how many there are more. In the transaction that brings it out."""
    closed = await repository.closed_months(session, workspace_id, most=LATEST)
    later = [each for each in _months_of_cards(closed, [str(month)]) if each > str(month)]
    if not later:
        return 0
    await repository.lock_months(session, workspace_id, later)
    cycles = await reviews.released_cycles(session, workspace_id, closed)
    given = await appraisals.ratings_for(session, workspace_id, None, [month.start])
    about = {str(month): sorted(_by_member(given))} if given else {}
    count = 0
    if str(month) in cycles.values():
        count += await _take_in_releases(session, workspace_id, later, cycles, now=now)
    return count + await _take_in_appraisals(session, workspace_id, later if about else [], about, now=now)


async def _take_in_releases(
    session: AsyncSession, workspace_id: int, months: Sequence[str], cycles: Mapping[int, str], *, now: datetime
) -> int:
    count = 0
    for month in months:
        of_year = {cycle: each for cycle, each in cycles.items() if _is_looked_at(each, month)}
        rounds = _by_member(await reviews.ratings_for_cards(session, workspace_id, of_year))
        later = Later(RATINGS, tuple(sorted(rounds)), corrected=rounds)
        count += await _revised(session, workspace_id, month, later, now=now)
    return count


async def _take_in_appraisals(
    session: AsyncSession,
    workspace_id: int,
    months: Sequence[str],
    changed: Mapping[str, Collection[int]],
    *,
    now: datetime,
) -> int:
    """What is on the cards already changes none of them, so nothing has to be known of earlier times."""
    held = await repository.held_months(session, workspace_id)
    count = 0
    for month in months:
        members = sorted({each for of, some in changed.items() if _is_looked_at(of, month) for each in some})
        until = [date(int(month[:YEAR]), number, 1) for number in range(1, int(month[YEAR + 1 :]) + 1)]
        out = [each for each in until if each not in held]
        given = _by_member(await appraisals.ratings_for(session, workspace_id, members, out))
        later = Later(APPRAISAL, tuple(members), ratings=given, sources=(Source.MANAGER,))
        count += await _revised(session, workspace_id, month, later, now=now)
    return count


async def _revised(session: AsyncSession, workspace_id: int, month: str, later: Later, *, now: datetime) -> int:
    """The month's cards and those of the periods that end with it; the owner of several hears of the month's, which
    leads to the others. The audit hears of it where it changes anything."""
    heard = set[int]()
    cards = await revise(session, workspace_id, month, later, now=now, told=heard)
    for longer in ending_with(Period.parse(month), Cadence):
        cards += await revise(session, workspace_id, str(longer), later, now=now, told=heard)
    if cards:
        told = {"cards": cards}
        entry = Entry(workspace_id, Action.CARDS_REVISED, By.PROGRAM, Subject.MONTH, month, told, reason=later.reason)
        await record(session, entry)
    return cards


def _months_of_cards(closed: Iterable[date], rated: Collection[str]) -> list[str]:
    """Closed months whose cards look at one of the rated months."""
    months = [f"{each:%Y-%m}" for each in closed]
    return sorted(each for each in months if any(_is_looked_at(one, each) for one in rated))


def _is_looked_at(rated: str, month: str) -> bool:
    """Whether cards of the month may: no window goes beyond the year."""
    return rated[:YEAR] == month[:YEAR] and rated <= month


def _by_member(rows: Iterable[About]) -> dict[int, list[About]]:
    found: dict[int, list[About]] = defaultdict(list)
    for each in rows:
        assert isinstance(each.member, int), "members are known by their keys here"
        found[each.member].append(each)
    return found
