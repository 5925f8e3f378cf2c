"""What a member is asked for on a day, and what has come in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.metrics import repository
from bot.features.metrics.rules.pace import FigureLine, WorkingDays, is_due
from bot.features.metrics.service.standing import Place, lines_of, place_of
from bot.turn import Who
from scoring.definitions import Rhythm


@dataclass(frozen=True, slots=True)
class Due:
    """What is still to be told for a day."""

    name: str
    on: date
    lines: tuple[FigureLine, ...]
    days: WorkingDays


@dataclass(frozen=True, slots=True)
class Done:
    """What has been told for a day, the latest at `at`; `due` is what is still open."""

    on: date
    at: datetime
    zone: str
    told: tuple[tuple[FigureLine, Decimal], ...]
    due: tuple[FigureLine, ...]
    days: WorkingDays


async def due_of(session: AsyncSession, who: Who, on: date) -> Due | None:
    """None when nothing is due, and without a team or scheme."""
    place = await _place(session, who, on)
    if place is None:
        return None
    told = await repository.day_values(session, who.workspace_id, who.member_id, on)
    lines = _due(await lines_of(session, place, on=on, today=on), on, told)
    return Due(place.name, on, lines, place.days(on, on)) if lines else None


async def was_due(session: AsyncSession, who: Who, on: date) -> bool:
    """Whether the member's rules ask for a figure on that day, for which nothing was told."""
    place = await _place(session, who, on)
    return place is not None and bool(_due(await lines_of(session, place, on=on, today=on), on, ()))


async def is_told(session: AsyncSession, who: Who, on: date) -> bool:
    """Whether anything has come in for a day: a figure, a goal, what is in the way."""
    return bool(await repository.days_told(session, who.workspace_id, [who.member_id], on, on))


async def told_among(
    session: AsyncSession, workspace_id: int, asked: Collection[tuple[int, date]]
) -> set[tuple[int, date]]:
    """Of these members and days, those for which anything has come in: that it has, not what."""
    if not asked:
        return set()
    members, days = {member for member, _ in asked}, [on for _, on in asked]
    return await repository.days_told(session, workspace_id, members, min(days), max(days)) & {*asked}


async def done_of(session: AsyncSession, who: Who, on: date, *, now: datetime) -> Done | None:
    """None when nothing has been told for the day, and without a team or scheme."""
    place = await _place(session, who, on, today=who.day_of(now))
    values = await repository.day_values(session, who.workspace_id, who.member_id, on)
    note = await repository.day_note(session, who.workspace_id, who.member_id, on)
    times = [found.entered_at for found in values.values()] + ([note.entered_at] if note else [])
    if place is None or not times:
        return None
    lines = await lines_of(session, place, on=on, today=on)
    told = tuple((line, values[line.figure.id].value) for line in lines if line.figure.id in values)
    return Done(on, max(times), who.zone, told, _due(lines, on, values), place.days(on, on))


async def _place(session: AsyncSession, who: Who, on: date, *, today: date | None = None) -> Place | None:
    """On the day itself; with `today`, as who tells of the day later would be placed."""
    try:
        return await place_of(session, who, today=today or on, on=on)
    except Rejected:
        return None


def due_among(lines: tuple[FigureLine, ...], today: date) -> tuple[FigureLine, ...]:
    """What is still to be told today, of the month so far."""
    return tuple(line for line in lines if is_due(line.figure, last_on=line.last_on, on=today))


def _due(lines: tuple[FigureLine, ...], on: date, told: Collection[str]) -> tuple[FigureLine, ...]:
    """Without the figures `told` for the day. Others may have values of later days, which say nothing of this one."""
    return tuple(line for line in lines if line.figure.id not in told and _is_wanted(line, on))


def _is_wanted(line: FigureLine, on: date) -> bool:
    return line.figure.entered is Rhythm.DAY or is_due(line.figure, last_on=line.last_on, on=on)
