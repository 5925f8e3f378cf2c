"""What the forms show: a day as it is, and a value before it is corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.metrics import repository
from bot.features.metrics.rules.pace import FigureLine
from bot.features.metrics.service.locks import is_locked, require_open
from bot.features.metrics.service.standing import lines_of, place_of
from bot.turn import Who
from scoring.definitions import Figure


@dataclass(frozen=True, slots=True)
class Day:
    """A day's form: `values` told so far by figure id, the figures' month, goal and blockers."""

    on: date
    today: date
    lines: tuple[FigureLine, ...]
    values: Mapping[str, Decimal]
    goal: str
    blockers: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A value to correct; `current` is None when the day has none. `figures` are those to choose from."""

    figure: Figure
    figures: tuple[Figure, ...]
    on: date
    today: date
    current: Decimal | None


async def day_of(session: AsyncSession, who: Who, on: date, *, now: datetime, today: date) -> Day:
    """The member's own day; Rejected for one that is to come or locked, and without a team or scheme."""
    require_open(session, who, on, now=now, today=today)
    place = await place_of(session, who, today=today, on=on)
    lines = await lines_of(session, place, on=on, today=today)
    values = await repository.day_values(session, who.workspace_id, who.member_id, on)
    note = await repository.day_note(session, who.workspace_id, who.member_id, on)
    told = {figure: found.value for figure, found in values.items()}
    return Day(on, today, lines, told, note.goal if note else "", note.blockers if note else "")


async def correction_for(
    session: AsyncSession, who: Who, name: str, on: date | None, *, now: datetime, today: date
) -> Correction:
    """`name` empty: the first figure that the day has, else the scheme's first. `on` None: the figure's last day, today
    where that is locked. Rejected for a day that is."""
    require_open(session, who, on or today, now=now, today=today)
    place = await place_of(session, who, today=today, on=on)
    values = await repository.day_values(session, who.workspace_id, who.member_id, on or today)
    figures = place.scheme.figures
    if not figures:
        raise Rejected("metrics-error-no-figures")
    figure = place.names.named(name) if name else next((each for each in figures if each.id in values), figures[0])
    if on is None:
        lines = await lines_of(session, place, on=today, today=today)
        last = next(line.last_on for line in lines if line.figure.id == figure.id) or today
        on = today if is_locked(session, last, now=now) else last
        values = await repository.day_values(session, who.workspace_id, who.member_id, on)
    found = values.get(figure.id)
    return Correction(figure, figures, on, today, found.value if found else None)
