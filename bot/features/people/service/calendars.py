"""Whose day is worked: the workspace's calendar, and each member's country, absences, pause and quiet hours."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.db.configured import settings_of
from bot.errors import Rejected
from bot.features.people import repository
from bot.features.people.models import CalendarDay, Member
from bot.features.people.repository import OwnDays
from bot.features.people.rules.days import OFF_WORDS, read_day
from bot.features.people.service.lookup import member
from bot.features.people.service.visibility import require_administrator
from bot.scheduling.asking import Habits, QuietHours
from bot.scheduling.moments import may_disturb, moment_to_tell
from bot.scheduling.working_calendar import WorkingCalendar, country_named
from bot.turn import Who

REMEMBERED = timedelta(days=40)
"""How far back days still matter to anybody who asks what is due."""
NAME_LIMIT = 80


@dataclass(frozen=True, slots=True)
class CalendarShown:
    """The workspace's country (empty: none) and its own days from today on."""

    country: str
    days: tuple[CalendarDay, ...]


async def habits_of(
    session: AsyncSession, workspace_id: int, member_ids: Collection[int], *, working_days: str, today: date
) -> dict[int, Habits]:
    """By member; `working_days` as ISO weekdays `1-5`. Absences and own days are known from 40 days before `today`.
    Members whose days are alike share one object."""
    workspace = await repository.workspace(session, workspace_id)
    listed = await repository.calendar_days(session, workspace_id, since=today - REMEMBERED)
    off = {each.on: each.name for each in listed if not each.is_worked}
    extra = frozenset(each.on for each in listed if each.is_worked)
    away: dict[int, tuple[tuple[date, date], ...]] = defaultdict(tuple)
    for absence in await repository.days_away(session, workspace_id, since=today - REMEMBERED, member_ids=member_ids):
        away[absence.member_id] += ((absence.first_on, absence.last_on),)

    @cache
    def calendar(country: str) -> WorkingCalendar:
        return WorkingCalendar(working_days, country, off, extra)

    @cache
    def habits(own: OwnDays, days_away: tuple[tuple[date, date], ...]) -> Habits:
        country = own.country or workspace.country or ""
        return Habits(own.zone, calendar(country), days_away, own.paused_until, _quiet(own))

    found = await repository.own_days(session, workspace_id, member_ids)
    return {member_id: habits(own, away.get(member_id, ())) for member_id, own in found.items()}


async def habits_now(
    session: AsyncSession, workspace_id: int, member_ids: Collection[int], *, now: datetime
) -> dict[int, Habits]:
    """By member, with the working days that the program is set to."""
    return await habits_since(session, workspace_id, member_ids, since=now.date())


async def habits_since(
    session: AsyncSession, workspace_id: int, member_ids: Collection[int], *, since: date
) -> dict[int, Habits]:
    """The same for whoever counts days back to `since`: what was off or away from then on is all known."""
    days = settings_of(session).working_days
    return await habits_of(session, workspace_id, member_ids, working_days=days, today=since)


async def own_habits(session: AsyncSession, member: Member, *, now: datetime) -> Habits:
    """The member's, with the working days that the program is set to."""
    return (await habits_now(session, member.workspace_id, [member.key], now=now))[member.key]


async def when_to_tell(session: AsyncSession, member: Member, *, now: datetime) -> datetime:
    """When the member hears of something that has happened `now`."""
    return moment_to_tell(await own_habits(session, member, now=now), now)


async def may_disturb_now(session: AsyncSession, who: Who, *, now: datetime) -> bool:
    """Whether the member works today and at this hour, as far as is known now."""
    found = await habits_now(session, who.workspace_id, [who.member_id], now=now)
    return may_disturb(found[who.member_id], now)


def _quiet(own: OwnDays) -> QuietHours | None:
    return None if own.quiet_start is None or own.quiet_end is None else QuietHours(own.quiet_start, own.quiet_end)


async def set_country(session: AsyncSession, who: Who, typed: str) -> Member:
    """Whose public holidays the member has; `auto` for the workspace's. Rejected for a country that is not known."""
    own = await member(session, who.workspace_id, who.member_id)
    own.country = None if typed.strip().lower() in OFF_WORDS else _country(typed)
    session.add(own)
    await session.flush()
    await record(session, Entry.of(who, Action.COUNTRY_CHANGED, Subject.MEMBER, own.key, to=own.country))
    return own


async def shown_calendar(session: AsyncSession, who: Who, *, today: date) -> CalendarShown:
    workspace = await repository.workspace(session, who.workspace_id)
    days = await repository.calendar_days(session, who.workspace_id, since=today)
    return CalendarShown(workspace.country or "", tuple(days))


async def working_calendar(
    session: AsyncSession, workspace_id: int, *, working_days: str, since: date
) -> WorkingCalendar:
    """The workspace's, from a day on; `working_days` as ISO weekdays `1-5`."""
    workspace = await repository.workspace(session, workspace_id)
    listed = await repository.calendar_days(session, workspace_id, since=since)
    off = {each.on: each.name for each in listed if not each.is_worked}
    extra = frozenset(each.on for each in listed if each.is_worked)
    return WorkingCalendar(working_days, workspace.country or "", off, extra)


async def change_calendar(session: AsyncSession, who: Who, typed: str, *, today: date) -> CalendarShown:
    """`country CN`, `off 2026-12-24 Company day`, `work 2026-12-27`, `clear 2026-12-24`; administrators and HR only.

    Rejected for anything else.
    """
    await repository.lock_workspace(session, who.workspace_id)
    await require_administrator(session, who, on=today)
    verb, _, rest = typed.strip().partition(" ")
    verb = _VERBS.get(verb.lower(), "")
    if verb == "country":
        workspace = await repository.workspace(session, who.workspace_id)
        workspace.country = None if rest.strip().lower() in OFF_WORDS else _country(rest)
        session.add(workspace)
        told = Entry.of(who, Action.CALENDAR_CHANGED, Subject.WORKSPACE, what=verb, to=workspace.country)
    elif verb:
        day, _, name = rest.strip().partition(" ")
        on = read_day(day, today=today, not_before=today)
        await _set_day(session, who.workspace_id, on, verb, name.strip()[:NAME_LIMIT])
        told = Entry.of(who, Action.CALENDAR_CHANGED, Subject.WORKSPACE, what=verb, on=on.isoformat())
    else:
        raise Rejected("people-error-bad-calendar", typed=typed)
    await session.flush()
    await record(session, told)
    return await shown_calendar(session, who, today=today)


_VERBS = {
    "country": "country",
    "国家": "country",
    "地区": "country",
    "off": "off",
    "放假": "off",
    "work": "work",
    "上班": "work",
    "调休": "work",
    "clear": "clear",
    "清除": "clear",
}


async def _set_day(session: AsyncSession, workspace_id: int, on: date, verb: str, name: str) -> None:
    present = {each.on: each for each in await repository.calendar_days(session, workspace_id, since=on)}.get(on)
    if verb == "clear":
        if present is None:
            raise Rejected("people-error-no-own-day", on=on)
        await session.delete(present)
        return
    day = present or CalendarDay(workspace_id=workspace_id, on=on, is_worked=False)
    day.is_worked, day.name = verb == "work", name
    session.add(day)


def _country(typed: str) -> str:
    country = country_named(typed)
    if country is None:
        raise Rejected("people-error-unknown-country", typed=typed)
    return country
