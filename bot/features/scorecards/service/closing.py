"""Closes a month: everybody's cards, the teams' and the messages about them, or nothing at all."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

import scoring
from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.delivery.promises import Promise, promise
from bot.errors import Rejected
from bot.features.appraisals import service as appraisals
from bot.features.feedback import service as feedback
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.people.models import Member, Team
from bot.features.reviews import service as reviews
from bot.features.schemes import service as schemes
from bot.features.schemes.service import TeamScheme
from bot.features.scorecards import repository
from bot.features.scorecards.rules.months import (
    Closed,
    month_period,
    months_to_close,
    present_shares,
    require_over,
)
from bot.features.scorecards.rules.sources import from_managers, from_peers
from bot.features.scorecards.rules.team_figures import TEAM_FIGURES
from bot.features.scorecards.rules.voices import Voices, means_of
from bot.features.scorecards.rules.windows import months_needed
from bot.features.scorecards.service.occasion import Roster, has_anything, voices_of
from bot.features.scorecards.service.publishing import card_promise, card_row
from bot.settings import Settings
from scoring.periods import Cadence, Period
from scoring.rows import Corrected, Mean, Rating, RollUp
from scoring.scheme import Scheme

if TYPE_CHECKING:
    from scoring.cards import Cards

TEAM, CLOSE = "scorecards.team", "scorecards.close"
BATCH = 1_000
"""Members computed at a time, which bounds memory; a team is never split."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Told:
    """What a batch of cards is computed from."""

    rows: Sequence[RollUp]
    corrected: Sequence[Corrected]
    given: Sequence[Rating]
    means: Sequence[Mean]


@dataclass(frozen=True, slots=True)
class Close:
    """The close under way. `cycles`: the released review cycles of the year until then, with their months; `voices` of
    people outside about periods that end with it."""

    session: AsyncSession
    workspace_id: int
    period: Period
    now: datetime
    settings: Settings
    cycles: Mapping[int, str]
    voices: Voices


async def close_month(
    session: AsyncSession,
    workspace_id: int,
    month: str,
    *,
    now: datetime,
    settings: Settings,
    progress: Progress | None = None,
    by: int | By = By.PROGRAM,
) -> Closed:
    """Publish the cards of a month written 2026-10 for every active member whose team has a scheme.

    All in the caller's transaction, with what managers and people outside said. Closing again changes nothing.
    People are also told what others wrote to them in the month, which counts on no card.
    `progress(done, total)` counts members.
    Rejected for what is no month, for a month that is not over in the workspace's zone, and for one without a single
    figure, rating or voice that may be shown: its cards would be empty.
    """
    period = month_period(month)
    require_over(period, now=now, zone=settings.zone)
    await repository.allow_long_statements(session)
    if not await repository.claim_month_unless_closed(session, workspace_id, str(period), now):
        return await _as_closed_before(session, workspace_id, str(period))
    today = now.astimezone(settings.zone).date()
    cycles = await reviews.released_cycles(session, workspace_id, _year_until(period))
    voices = await voices_of(session, workspace_id, period, today=today)
    close = Close(session, workspace_id, period, now, settings, cycles, voices)
    everybody = await _everybody(session, workspace_id, period, today)
    if not await has_anything(session, workspace_id, period, everybody, cycles, voices):
        raise Rejected("scorecards-error-no-figures", typed=str(period))
    own = {cycle: each for cycle, each in cycles.items() if each == str(period)}
    await repository.claim_ratings(session, workspace_id, own)
    await appraisals.hold(session, workspace_id, str(period))
    batches = await _batches(close, everybody)
    total, done, teams = sum(len(roster) for _, roster in batches), 0, 0
    for team_scheme, roster in batches:
        teams += await _close_batch(close, team_scheme, roster)
        done += len(roster)
        if progress:
            progress(done, total)
    await appraisals.publish(session, workspace_id, str(period), now=now, settings=settings)
    await feedback.tell_of_month(session, workspace_id, period, now=now, settings=settings)
    details = {"cards": done, "teams": teams}
    await record(session, Entry(workspace_id, Action.MONTH_CLOSED, by, Subject.MONTH, str(period), details))
    return Closed(str(period), now, done, teams, is_new=True)


async def months_due(session: AsyncSession, workspace_id: int, *, scheduled_at: datetime, zone: str) -> list[str]:
    """Months to close at this occurrence, oldest first; those for which nobody told anything and nobody
    was rated are passed over."""
    last = await repository.last_closed_month(session, workspace_id)
    months = months_to_close(last, scheduled_at=scheduled_at, zone=zone)
    today, due = scheduled_at.astimezone(ZoneInfo(zone)).date(), []
    for month in months:
        everybody = await _everybody(session, workspace_id, month, today)
        cycles = await reviews.released_cycles(session, workspace_id, [month.start])
        voices = await voices_of(session, workspace_id, month, today=today)
        if await has_anything(session, workspace_id, month, everybody, cycles, voices):
            due.append(str(month))
    return due


async def _everybody(session: AsyncSession, workspace_id: int, period: Period, today: date) -> Roster:
    """Who gets a card of the period if their team has a scheme: with the team in which they were last in it."""
    return await people.members_of_month(session, workspace_id, first=period.start, last=period.end, today=today)


def _year_until(period: Period) -> list[date]:
    """First days: no window of a metric is longer."""
    return [month for month in period.enclosing(Cadence.YEAR).months if month <= period.start]


async def _as_closed_before(session: AsyncSession, workspace_id: int, month: str) -> Closed:
    before = await repository.month_close(session, workspace_id, month)
    assert before, "a month that cannot be claimed has been closed"
    cards, teams = await repository.counted(session, workspace_id, month)
    return Closed(month, before.closed_at, cards, teams, is_new=False)


async def _batches(close: Close, everybody: Roster) -> list[tuple[TeamScheme, Roster]]:
    """Members by the scheme they are scored by. Whoever joined after the period gets no card of it; whoever has left
    since then does, for HR to see."""
    by_team = await schemes.schemes_of_teams(close.session, close.workspace_id)
    teams: dict[int, list[tuple[Member, Team]]] = {}
    for member, team in everybody:
        if team.key in by_team and not (member.joined_on and member.joined_on > close.period.end):
            teams.setdefault(team.key, []).append((member, team))
    grouped: dict[tuple[str, tuple[str, ...]], list[list[tuple[Member, Team]]]] = {}
    for team_id, roster in teams.items():
        grouped.setdefault((by_team[team_id].hash, by_team[team_id].groups), []).append(roster)
    return [(by_team[batch[0][1].key], batch) for rosters in grouped.values() for batch in _whole_teams(rosters)]


def _whole_teams(rosters: list[list[tuple[Member, Team]]]) -> Iterator[Roster]:
    batch: list[tuple[Member, Team]] = []
    for roster in rosters:
        if batch and len(batch) + len(roster) > BATCH:
            yield batch
            batch = []
        batch = [*batch, *roster]
    yield batch


async def _close_batch(close: Close, team_scheme: TeamScheme, roster: Roster) -> int:
    """Returns how many teams were in it."""
    cards = await _computed(close, team_scheme, roster)
    # Receipts of a thousand people take a second: off the loop, so that requests are answered meanwhile.
    rows = await asyncio.to_thread(_card_rows, close, team_scheme, roster, cards)
    await repository.add_cards(close.session, rows)
    team_rows = _team_rows(close, team_scheme, roster, cards)
    await repository.add_team_cards(close.session, team_rows)
    posted = list({team.key: team for _, team in roster}.values())
    promises = [*_card_promises(close, roster), *_team_promises(close, posted)]
    await promise(close.session, promises, now=close.now)
    return len(team_rows)


async def _computed(close: Close, team_scheme: TeamScheme, roster: Roster) -> "Cards":
    session, workspace_id, scheme = close.session, close.workspace_id, team_scheme.scheme
    members = [member.key for member, _ in roster]
    pairs = [(member.key, team.key) for member, team in roster]
    months = months_needed(scheme, close.period)
    rows = await metrics.rollups_for(session, workspace_id, members, months)
    found = await reviews.ratings_for_cards(session, workspace_id, close.cycles, about=members)
    said = await appraisals.ratings_for(session, workspace_id, members, _year_until(close.period))
    targets = await schemes.targets_of_members(session, workspace_id, scheme, pairs)
    means = list(means_of(scheme, close.voices, members, close.period))
    told = Told(rows, from_peers(scheme, found), from_managers(scheme, said), means)
    return await asyncio.to_thread(_cards, close, scheme, roster, told, targets)


def _cards(
    close: Close,
    scheme: Scheme,
    roster: Roster,
    told: Told,
    targets: Mapping[str, Sequence[float]],
) -> "Cards":
    # `scoring` loads these parts, and with them numpy, when first asked: a process that closes nothing saves 12 MB.
    members = [member.key for member, _ in roster]
    evidence = scoring.evidence.Evidence.from_rows(
        told.rows, members, ratings=told.given, corrected=told.corrected, means=told.means
    )
    joined = [member.joined_on for member, _ in roster]
    shares = present_shares(joined, evidence, working_days=close.settings.working_days)
    return scoring.scorecard.compute(scheme, evidence, close.period, targets=targets, present_share=shares)


def _card_rows(close: Close, team_scheme: TeamScheme, roster: Roster, cards: "Cards") -> list[dict[str, Any]]:
    return [
        card_row(
            card,
            workspace_id=close.workspace_id,
            member_id=member.key,
            team_id=team.key,
            scheme_version_id=team_scheme.scheme_version_id,
            now=close.now,
        )
        for (member, team), card in zip(roster, cards, strict=True)
    ]


def _team_rows(close: Close, team_scheme: TeamScheme, roster: Roster, cards: "Cards") -> list[dict[str, Any]]:
    # Here, because it loads numpy; see `_cards`.
    from bot.features.scorecards.rules.team_results import rows_by_team, team_result

    minimum, rows = close.settings.team_minimum, []
    for team_id, members in rows_by_team([team.key for _, team in roster]).items():
        result = team_result(cards, members, minimum=minimum)
        rows.append(
            {
                "workspace_id": close.workspace_id,
                "team_id": team_id,
                "period": str(close.period),
                "scheme_version_id": team_scheme.scheme_version_id,
                "n_members": result.n_members,
                "n_scored": result.n_scored,
                "minimum": minimum,
                "score": result.score,
                "figures": TEAM_FIGURES.dump_json(result.figures).decode(),
                "published_at": close.now,
            }
        )
    return rows


def _card_promises(close: Close, roster: Roster) -> Iterator[Promise]:
    for member, _ in roster:
        yield card_promise(member, workspace_id=close.workspace_id, period=str(close.period), now=close.now)


def _team_promises(close: Close, teams: Sequence[Team]) -> Iterator[Promise]:
    for team in teams:
        if team.channel:
            yield Promise(
                workspace_id=close.workspace_id,
                key=f"team:{team.key}:{close.period}",
                kind=TEAM,
                recipient=team.channel,
                due_at=close.now,
                payload={"team_id": team.key, "period": str(close.period)},
            )
