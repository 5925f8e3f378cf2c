"""Promises what HR, leads and the committee are told about cycles: by ids, and at an hour at which they work."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Subject
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules import notices
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.service.completion import Status, calendars_release, status_at
from bot.features.reviews.service.finding import cycle_to_read, day_of
from bot.scheduling.moments import moment_to_tell
from bot.settings import Settings
from bot.turn import Who

WHILE = {
    notices.PREPARED: State.DRAFT,
    notices.OPENED: State.OPEN,
    notices.HALFWAY: State.OPEN,
    notices.LAST_DAY: State.OPEN,
    notices.CLOSED: State.CLOSED,
    notices.RELEASED: State.RELEASED,
    notices.DISCARDED: State.DISCARDED,
}
"""In which state of a cycle a notice is still news."""


async def tell_hr(
    session: AsyncSession, workspace_id: int, cycle_id: int, notice: str, *, now: datetime, settings: Settings
) -> None:
    """Everybody who is HR; each only once of each occasion."""
    cycle = await cycle_to_read(session, workspace_id, cycle_id)
    releases_on = await calendars_release(session, cycle, settings)
    payload = {"cycle": cycle_id, "notice": notice, "releases_on": releases_on.isoformat()}
    readers = await people.hr(session, workspace_id, on=day_of(now, settings))
    told = [
        (each, notices.notice_key(cycle_id, notice, cycle.closes_on, each.key), notices.NOTICE, payload)
        for each in readers
    ]
    await _tell(session, told, now=now, settings=settings)


async def tell_leads(
    session: AsyncSession, cycle: ReviewCycle, notice: str, *, now: datetime, settings: Settings
) -> None:
    """How many of their teams are missing is looked up when it is sent."""
    leads = await people.leads(session, cycle.workspace_id, on=day_of(now, settings))
    told = [
        (
            lead,
            notices.team_notice_key(cycle.key, notice, cycle.closes_on, team_id),
            notices.TEAM_NOTICE,
            {"cycle": cycle.key, "team": team_id},
        )
        for team_id, lead in sorted(leads.items())
    ]
    await _tell(session, told, now=now, settings=settings)


async def tell_committee(session: AsyncSession, cycle: ReviewCycle, *, now: datetime, settings: Settings) -> None:
    """How many ratings stand out, where that may be told; nothing where it may not."""
    if cycle.n_same is None and cycle.n_mutual is None:
        return
    readers = await people.committee(session, cycle.workspace_id, on=day_of(now, settings))
    payload = {"cycle": cycle.key}
    told = [(each, notices.patterns_key(cycle.key, each.key), notices.PATTERNS, payload) for each in readers]
    await _tell(session, told, now=now, settings=settings)


async def cycle_with_patterns(session: AsyncSession, who: Who, cycle_id: int, *, now: datetime) -> ReviewCycle | None:
    """None for whoever is on the committee no more."""
    on_it = await people.committee(session, who.workspace_id, on=who.day_of(now))
    if who.member_id not in {each.key for each in on_it}:
        return None
    return await cycle_to_read(session, who.workspace_id, cycle_id)


async def notice_of(session: AsyncSession, who: Who, payload: Mapping[str, Any], *, now: datetime) -> Status | None:
    """What HR is told when it is sent; None for whoever is HR no more, and once it is no news."""
    if not await people.may(session, who, Action.RUN_REVIEWS, Subject(), at=now):
        return None
    cycle_id = int(payload["cycle"])
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    if cycle.state != WHILE[str(payload["notice"])]:
        return None
    releases_on = cycle.closes_on.fromisoformat(str(payload["releases_on"]))
    return await status_at(session, who, cycle_id, today=who.day_of(now), releases_on=releases_on, now=now)


async def _tell(
    session: AsyncSession,
    told: Sequence[tuple[Member, str, str, dict[str, Any]]],
    *,
    now: datetime,
    settings: Settings,
) -> None:
    if not told:
        return
    workspace_id, keys = told[0][0].workspace_id, [each.key for each, *_ in told]
    days = settings.working_days
    habits = await people.habits_of(session, workspace_id, keys, working_days=days, today=now.date())
    promises = [
        Promise(workspace_id, key, kind, reader.slack_user, moment_to_tell(habits[reader.key], now), payload)
        for reader, key, kind, payload in told
    ]
    await promise(session, promises, now=now)
