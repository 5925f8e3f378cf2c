"""What cards of a period are made from: whose, by which rules, and everything told about them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.appraisals import service as appraisals
from bot.features.goals import service as goals
from bot.features.goals.service import TeamGoals
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.people.models import Member, Team
from bot.features.points import service as points
from bot.features.points.service import Given
from bot.features.reviews import service as reviews
from bot.features.schemes import service as schemes
from bot.features.schemes.service import TeamScheme
from bot.features.scorecards import repository
from bot.features.scorecards.rules.sources import from_managers, from_peers
from bot.features.scorecards.rules.spans import ending_with, last_month
from bot.features.scorecards.rules.voices import Voices, means_of
from bot.features.scorecards.rules.windows import months_needed, own_months
from bot.features.scorecards.service.occasion import Roster, voices_of
from bot.settings import Settings
from scoring.periods import Cadence, Period
from scoring.rows import Corrected, Mean, Rating, RollUp
from scoring.scheme import Scheme

BATCH = 1_000
"""Members computed at a time, which bounds memory; a team is never split."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a batch of cards is computed from: whatever a card depends on is here, in the scheme or in the roster, so
    that the fingerprint is of all of it. `targets`: metric → each member's own, in the roster's order; `attendance` by
    member, for the `months` that cards of the period look at; `goals` by team, where they move its cards;
    `special` points by member, where they got any."""

    rows: Sequence[RollUp]
    corrected: Sequence[Corrected]
    given: Sequence[Rating]
    means: Sequence[Mean]
    targets: Mapping[str, Sequence[float]]
    months: Sequence[date]
    attendance: Mapping[int, people.Attendance]
    goals: Mapping[int, TeamGoals] = field(default_factory=dict)
    special: Mapping[int, Sequence[Given]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Close:
    """The close of a period under way. `cycles`: the released review cycles of the year until its end, with their
    months; `voices` of people outside, by the month of the period with which what they are about ends; `held`: first
    days of other months whose cards wait, and what managers said in them with these."""

    session: AsyncSession
    workspace_id: int
    period: Period
    now: datetime
    settings: Settings
    cycles: Mapping[int, str]
    voices_by_month: Mapping[Period, Voices]
    held: frozenset[date] = frozenset()

    @property
    def voices(self) -> Voices:
        """About periods that end with this one."""
        return self.voices_by_month[last_month(self.period)]


def periods_of(month: Period) -> tuple[Period, ...]:
    """Whose cards come out with the month's: its own, the shortest, first."""
    return (month, *ending_with(month, Cadence))


async def opened(
    session: AsyncSession, workspace_id: int, period: Period, *, now: datetime, settings: Settings
) -> Close:
    """A close of the period, with what is asked once for all of its members."""
    today = now.astimezone(settings.zone).date()
    cycles = await reviews.released_cycles(session, workspace_id, year_until(period))
    months = [Period(Cadence.MONTH, month) for month in period.months]
    voices = {month: await voices_of(session, workspace_id, month, today=today) for month in months}
    held = frozenset(await repository.held_months(session, workspace_id) - set(period.months))
    return Close(session, workspace_id, period, now, settings, cycles, voices, held)


async def everybody_of(
    session: AsyncSession, workspace_id: int, period: Period, today: date, *, teams: Collection[int] | None = None
) -> Roster:
    """Who gets a card of the period if their team has a scheme: whoever gets one of its last month, with the team in
    which they were last in it. Of these teams alone, if some are named."""
    first, last = last_month(period).start, period.end
    return await people.members_of_month(session, workspace_id, first=first, last=last, today=today, teams=teams)


def year_until(period: Period) -> list[date]:
    """First days: no window of a metric is longer."""
    return [month for month in period.enclosing(Cadence.YEAR).months if month <= period.end]


async def batches_of(close: Close, everybody: Roster) -> list[tuple[TeamScheme, Roster]]:
    """Members by the scheme by which their team works on the period's last day, if it issues cards of such a period.
    Whoever joined after the period gets no card of it; whoever has left since then does, for HR to see."""
    every = await schemes.schemes_of_teams(close.session, close.workspace_id, on=close.period.end)
    by_team = {team: each for team, each in every.items() if _issues(each.scheme, close.period)}
    teams: dict[int, list[tuple[Member, Team]]] = {}
    for member, team in everybody:
        if team.key in by_team and not (member.joined_on and member.joined_on > close.period.end):
            teams.setdefault(team.key, []).append((member, team))
    grouped: dict[tuple[str, tuple[str, ...]], list[list[tuple[Member, Team]]]] = {}
    for team_id, roster in teams.items():
        grouped.setdefault((by_team[team_id].hash, by_team[team_id].groups), []).append(roster)
    return [(by_team[batch[0][1].key], batch) for rosters in grouped.values() for batch in _whole_teams(rosters)]


def _issues(scheme: Scheme, period: Period) -> bool:
    """Of months everybody gets cards."""
    return period.cadence is Cadence.MONTH or period.cadence in scheme.cadences


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
    shown = [month for month in year_until(close.period) if month not in close.held]
    said = await appraisals.ratings_for(session, workspace_id, members, shown)
    targets = await schemes.targets_of_members(session, workspace_id, scheme, pairs, on=close.period.end)
    means = [
        mean for month, voices in close.voices_by_month.items() for mean in means_of(scheme, voices, members, month)
    ]
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
    met = await _goals_met(close, scheme, pairs)
    special = await _special(close, members)
    return Told(rows, peers, managers, means, targets, looked_at, attendance, met, special)


async def _special(close: Close, members: Sequence[int]) -> Mapping[int, Sequence[Given]]:
    """Of the month's cards: on a longer one they would count again."""
    if close.period.cadence is not Cadence.MONTH:
        return {}
    return await points.points_of_month(close.session, close.workspace_id, str(close.period), members)


async def _goals_met(close: Close, scheme: Scheme, pairs: Sequence[tuple[int, int]]) -> Mapping[int, TeamGoals]:
    """Goals are for quarters and halves: a month's cards have none."""
    if scheme.team_coefficient is None or close.period.cadence is Cadence.MONTH:
        return {}
    settings, teams = close.settings, {team for _, team in pairs}
    today = close.now.astimezone(settings.zone).date()
    return await goals.goals_of_period(
        close.session, close.workspace_id, close.period, scheme, teams, minimum=settings.team_minimum, today=today
    )
