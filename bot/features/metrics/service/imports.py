"""Takes entries from a table: good rows go in, the others are reported, a second run adds nothing."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Detail, Entry
from bot.errors import Rejected
from bot.features.metrics import repository
from bot.features.metrics.models import IMPORT, NOTE_LIMIT, REASON_LIMIT
from bot.features.metrics.rules.dates import read_day
from bot.features.metrics.rules.names import FigureNames
from bot.features.metrics.rules.numbers import read_value
from bot.features.metrics.rules.sheets import SheetRow
from bot.features.metrics.rules.words import free_text
from bot.features.people import service as people
from bot.features.people.service import Rosters, find_member
from bot.features.schemes.service import schemes_of_teams
from scoring.definitions import Figure
from scoring.periods import Cadence, Period

CHUNK = 2_000
"""Rows written between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot be taken: its line, the column at fault, what is written there, and why."""

    line: int
    column: str
    written: str
    reason: Rejected


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row without a reason whose day has another value already, which stays."""

    line: int
    written: str
    present: Decimal


@dataclass(slots=True)
class Imported:
    """The outcome; every row is in exactly one of the five, those not taken in the order of their lines."""

    added: int = 0
    already: int = 0
    corrected: int = 0
    bad: list[Bad] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    def add(self, later: "Imported") -> None:
        """Take in the outcome of the rows that follow."""
        self.added += later.added
        self.already += later.already
        self.corrected += later.corrected
        self.bad += later.bad
        self.conflicts += later.conflicts


class _Good(NamedTuple):
    member_id: int
    figure: str
    on: date
    value: Decimal
    note: str | None
    reason: str | None
    row: SheetRow

    @property
    def key(self) -> tuple[int, str, date]:
        """What has one value."""
        return self.member_id, self.figure, self.on


async def import_entries(
    session: AsyncSession,
    workspace_id: int,
    rows: Iterable[SheetRow],
    *,
    entered_by: int | None,
    now: datetime,
    today: date,
    progress: Callable[[int], None] = lambda _done: None,
) -> Imported:
    """Write what can be taken, days as old as they are; `progress` gets the number of rows dealt with so far. A row
    with a reason corrects the value that is there, in a month that is locked, too.

    A large table may be given in pieces, each in a transaction of its own: rows that are there already change nothing.
    `entered_by` is None when the operator does it.
    """
    outcome = Imported()
    reader = await _Reader.of(session, workspace_id, today)
    good = []
    for row in rows:
        try:
            good.append(await reader.read(row))
        except _Unusable as unusable:
            outcome.bad.append(Bad(row.line, unusable.column, getattr(row, unusable.column), unusable.reason))
    done = len(outcome.bad)
    progress(done)
    # Sorted by member, a chunk is about few members, whose locks and roll-ups are then few, too.
    good.sort(key=lambda each: (each.member_id, each.on, each.row.line))
    for start in range(0, len(good), CHUNK):
        chunk = good[start : start + CHUNK]
        await _write(session, workspace_id, chunk, outcome, entered_by=entered_by, now=now)
        progress(done := done + len(chunk))
    outcome.conflicts.sort(key=lambda conflict: conflict.line)
    return outcome


async def _write(
    session: AsyncSession,
    workspace_id: int,
    chunk: Sequence[_Good],
    outcome: Imported,
    *,
    entered_by: int | None,
    now: datetime,
) -> None:
    members = {each.member_id for each in chunk}
    days = [each.on for each in chunk]
    await repository.lock_members(session, workspace_id, members)
    span = (members, min(days), max(days))
    present = await repository.values_between(session, workspace_id, *span)
    may_correct = any(each.reason for each in chunk)
    corrected = await repository.corrected_between(session, workspace_id, *span) if may_correct else set()
    same_for_all = {"workspace_id": workspace_id, "source": IMPORT, "entered_by": entered_by, "entered_at": now}
    added: list[dict[str, Any]] = []
    for each in chunk:
        before = present.setdefault(each.key, [])
        if not _is_new(each, before, corrected, outcome):
            continue
        if before:
            await record(session, _correction(each, before, workspace_id, entered_by))
        before.append(each.value)
        corrected.add((*each.key, each.value, each.reason or ""))
        taken = {name: getattr(each, name) for name in _Good._fields[:6]}
        added.append({**same_for_all, **taken, "revision": len(before)})
    if added:
        await _insert(session, workspace_id, added)
        told = {row["member_id"] for row in added}
        await people.refresh_homes(session, workspace_id, told, now=now, managers=True)
    corrections = sum(row["revision"] > 1 for row in added)
    outcome.corrected += corrections
    outcome.added += len(added) - corrections


def _is_new(
    each: _Good,
    before: Sequence[Decimal],
    corrected: Collection[tuple[int, str, date, Decimal, str]],
    outcome: Imported,
) -> bool:
    """Whether the row adds something to what was told for its day; the outcome counts it where it does not."""
    # The second: the table is run again after somebody has corrected the day once more.
    if before and (before[-1] == each.value or (each.reason and (*each.key, each.value, each.reason) in corrected)):
        outcome.already += 1
        return False
    if before and not each.reason:
        outcome.conflicts.append(Conflict(each.row.line, each.row.value, before[-1]))
        return False
    return True


def _correction(each: _Good, before: Sequence[Decimal], workspace_id: int, entered_by: int | None) -> Entry:
    details: dict[str, Detail] = {"figure": each.figure, "on": each.on.isoformat(), "revision": len(before) + 1}
    return Entry(
        workspace_id,
        Action.FIGURE_CORRECTED,
        By.OPERATOR if entered_by is None else entered_by,
        Subject.MEMBER,
        each.member_id,
        details,
        before={"value": before[-1]},
        after={"value": each.value, "reason": each.reason},
    )


async def _insert(session: AsyncSession, workspace_id: int, added: list[dict[str, Any]]) -> None:
    await repository.add_entries(session, added)
    days = [row["on"] for row in added]
    first, last = Period.containing(min(days), Cadence.MONTH).start, Period.containing(max(days), Cadence.MONTH).end
    await repository.recompute(session, workspace_id, {row["member_id"] for row in added}, first, last)


class _Unusable(Exception):
    """A cell that cannot be read."""

    def __init__(self, column: str, reason: Rejected) -> None:
        super().__init__(column)
        self.column = column
        self.reason = reason


class _Month(NamedTuple):
    """Member → team as the month is scored, and team → what the figures of its rules are called."""

    teams: Mapping[int, int]
    names: Mapping[int, FigureNames]


class _Reader:
    """Reads cells; each different member, month and name is looked up once."""

    def __init__(self, session: AsyncSession, workspace_id: int, today: date, rosters: Rosters) -> None:
        self._session = session
        self._workspace_id = workspace_id
        self._today = today
        self._rosters = rosters
        self._months: dict[date, _Month] = {}
        self._members: dict[str, int | Rejected] = {}
        self._figures: dict[tuple[int, date, str], Figure | Rejected] = {}
        self._days: dict[str, date | Rejected] = {}

    @classmethod
    async def of(cls, session: AsyncSession, workspace_id: int, today: date) -> "_Reader":
        return cls(session, workspace_id, today, await Rosters.read(session, workspace_id))

    async def read(self, row: SheetRow) -> _Good:
        member_id = await self._member(row.member)
        on = self._day(row.date)
        figure = await self._figure(row.member, member_id, on.replace(day=1), row.metric)
        try:
            value = read_value(row.value, figure)
        except Rejected as reason:
            raise _Unusable("value", reason) from None
        note, why = _text(row, "note", limit=NOTE_LIMIT), _text(row, "reason", limit=REASON_LIMIT)
        return _Good(member_id, figure.id, on, value, note, why, row)

    async def _member(self, typed: str) -> int:
        if typed not in self._members:
            self._members[typed] = self._rosters.accounts.get(typed.strip().lower()) or await self._found(typed)
        found = self._members[typed]
        if isinstance(found, Rejected):
            raise _Unusable("member", found)
        return found

    async def _found(self, typed: str) -> int | Rejected:
        try:
            return (await find_member(self._session, self._workspace_id, typed)).key
        except Rejected as reason:
            return reason

    async def _figure(self, member: str, member_id: int, first: date, typed: str) -> Figure:
        """By the rules of the month in the team with which the member is scored in it."""
        month = await self._month(first)
        team_id = month.teams.get(member_id)
        if team_id is None or team_id not in month.names:
            raise _Unusable("member", Rejected("metrics-import-no-scheme", typed=member, month=f"{first:%Y-%m}"))
        found = self._named(month.names[team_id], (team_id, first, typed))
        if isinstance(found, Rejected):
            raise _Unusable("metric", found)
        return found

    async def _month(self, first: date) -> _Month:
        if first not in self._months:
            last = min(Period.containing(first, Cadence.MONTH).end, self._today)
            found = await schemes_of_teams(self._session, self._workspace_id, on=first)
            names = {team_id: FigureNames(each.scheme.figures) for team_id, each in found.items()}
            teams = self._rosters.teams_of(first=first, last=last, today=self._today)
            self._months[first] = _Month(teams, names)
        return self._months[first]

    def _named(self, names: FigureNames, key: tuple[int, date, str]) -> Figure | Rejected:
        if key not in self._figures:
            try:
                self._figures[key] = names.named(key[2])
            except Rejected as reason:
                self._figures[key] = reason
        return self._figures[key]

    def _day(self, typed: str) -> date:
        if typed not in self._days:
            self._days[typed] = _day_or_reason(typed, self._today)
        found = self._days[typed]
        if isinstance(found, Rejected):
            raise _Unusable("date", found)
        return found


def _text(row: SheetRow, column: str, *, limit: int) -> str | None:
    try:
        return free_text(getattr(row, column), limit=limit) or None
    except Rejected as reason:
        raise _Unusable(column, reason) from None


def _day_or_reason(typed: str, today: date) -> date | Rejected:
    try:
        found = read_day(typed, today=today)
    except Rejected as reason:
        return reason
    if found is None:
        return Rejected("metrics-error-no-such-day", typed=typed)
    return found if found <= today else Rejected("metrics-error-future", on=found)
