"""What a member is asked for on a day, what has come in, and whether to remind them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.errors import Rejected
from bot.features.metrics import repository
from bot.features.metrics.rules.keys import SNOOZED, prompt_key, snooze_keys
from bot.features.metrics.rules.pace import FigureLine, WorkingDays, is_due
from bot.features.metrics.service.standing import Place, lines_of, place_of
from bot.features.people import service as people
from bot.scheduling.asking import Habits, PutOff, after_quiet, choices_of, is_over, put_off
from bot.turn import Who
from scoring.definitions import Rhythm

NUDGE_APART = timedelta(minutes=10)
"""After an outage prompt and reminder fall due together; a reminder this soon after the prompt reminds of nothing."""
OLDEST_PUT_OFF = 7
"""Days after which a prompt is no longer worth being put off."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is still to be told for a day, and how long the prompt can be put off."""

    name: str
    on: date
    lines: tuple[FigureLine, ...]
    days: WorkingDays
    later: tuple[PutOff, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What has been told for a day, the latest at `at`; `due` is what is still open."""

    on: date
    at: datetime
    zone: str
    told: tuple[tuple[FigureLine, Decimal], ...]
    due: tuple[FigureLine, ...]
    days: WorkingDays


async def due_of(session: AsyncSession, who: Who, on: date, *, wanted_at: datetime, now: datetime) -> Due | None:
    """None when nothing is due, without a team or scheme, while the member is not to be asked, and once a prompt that
    was `wanted_at` has become pointless."""
    if is_over(on, wanted_at, now, who.zone):
        return None
    place = await _place(session, who, on)
    if place is None:
        return None
    habits = await _habits(session, place, who.day_of(now))
    if habits.why_unasked(max(on, who.day_of(wanted_at))) or after_quiet(habits, now) != now:
        return None
    told = await repository.day_values(session, who.workspace_id, who.member_id, on)
    lines = _due(await lines_of(session, place, on=on, today=on), on, told)
    return Due(place.name, on, lines, place.days(on, on), choices_of(habits, now)) if lines else None


async def was_due(session: AsyncSession, who: Who, on: date) -> bool:
    """Whether the member's rules ask for a figure on that day, for which nothing was told."""
    place = await _place(session, who, on)
    return place is not None and bool(_due(await lines_of(session, place, on=on, today=on), on, ()))


async def nudge_of(session: AsyncSession, who: Who, on: date, *, now: datetime) -> Due | None:
    """None when anything came in for the day, it is over, or the prompt was put off, was not sent or only just."""
    sent_at = await repository.prompt_sent_at(session, who.workspace_id, prompt_key(who.member_id, on))
    if who.day_of(now) != on or sent_at is None or now - sent_at < NUDGE_APART:
        return None
    if await repository.days_told(session, who.workspace_id, [who.member_id], on, on):
        return None
    if await repository.newest_snooze(session, who.workspace_id, snooze_keys(who.member_id, on)):
        return None
    return await due_of(session, who, on, wanted_at=now, now=now)


async def snoozed_due_of(
    session: AsyncSession, who: Who, on: date, *, wanted_at: datetime, now: datetime
) -> Due | None:
    """Like `due_of`; None also when the prompt was put off once more after this."""
    newest = await repository.newest_snooze(session, who.workspace_id, snooze_keys(who.member_id, on))
    if newest != _snooze_key(who, on, wanted_at):
        return None
    return await due_of(session, who, on, wanted_at=wanted_at, now=now)


async def snooze(session: AsyncSession, who: Who, on: date, choice: str, *, now: datetime) -> datetime:
    """Ask for the day's figures again later; returns when. Rejected when the day is over, and when the choice is no
    `PutOff`, or has passed."""
    today = who.day_of(now)
    if not 0 <= (today - on).days <= OLDEST_PUT_OFF:
        raise Rejected("metrics-error-put-off-over", on=on)
    place = await place_of(session, who, today=today)
    known = choice in list(PutOff)
    at = put_off(await _habits(session, place, today), PutOff(choice), now) if known else None
    if at is None:
        raise Rejected("metrics-error-put-off-late")
    at = at.replace(second=0, microsecond=0)
    payload = {"on": on.isoformat(), "at": at.isoformat()}
    wanted = Promise(who.workspace_id, _snooze_key(who, on, at), SNOOZED, who.slack_user, at, payload)
    await promise(session, [wanted], now=now)
    return at


def _snooze_key(who: Who, on: date, at: datetime) -> str:
    return f"{snooze_keys(who.member_id, on)}{at:%Y%m%dT%H%M}"


async def _habits(session: AsyncSession, place: Place, today: date) -> Habits:
    who = place.who
    found = await people.habits_of(
        session, who.workspace_id, [who.member_id], working_days=place.working_days, today=today
    )
    return found[who.member_id]


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


def _due(lines: tuple[FigureLine, ...], on: date, told: Collection[str]) -> tuple[FigureLine, ...]:
    """Without the figures `told` for the day. Others may have values of later days, which say nothing of this one."""
    return tuple(line for line in lines if line.figure.id not in told and _is_wanted(line, on))


def _is_wanted(line: FigureLine, on: date) -> bool:
    return line.figure.entered is Rhythm.DAY or is_due(line.figure, last_on=line.last_on, on=on)
