"""Days away, pauses and quiet hours: what members say about themselves."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.people import repository
from bot.features.people.models import Absence, Member
from bot.features.people.rules.days import read_day, read_quiet, read_resumption, read_stretch
from bot.features.people.service.lookup import member
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of a member's days from `today` on: absences, the earliest first, and a pause of prompts."""

    today: date
    absences: tuple[Absence, ...]
    paused_until: date | None


async def presence_of(session: AsyncSession, who: Who, *, today: date) -> Presence:
    own = await member(session, who.workspace_id, who.member_id)
    found = await _absences(session, who, since=today)
    return Presence(today, tuple(found), own.paused_until if own.paused_until and own.paused_until > today else None)


async def go_away(session: AsyncSession, who: Who, typed: str, *, now: datetime, today: date) -> Presence:
    """Days such as `2026-12-01..2026-12-05 sick`. The same again changes nothing; Rejected when they overlap others,
    and for what cannot be understood."""
    stretch = read_stretch(typed, today=today)
    await repository.lock_member(session, who.workspace_id, who.member_id)
    for other in await _absences(session, who, since=stretch.first_on):
        if (other.first_on, other.last_on, other.kind) == (stretch.first_on, stretch.last_on, stretch.kind):
            return await presence_of(session, who, today=today)
        if other.first_on <= stretch.last_on:
            raise Rejected("people-error-away-twice", first=other.first_on, last=other.last_on, day=str(other.first_on))
    absence = Absence(
        workspace_id=who.workspace_id,
        member_id=who.member_id,
        kind=stretch.kind,
        first_on=stretch.first_on,
        last_on=stretch.last_on,
        created_at=now,
    )
    session.add(absence)
    await session.flush()
    await record(session, Entry.of(who, Action.ABSENCE_CHANGED, Subject.MEMBER, who.member_id, what="added"))
    return await presence_of(session, who, today=today)


async def come_back(session: AsyncSession, who: Who, typed: str, *, today: date) -> Presence:
    """Back from today on, and asked again; with a day, what was planned around it is called off. Rejected when there
    is nothing to come back from."""
    own = await member(session, who.workspace_id, who.member_id)
    await repository.lock_member(session, who.workspace_id, who.member_id)
    on = read_day(typed, today=today) if typed.strip() else today
    away = next((each for each in await _absences(session, who, since=on) if each.first_on <= on), None)
    is_paused = not typed.strip() and own.paused_until is not None and own.paused_until > today
    if away is None and not is_paused:
        raise Rejected("people-error-not-away", on=on)
    if is_paused:
        own.paused_until = None
        session.add(own)
    if away:
        await _end(session, away, today)
        await record(session, Entry.of(who, Action.ABSENCE_CHANGED, Subject.MEMBER, who.member_id, what="ended"))
    await session.flush()
    return await presence_of(session, who, today=today)


async def _end(session: AsyncSession, away: Absence, today: date) -> None:
    """Days that are over stay as they were."""
    if away.first_on >= today:
        await session.delete(away)
        return
    away.last_on = min(away.last_on, today - timedelta(days=1))
    session.add(away)


async def pause(session: AsyncSession, who: Who, typed: str, *, today: date) -> Presence:
    """No prompts before the day; `off` brings them back. Rejected for a day that is not ahead."""
    own = await member(session, who.workspace_id, who.member_id)
    own.paused_until = read_resumption(typed, today=today)
    session.add(own)
    await session.flush()
    return await presence_of(session, who, today=today)


async def set_quiet(session: AsyncSession, who: Who, typed: str) -> Member:
    """No prompts in these hours, such as `20:00-8:00`; `off` for none. Rejected for what cannot be understood."""
    own = await member(session, who.workspace_id, who.member_id)
    own.quiet_start, own.quiet_end = read_quiet(typed) or (None, None)
    session.add(own)
    await session.flush()
    return own


async def _absences(session: AsyncSession, who: Who, *, since: date) -> list[Absence]:
    return await repository.absences(session, who.workspace_id, since=since, member_ids=[who.member_id])
