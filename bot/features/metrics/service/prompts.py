"""What a member is asked for on a day, what has come in, and whether to remind them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.metrics import repository
from bot.features.metrics.rules.keys import prompt_key
from bot.features.metrics.rules.pace import FigureLine, WorkingDays, is_due
from bot.features.metrics.service.standing import Place, lines_of, place_of
from bot.turn import Who

NUDGE_APART = timedelta(minutes=10)
"""After an outage prompt and reminder fall due together; a reminder this soon after the prompt reminds of nothing."""


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


async def due_of(session: AsyncSession, who: Who, on: date, *, now: datetime) -> Due | None:
    """None when nothing is due, without a team or scheme, and once the day after is over."""
    today = _today(who, now)
    if (today - on).days > 1:
        return None
    place = await _place(session, who, on)
    if place is None:
        return None
    lines = _due(await lines_of(session, place, on=on, today=on), on)
    return Due(place.name, on, lines, place.days(on, on)) if lines else None


async def nudge_of(session: AsyncSession, who: Who, on: date, *, now: datetime) -> Due | None:
    """None when anything came in for the day, when it is over, and when the prompt was not sent or only just."""
    key = prompt_key(who.member_id, on)
    sent_at = await repository.prompt_sent_at(session, who.workspace_id, key)
    if _today(who, now) != on or sent_at is None or now - sent_at < NUDGE_APART:
        return None
    if await repository.day_values(session, who.workspace_id, who.member_id, on):
        return None
    if await repository.day_note(session, who.workspace_id, who.member_id, on):
        return None
    return await due_of(session, who, on, now=now)


async def done_of(session: AsyncSession, who: Who, on: date) -> Done | None:
    """None when nothing has been told for the day, and without a team or scheme."""
    place = await _place(session, who, on)
    values = await repository.day_values(session, who.workspace_id, who.member_id, on)
    note = await repository.day_note(session, who.workspace_id, who.member_id, on)
    times = [found.entered_at for found in values.values()] + ([note.entered_at] if note else [])
    if place is None or not times:
        return None
    lines = await lines_of(session, place, on=on, today=on)
    told = tuple((line, values[line.figure.id].value) for line in lines if line.figure.id in values)
    open_lines = tuple(line for line in _due(lines, on) if line.figure.id not in values)
    return Done(on, max(times), who.zone, told, open_lines, place.days(on, on))


async def _place(session: AsyncSession, who: Who, on: date) -> Place | None:
    try:
        return await place_of(session, who, today=on)
    except Rejected:
        return None


def _due(lines: tuple[FigureLine, ...], on: date) -> tuple[FigureLine, ...]:
    return tuple(line for line in lines if is_due(line.figure, last_on=line.last_on, on=on))


def _today(who: Who, now: datetime) -> date:
    return now.astimezone(ZoneInfo(who.zone)).date()
