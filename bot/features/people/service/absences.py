"""Days away, pauses and quiet hours: what members say about themselves."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.db.configured import settings_of
from bot.errors import Rejected, RejectedFields
from bot.features.people import repository
from bot.features.people.models import ABSENCES, Absence, Member
from bot.features.people.rules.days import (
    Stretch,
    read_day,
    read_quiet,
    read_resumption,
    read_stretch,
    require_open,
    stretch_of,
)
from bot.features.people.rules.visibility import Action as Right
from bot.features.people.rules.visibility import Subject as Whose
from bot.features.people.service.lookup import member, who_is
from bot.features.people.service.prompts import refresh_homes
from bot.features.people.service.visibility import may, not_visible, require
from bot.turn import Who

NOBODY = 0
"""No member's key."""


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of a member's days from `today` on: absences, the earliest first, and a pause of prompts."""

    today: date
    absences: tuple[Absence, ...]
    paused_until: date | None


@dataclass(frozen=True, slots=True)
class DaysAway:
    """Days on which a member will be away, the earliest first: key, first and last day. Why is theirs to know."""

    member: Member
    stretches: tuple[tuple[int, date, date], ...]


@dataclass(frozen=True, slots=True)
class AwayWish:
    """What HR enters for the person with this Slack id; `last_on` None for a single day."""

    person: str
    first_on: date
    last_on: date | None
    kind: str


async def presence_of(session: AsyncSession, who: Who, *, today: date) -> Presence:
    own = await member(session, who.workspace_id, who.member_id)
    found = await _absences(session, who, since=today)
    return Presence(today, tuple(found), own.paused_until if own.paused_until and own.paused_until > today else None)


async def go_away(session: AsyncSession, who: Who, typed: str, *, now: datetime, today: date) -> Presence:
    """Days such as `2026-12-01..2026-12-05 sick`. The same again changes nothing; Rejected when they overlap others,
    for what cannot be understood, and for days of a month whose cards are made: those are HR's to enter."""
    stretch = read_stretch(typed, today=today)
    require_open(stretch, today=today, making_day=settings_of(session).making_day)
    await _enter(session, who, who.member_id, stretch, now=now)
    return await presence_of(session, who, today=today)


async def days_away_of(session: AsyncSession, who: Who, slack_user: str, *, now: datetime) -> DaysAway:
    """When somebody will be away, for HR, without why; Denied for everybody else."""
    found = await _subject(session, who, slack_user, now)
    return await _days_away(session, found, who_is(found).day_of(now))


async def enter_days_away(session: AsyncSession, who: Who, wish: AwayWish, *, now: datetime) -> DaysAway:
    """Days away of somebody else, entered by HR; RejectedFields for days that cannot be, and for any that are entered
    already, whatever their kind."""
    found = await _subject(session, who, wish.person, now)
    today = who_is(found).day_of(now)
    if wish.kind not in ABSENCES:
        raise RejectedFields({"kind": Rejected("people-error-bad-kind", typed=wish.kind)})
    try:
        stretch = stretch_of(wish.first_on, wish.last_on or wish.first_on, wish.kind, today=today)
        await _enter(session, who, found.key, stretch, now=now)
    except Rejected as rejected:
        raise RejectedFields({"first": rejected}) from None
    return await _days_away(session, found, today)


async def end_days_away(session: AsyncSession, who: Who, absence_id: int, *, now: datetime) -> DaysAway:
    """Call off days away of somebody else; those that are over stay. Rejected when they are not there any more."""
    absence = await repository.absence(session, who.workspace_id, absence_id)
    if absence is None:
        if await may(session, who, Right.ENTER_DAYS_AWAY, Whose(), at=now):
            raise Rejected("people-error-no-days-away")
        raise not_visible(who, Right.ENTER_DAYS_AWAY)
    found = await member(session, who.workspace_id, absence.member_id)
    await _may_enter(session, who, found, now)
    await repository.lock_member(session, who.workspace_id, found.key)
    await _end(session, absence, who_is(found).day_of(now))
    await record(session, Entry.of(who, Action.ABSENCE_CHANGED, Subject.MEMBER, found.key, what="ended"))
    await session.flush()
    await refresh_homes(session, who.workspace_id, [found.key], now=now, managers=True)
    return await _days_away(session, found, who_is(found).day_of(now))


async def _enter(session: AsyncSession, who: Who, member_id: int, stretch: Stretch, *, now: datetime) -> None:
    workspace_id, is_own = who.workspace_id, member_id == who.member_id
    await repository.lock_member(session, workspace_id, member_id)
    for other in await repository.absences(session, workspace_id, since=stretch.first_on, member_ids=[member_id]):
        # Somebody else would be told the kind by trying one after the other.
        if is_own and (other.first_on, other.last_on, other.kind) == (stretch.first_on, stretch.last_on, stretch.kind):
            return
        if other.first_on <= stretch.last_on:
            key = "people-error-away-twice" if is_own else "people-error-away-already"
            day = {"day": str(other.first_on)} if is_own else {}
            raise Rejected(key, first=other.first_on, last=other.last_on, **day)
    session.add(
        Absence(
            workspace_id=workspace_id,
            member_id=member_id,
            kind=stretch.kind,
            first_on=stretch.first_on,
            last_on=stretch.last_on,
            created_at=now,
        )
    )
    await session.flush()
    await refresh_homes(session, workspace_id, [member_id], now=now, managers=True)
    await record(session, Entry.of(who, Action.ABSENCE_CHANGED, Subject.MEMBER, member_id, what="added"))


async def _subject(session: AsyncSession, who: Who, slack_user: str, now: datetime) -> Member:
    found = await repository.member_by_slack_user(session, who.workspace_id, slack_user)
    await _may_enter(session, who, found, now)
    assert found is not None, "nobody may enter days of somebody who does not exist"
    if not found.is_active:
        raise Rejected("people-error-no-active-member", found=1)
    return found


async def _may_enter(session: AsyncSession, who: Who, found: Member | None, now: datetime) -> None:
    await require(session, who, Right.ENTER_DAYS_AWAY, found.key if found else NOBODY, at=now)


async def _days_away(session: AsyncSession, found: Member, today: date) -> DaysAway:
    rows = await repository.absences(session, found.workspace_id, since=today, member_ids=[found.key])
    return DaysAway(found, tuple((row.key, row.first_on, row.last_on) for row in rows))


async def come_back(session: AsyncSession, who: Who, typed: str, *, now: datetime, today: date) -> Presence:
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
    await refresh_homes(session, who.workspace_id, [who.member_id], now=now, managers=True)
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
