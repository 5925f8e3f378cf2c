"""How far a month's cards are and how they come out, for HR."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Subject
from bot.features.scorecards import repository
from bot.features.scorecards.models import MonthMaking, StagedTeam
from bot.features.scorecards.repository import Tally
from bot.features.scorecards.rules.distribution import told_counts
from bot.features.scorecards.rules.months import month_period
from bot.features.scorecards.service.closing.releasing import CLOSE
from bot.features.scorecards.service.closing.steps import progress_of
from bot.scheduling.repository import schedules_of
from bot.settings import Settings
from bot.turn import Who
from scoring.periods import Cadence, Period


class CloseState(StrEnum):
    """`running`: the month is not over; `waiting`: nobody has begun; `held` whatever else it is; `released`: out."""

    RUNNING = "running"
    WAITING = "waiting"
    MAKING = "making"
    MADE = "made"
    HELD = "held"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Spread:
    """Of the cards of a month; `bands` from the best down, None for fewer than the team minimum."""

    complete: int = 0
    incomplete: int = 0
    unscored: int = 0
    bands: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Lacking:
    """A team of whose `members` cards some have no score at all, for nobody told a figure."""

    team: str
    members: int
    unscored: int


@dataclass(frozen=True, slots=True)
class CloseSummary:
    """`made` of `total` members' cards are as they were last wanted. `locks_at`: people tell figures until then, None
    for a month that is out. `releases_at`: by the calendar, None without one or when they are out; `is_wanted`: they
    come out as soon as they are made and nobody holds them. `lacking` teams, the largest part first; `before`: the
    month before, if it is out."""

    month: str
    state: CloseState
    made: int = 0
    total: int = 0
    made_at: datetime | None = None
    released_at: datetime | None = None
    releases_at: datetime | None = None
    locks_at: datetime | None = None
    is_locked: bool = False
    is_wanted: bool = False
    holder: Member | None = None
    held_at: datetime | None = None
    held_for: str = ""
    minimum: int = 0
    spread: Spread = Spread()
    before: Spread | None = None
    lacking: Sequence[Lacking] = ()

    @property
    def is_held(self) -> bool:
        return self.held_at is not None

    @property
    def is_open(self) -> bool:
        """Whether anything can be done about it."""
        return self.state not in (CloseState.RUNNING, CloseState.RELEASED)


async def close_summary(
    session: AsyncSession, who: Who, month: str | None = None, *, now: datetime, settings: Settings
) -> CloseSummary:
    """Of a month written 2026-10; without one, of the earliest that is on its way, else of the last that is over.
    Denied for everybody but HR; Rejected for what is no month."""
    await require_closer(session, who, now=now)
    return await summary_of(session, who.workspace_id, month, now=now, settings=settings)


async def summary_of(
    session: AsyncSession, workspace_id: int, month: str | None = None, *, now: datetime, settings: Settings
) -> CloseSummary:
    """The same for whoever runs the program."""
    today = now.astimezone(settings.zone).date()
    last = Period.containing(today, Cadence.MONTH).previous()
    if month is None:
        waiting = await repository.makings(session, workspace_id)
        month = waiting[0].month if waiting else str(last)
    period = month_period(month)
    row = await repository.making_of(session, workspace_id, str(period))
    closed = await repository.month_close(session, workspace_id, str(period))
    before = await _spread_of_published(session, workspace_id, str(period.previous()), settings)
    if closed:
        spread = await _spread_of_published(session, workspace_id, str(period), settings) or Spread()
        total = spread.complete + spread.incomplete + spread.unscored
        state, at = CloseState.RELEASED, closed.closed_at
        return CloseSummary(
            str(period),
            state,
            total,
            total,
            released_at=at,
            spread=spread,
            before=before,
            minimum=settings.team_minimum,
        )
    lock = metrics.lock_of(period.start, settings)
    progress = await progress_of(session, workspace_id, str(period))
    members = await people.members_by_id(session, workspace_id, [row.held_by] if row and row.held_by else [])
    tally = await repository.tally_staged(session, workspace_id, str(period))
    return CloseSummary(
        month=str(period),
        state=_state(row, is_over=period.end < today),
        made=progress.made if progress else 0,
        total=progress.total if progress else 0,
        made_at=row.made_at if row else None,
        locks_at=lock,
        is_locked=now >= lock,
        releases_at=await _release(session, workspace_id) if period == last else None,
        is_wanted=row is not None and row.release_at is not None,
        holder=members.get(row.held_by) if row and row.held_by else None,
        held_at=row.held_at if row else None,
        held_for=row.held_for if row else "",
        minimum=settings.team_minimum,
        spread=_spread(tally, settings),
        before=before,
        lacking=await _lacking(session, workspace_id, str(period)),
    )


async def require_closer(session: AsyncSession, who: Who, *, now: datetime) -> None:
    """Denied for everybody but HR."""
    if not await people.may(session, who, Action.CLOSE_MONTHS, Subject(), at=now):
        raise people.not_visible(who, Action.CLOSE_MONTHS)


def _state(row: MonthMaking | None, *, is_over: bool) -> CloseState:
    if row is None:
        return CloseState.WAITING if is_over else CloseState.RUNNING
    if row.held_at:
        return CloseState.HELD
    return CloseState.MADE if row.is_made else CloseState.MAKING


async def _release(session: AsyncSession, workspace_id: int) -> datetime | None:
    schedules = await schedules_of(session, workspace_id, CLOSE)
    return next((each.next_fire_at for each in schedules.values()), None)


async def _spread_of_published(
    session: AsyncSession, workspace_id: int, month: str, settings: Settings
) -> Spread | None:
    tally = await repository.tally_published(session, workspace_id, month)
    return _spread(tally, settings) if tally else None


def _spread(tally: Iterable[Tally], settings: Settings) -> Spread:
    kinds: Counter[str] = Counter()
    bands: Counter[str] = Counter()
    for each in tally:
        kinds["complete" if each.is_complete else "incomplete" if each.has_score else "unscored"] += each.cards
        if each.band is not None:
            bands[each.band] += each.cards
    told = told_counts(bands, minimum=settings.team_minimum)
    ordered = sorted(told.items(), key=lambda band: (band[0] != "S", band[0]))
    return Spread(kinds["complete"], kinds["incomplete"], kinds["unscored"], tuple(ordered))


async def _lacking(session: AsyncSession, workspace_id: int, month: str) -> list[Lacking]:
    staged = [each for each in await repository.staged_teams(session, workspace_id, month) if each.n_unscored]
    names = {team.key: team.name for team in await people.teams(session, workspace_id)} if staged else {}
    staged.sort(key=_part, reverse=True)
    return [Lacking(names.get(each.team_id, ""), each.n_members, each.n_unscored) for each in staged]


def _part(staged: StagedTeam) -> tuple[float, int]:
    return staged.n_unscored / max(staged.n_members, 1), staged.n_unscored


def require_open(month: str, *, is_out: bool) -> None:
    """Rejected for a month whose cards are out."""
    if is_out:
        raise Rejected("scorecards-error-out", typed=month)
