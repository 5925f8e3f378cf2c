"""Takes figures: one at once, a day's form, and corrections. A day has one value per figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.delivery.promises import Promise, promise
from bot.errors import Rejected, RejectedFields
from bot.features.metrics import repository
from bot.features.metrics.models import CHAT, DAY_TEXT_LIMIT, NOTE_LIMIT, REASON_LIMIT
from bot.features.metrics.repository import DayValue
from bot.features.metrics.rules.amounts import exact_amount
from bot.features.metrics.rules.keys import DONE, done_key, figure_field, note_field
from bot.features.metrics.rules.names import LISTED, require_value
from bot.features.metrics.rules.numbers import read_value
from bot.features.metrics.rules.pace import FigureLine, WorkingDays
from bot.features.metrics.rules.words import free_text, titled
from bot.features.metrics.service.days import Correction, correction_for
from bot.features.metrics.service.locks import require_open
from bot.features.metrics.service.standing import Place, line_of, place_of, understood
from bot.features.people import service as people
from bot.i18n.translator import in_both
from bot.turn import Who
from scoring.definitions import Figure
from scoring.periods import Cadence, Period

State = Literal["added", "same", "differs", "fixed"]


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one value: `added`; `same` as before; `differs` from the day's value, so nothing was written; or
    `fixed`. `before` is the day's earlier value. `line` and `days` are about the month of `on`."""

    state: State
    figure: Figure
    on: date
    today: date
    value: Decimal
    before: Decimal | None
    note: str
    line: FigureLine
    days: WorkingDays


@dataclass(frozen=True, slots=True)
class DaySaved:
    """A submitted form; `added` counts its new values."""

    on: date
    added: int
    has_new_note: bool


async def check_in(session: AsyncSession, who: Who, typed: str, *, now: datetime, today: date) -> Told:
    """Take `leads 42 [day] [note]`. The same value again changes nothing, a different one neither.

    Rejected for anything that cannot be understood or taken, naming it.
    """
    place, read = await understood(session, who, typed, today=today, locking=True)
    value = read_value(require_value(read), read.figure)
    on = require_open(session, who, read.on or today, now=now, today=today, typed=typed)
    note = free_text(read.rest, limit=NOTE_LIMIT)
    row = _row(who, read.figure, on, value, now) | {"note": note or None}
    if not await repository.add_entry(session, row):
        before = (await repository.day_values(session, who.workspace_id, who.member_id, on))[read.figure.id].value
        return await _told(session, place, "same" if before == value else "differs", read.figure, row, before, today)
    await _recompute(session, who, read.figure, on, now=now)
    await _update_prompt(session, place, on, now=now, today=today)
    return await _told(session, place, "added", read.figure, row, None, today)


async def fix_typed(session: AsyncSession, who: Who, typed: str, *, now: datetime, today: date) -> Told | Correction:
    """`leads 45 [day] reason` corrects at once; without a value, what the form needs to ask for one."""
    if not typed.strip():
        return await correction_for(session, who, "", None, now=now, today=today)
    _, read = await understood(session, who, typed, today=today)
    if read.value is None:
        return await correction_for(session, who, read.figure.id, read.on, now=now, today=today)
    on = require_open(session, who, read.on or today, now=now, today=today, typed=typed)
    return await fix(session, who, read.figure.id, read.value, on, read.rest, now=now, today=today)


async def fix(
    session: AsyncSession, who: Who, name: str, typed: str, on: date, reason: str, *, now: datetime, today: date
) -> Told:
    """Correct a day's value; the old one stays as the revision before. Rejected without a reason or an old value, and
    for a month that is locked."""
    place = await place_of(session, who, today=today, on=on, locking=True)
    figure = place.names.named(name)
    value = _corrected(session, place, typed, figure, on, now=now, today=today)
    why = free_text(reason, limit=REASON_LIMIT, field="reason")
    old = (await repository.day_values(session, who.workspace_id, who.member_id, on)).get(figure.id)
    if old is None:
        raise Rejected(
            "metrics-error-nothing-to-fix", field="value", figure=titled(figure.title), name=figure.id, on=on
        )
    row = _row(who, figure, on, value, now) | {"reason": why, "revision": old.revision + 1}
    if old.value == value:
        return await _told(session, place, "same", figure, row, old.value, today)
    if not why:
        raise Rejected("metrics-error-reason-missing", field="reason", name=figure.id, typed=typed, on=on.isoformat())
    await repository.add_entry(session, row)
    await _recompute(session, who, figure, on, now=now)
    await _update_prompt(session, place, on, now=now, today=today)
    await record(session, _corrected_entry(who, row, before=old.value))
    return await _told(session, place, "fixed", figure, row, old.value, today)


async def submit_day(
    session: AsyncSession,
    who: Who,
    on: date,
    typed: Mapping[str, str],
    notes: Mapping[str, str],
    *,
    now: datetime,
    today: date,
) -> DaySaved:
    """Take a day's form, all of it or nothing: `typed` values by figure id, `notes` under `goal` and `blockers`.

    RejectedFields with every field that is wrong; one that has a value already may only be told the same again.
    """
    require_open(session, who, on, now=now, today=today)
    place = await place_of(session, who, today=today, on=on, locking=True)
    old = await repository.day_values(session, who.workspace_id, who.member_id, on)
    form = _Form(place, on, old)
    values, texts = form.read(typed, notes)
    rows = [_row(who, figure, on, value, now) for figure, value in values]
    await repository.add_entries(session, rows)
    has_new_note = await _keep_notes(session, who, on, texts, now=now)
    if rows:
        first, last = _month(on)
        await repository.recompute(session, who.workspace_id, [who.member_id], first, last)
    if not (rows or has_new_note or old or any(texts.values())):
        raise Rejected("metrics-error-nothing", field=next(iter(form.fields(typed)), None))
    if rows or has_new_note:
        await _confirm(session, place, on, now=now)
        await _show(session, who, now=now)
    return DaySaved(on, len(rows), has_new_note)


def _corrected(
    session: AsyncSession, place: Place, typed: str, figure: Figure, on: date, *, now: datetime, today: date
) -> Decimal:
    """The new value; Rejected beside the form's field for it."""
    try:
        require_open(session, place.who, on, now=now, today=today)
        return read_value(typed, figure)
    except Rejected as rejected:
        raise Rejected(rejected.key, field="value", **rejected.params) from None


def _corrected_entry(who: Who, row: Mapping[str, Any], *, before: Decimal) -> Entry:
    details = {"figure": row["figure"], "on": row["on"].isoformat(), "revision": row["revision"]}
    after = {"value": row["value"], "reason": row["reason"]}
    about = (Subject.MEMBER, row["member_id"], details)
    return Entry(
        who.workspace_id, Action.FIGURE_CORRECTED, who.member_id, *about, before={"value": before}, after=after
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """A day's form against what the day has already."""

    place: Place
    on: date
    old: Mapping[str, DayValue]

    def fields(self, typed: Mapping[str, str]) -> list[str]:
        return [figure_field(figure_id, self.on) for figure_id in typed]

    def read(
        self, typed: Mapping[str, str], notes: Mapping[str, str]
    ) -> tuple[list[tuple[Figure, Decimal]], dict[str, str]]:
        """New values and the texts; RejectedFields."""
        wrong = self._strangers(typed)
        values, texts = [], {}
        for figure in self.place.scheme.figures:
            try:
                value = self._value(figure, typed.get(figure.id))
            except Rejected as rejected:
                wrong[figure_field(figure.id, self.on)] = rejected
            else:
                values += [(figure, value)] if value is not None else []
        for name, text in notes.items():
            try:
                texts[name] = free_text(text, limit=DAY_TEXT_LIMIT)
            except Rejected as rejected:
                wrong[note_field(name, self.on)] = rejected
        if wrong:
            raise RejectedFields(wrong)
        return values, texts

    def _strangers(self, typed: Mapping[str, str]) -> dict[str, Rejected]:
        """What was typed for figures that the scheme no longer has: it may have changed while the form was open."""
        known = [figure.id for figure in self.place.scheme.figures]
        told = [figure_id for figure_id, value in typed.items() if value and figure_id not in known]
        return {
            figure_field(each, self.on): Rejected("metrics-error-unknown-figure", typed=each, known=known[:LISTED])
            for each in told
        }

    def _value(self, figure: Figure, typed: str | None) -> Decimal | None:
        """None when there is nothing new; `typed` is None for a figure that the form did not show."""
        old = self.old.get(figure.id)
        if not typed:
            if old and typed is not None:
                raise self._told_before(figure, old, "metrics-error-cleared")
            return None
        value = read_value(typed, figure)
        if old and old.value != value:
            raise self._told_before(figure, old, "metrics-error-already-told")
        return None if old else value

    def _told_before(self, figure: Figure, old: DayValue, key: str) -> Rejected:
        shown = in_both(lambda t: exact_amount(t, old.value, figure.unit))
        return Rejected(key, figure=titled(figure.title), name=figure.id, on=self.on, old=shown)


async def _keep_notes(session: AsyncSession, who: Who, on: date, texts: Mapping[str, str], *, now: datetime) -> bool:
    """True when goal or blockers have changed."""
    old = await repository.day_note(session, who.workspace_id, who.member_id, on)
    goal, blockers = texts.get("goal", ""), texts.get("blockers", "")
    if (goal, blockers) == ((old.goal, old.blockers) if old else ("", "")):
        return False
    values = {"goal": goal, "blockers": blockers, "revision": old.revision + 1 if old else 1, "entered_at": now}
    owner = {"workspace_id": who.workspace_id, "member_id": who.member_id, "on": on}
    await repository.add_day_note(session, owner | values)
    return True


async def _told(
    session: AsyncSession,
    place: Place,
    state: State,
    figure: Figure,
    row: Mapping[str, Any],
    before: Decimal | None,
    today: date,
) -> Told:
    on: date = row["on"]
    line = await line_of(session, place, figure, on=on, today=today)
    note = str(row.get("note") or "")
    return Told(state, figure, on, today, row["value"], before, note, line, place.days(on, today))


async def _recompute(session: AsyncSession, who: Who, figure: Figure, on: date, *, now: datetime) -> None:
    first, last = _month(on)
    await repository.recompute_one(session, who.workspace_id, who.member_id, figure.id, first, last)
    await _show(session, who, now=now)


async def _show(session: AsyncSession, who: Who, *, now: datetime) -> None:
    """On the person's Home, and on that of who has an eye on their month."""
    await people.refresh_homes(session, who.workspace_id, [who.member_id], now=now, managers=True)


async def _update_prompt(session: AsyncSession, place: Place, on: date, *, now: datetime, today: date) -> None:
    """Whoever answers by command has been answered; only a prompt that asks for the same must not stay as it is."""
    if place.has_prompt and on == today:
        await people.refresh_prompt(session, place.who, now=now, on=on)


async def _confirm(session: AsyncSession, place: Place, on: date, *, now: datetime) -> None:
    """In the day's prompt, or in a message of its own where there was none."""
    who = place.who
    if place.has_prompt:
        await people.refresh_prompt(session, who, now=now, on=on)
        return
    key, payload = done_key(who.member_id, on, now), {"on": on.isoformat()}
    await promise(session, [Promise(who.workspace_id, key, DONE, who.slack_user, now, payload)], now=now)


def _row(who: Who, figure: Figure, on: date, value: Decimal, now: datetime) -> dict[str, Any]:
    return {
        "workspace_id": who.workspace_id,
        "member_id": who.member_id,
        "figure": figure.id,
        "on": on,
        "revision": 1,
        "value": value,
        "note": None,
        "reason": None,
        "source": CHAT,
        "entered_by": who.member_id,
        "entered_at": now,
    }


def _month(on: date) -> tuple[date, date]:
    period = Period.containing(on, Cadence.MONTH)
    return period.start, period.end
