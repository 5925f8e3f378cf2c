"""Promises what people are told: by ids, to those who may know, at an hour at which they work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.features.improvement.rules import signal_keys as keys
from bot.features.improvement.rules.signal_keys import Part
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.scheduling.moments import moment_to_tell
from bot.settings import Settings
from bot.turn import day_in

TO_MANAGER = frozenset({Part.NOTE, Part.PROPOSAL})
TO_HR = frozenset({Part.PROPOSAL, Part.DOUBT})


@dataclass(frozen=True, slots=True)
class Telling:
    """A part of a signal about a member; `on` (a date) where the same part may be told again later."""

    signal_id: int
    part: Part
    about: Member
    on: str = ""


async def tell(
    session: AsyncSession, workspace_id: int, tellings: Sequence[Telling], *, now: datetime, settings: Settings
) -> None:
    """A warning to the person, a note to their manager, a proposal to manager and HR, a doubt to HR: to each once, and
    never to the person about themselves besides the warning. Without a manager HR alone knows."""
    if not tellings:
        return
    today = day_in(settings.time_zone, now)
    managers = await people.managers(session, workspace_id, on=today)
    above = {managers[each.about.key] for each in tellings if each.about.key in managers}
    leads = await people.members_by_id(session, workspace_id, above)
    hr = await people.hr(session, workspace_id, on=today)
    led_by = {member: leads[lead] for member, lead in managers.items() if lead in leads and leads[lead].is_active}
    told = [(each, reader) for each in tellings for reader in _readers(each, led_by, hr)]
    habits = await people.habits_of(
        session,
        workspace_id,
        {reader.key for _, reader in told},
        working_days=settings.working_days,
        today=now.date(),
    )
    await promise(
        session,
        [_promise(each, reader, moment_to_tell(habits[reader.key], now)) for each, reader in told],
        now=now,
    )
    await people.refresh_homes(session, workspace_id, {reader.key for _, reader in told}, now=now)


def _readers(telling: Telling, led_by: Mapping[int, Member], hr: Sequence[Member]) -> Iterator[Member]:
    if telling.part is Part.WARNING:
        yield telling.about
        return
    lead = led_by.get(telling.about.key)
    found = {lead.key: lead} if lead and telling.part in TO_MANAGER else {}
    if telling.part in TO_HR:
        found |= {each.key: each for each in hr}
    yield from (each for each in found.values() if each.key != telling.about.key)


def _promise(telling: Telling, reader: Member, due_at: datetime) -> Promise:
    key = keys.message_key(telling.signal_id, telling.part, reader.key, on=telling.on)
    payload = {"id": telling.signal_id, "part": telling.part.value}
    place = (telling.about.workspace_id, key, keys.MESSAGE, reader.slack_user)
    return Promise(*place, due_at, payload, is_private=True)
