"""What cards of a period are made from: whose, by which rules, and everything told about them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.appraisals import service as appraisals
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.people.models import Member, Team
from bot.features.reviews import service as reviews
from bot.features.schemes import service as schemes
from bot.features.schemes.service import TeamScheme
from bot.features.scorecards.rules.sources import from_managers, from_peers
from bot.features.scorecards.rules.voices import Voices, means_of
from bot.features.scorecards.rules.windows import months_needed, own_months
from bot.features.scorecards.service.occasion import Roster, voices_of
from bot.settings import Settings
from scoring.periods import Cadence, Period
from scoring.rows import Corrected, Mean, Rating, RollUp

BATCH = 1_000
"""Members computed at a time, which bounds memory; a team is never split."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a batch of cards is computed from: whatever a card depends on is here, in the scheme or in the roster, so
    that the fingerprint is of all of it. `targets`: metric → each member's own, in the roster's order; `attendance` by
    member, for the `months` that cards of the period look at."""

    rows: Sequence[RollUp]
    corrected: Sequence[Corrected]
    given: Sequence[Rating]
    means: Sequence[Mean]
    targets: Mapping[str, Sequence[float]]
    months: Sequence[date]
    attendance: Mapping[int, people.Attendance]


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


def periods_of(month: Period) -> tuple[Period, ...]:
    """Whose cards come out with the month's."""
    return (month,)


async def opened(
    session: AsyncSession, workspace_id: int, period: Period, *, now: datetime, settings: Settings
) -> Close:
    """A close of the period, with what is asked once for all of its members."""
    today = now.astimezone(settings.zone).date()
    cycles = await reviews.released_cycles(session, workspace_id, year_until(period))
    voices = await voices_of(session, workspace_id, period, today=today)
    return Close(session, workspace_id, period, now, settings, cycles, voices)


async def everybody_of(
    session: AsyncSession, workspace_id: int, period: Period, today: date, *, teams: Collection[int] | None = None
) -> Roster:
    """Who gets a card of the period if their team has a scheme: with the team in which they were last in it. Of these
    teams alone, if some are named."""
    first, last = period.start, period.end
    return await people.members_of_month(session, workspace_id, first=first, last=last, today=today, teams=teams)


def year_until(period: Period) -> list[date]:
    """First days: no window of a metric is longer."""
    return [month for month in period.enclosing(Cadence.YEAR).months if month <= period.start]


async def batches_of(close: Close, everybody: Roster) -> list[tuple[TeamScheme, Roster]]:
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


async def told_about(close: Close, team_scheme: TeamScheme, roster: Roster) -> Told:
    """Everything that cards of these members are computed from, read once for all of them."""
    session, workspace_id, scheme = close.session, close.workspace_id, team_scheme.scheme
    members = [member.key for member, _ in roster]
    pairs = [(member.key, team.key) for member, team in roster]
    months = months_needed(scheme, close.period)
    rows = await metrics.rollups_for(session, workspace_id, members, months)
    found = await reviews.ratings_for_cards(session, workspace_id, close.cycles, about=members)
    said = await appraisals.ratings_for(session, workspace_id, members, year_until(close.period))
    targets = await schemes.targets_of_members(session, workspace_id, scheme, pairs)
    means = list(means_of(scheme, close.voices, members, close.period))
    looked_at = own_months(scheme, close.period)
    attendance = await people.attendance_of(
        session,
        workspace_id,
        members,
        first=looked_at[0],
        last=close.period.end,
        working_days=close.settings.working_days,
    )
    peers, managers = from_peers(scheme, found), from_managers(scheme, said)
    return Told(rows, peers, managers, means, targets, looked_at, attendance)
