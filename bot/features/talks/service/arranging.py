"""When they talk: one of both proposes a time in their own zone, the other agrees or proposes another."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.service import Action
from bot.features.talks.models import OPEN, Talk
from bot.features.talks.rules import keys
from bot.features.talks.rules.days import accepted_meeting
from bot.features.talks.service.finding import Place, place_of
from bot.features.talks.service.telling import tell_both_before, tell_other
from bot.turn import Who

WRITTEN = "%Y-%m-%dT%H:%M"
"""A moment in UTC, as a button carries it."""


async def propose(
    session: AsyncSession, who: Who, talk_id: int, on: date | None, minute: int | None, *, now: datetime
) -> None:
    """A day and `minute` after midnight where the proposer is. What was agreed before is void; what the other one has
    proposed already is agreed by that. The same again changes nothing.

    Rejected for a time that is over, far away or does not exist there, once the talk is held, and without a manager.
    """
    place = await _to_arrange(session, who, talk_id, now=now)
    at = accepted_meeting(on, minute, zone=who.zone, now=now)
    row = place.row
    if row.meet_at == at:
        if row.proposed_by != who.member_id and not row.is_agreed:
            await _agree(session, who, place, now=now)
        return
    row.meet_at, row.proposed_by, row.is_agreed = at, who.member_id, False
    session.add(row)
    await session.flush()
    key = keys.proposed_key(row.key, now)
    await tell_other(session, place, keys.PROPOSED, key, {"id": row.key, "at": written(at)}, now=now)


async def agree(session: AsyncSession, who: Who, talk_id: int, at: str, *, now: datetime) -> None:
    """To the time that a button names. Again changes nothing; Rejected when another one has been proposed since, or it
    is over; Denied for who has proposed it."""
    place = await _to_arrange(session, who, talk_id, now=now)
    row = place.row
    if row.meet_at is None or written(row.meet_at) != at:
        raise Rejected("talks-error-other-time")
    if row.is_agreed:
        return
    if row.proposed_by == who.member_id:
        raise people.not_visible(who, Action.SEE_TALK, row.member_id)
    if row.meet_at <= now:
        raise Rejected("talks-error-time-over")
    await _agree(session, who, place, now=now)


async def arranged(session: AsyncSession, who: Who, talk_id: int, at: str, *, now: datetime) -> Place | None:
    """For a message about a time; None when it is another one by now, or the talk is held."""
    place = await place_of(session, who, talk_id, now=now)
    row = place.row
    is_it = row.state == OPEN and row.meet_at is not None and written(row.meet_at) == at and row.meet_at > now
    return place if is_it and place.other else None


def written(at: datetime) -> str:
    return at.astimezone(UTC).strftime(WRITTEN)


def proposed_time(row: Talk, zone: str, *, now: datetime) -> datetime:
    """What a form starts from, where its reader is: the present proposal, or ten o'clock on the next weekday."""
    if row.meet_at is not None and row.meet_at > now:
        return row.meet_at.astimezone(ZoneInfo(zone))
    later = now.astimezone(ZoneInfo(zone)) + timedelta(days=1)
    while later.isoweekday() > 5:
        later += timedelta(days=1)
    return later.replace(hour=10, minute=0, second=0, microsecond=0)


async def _to_arrange(session: AsyncSession, who: Who, talk_id: int, *, now: datetime) -> Place:
    place = await place_of(session, who, talk_id, now=now, to_change=True)
    if place.row.state != OPEN:
        raise Rejected("talks-error-over")
    if place.other is None:
        raise Rejected("talks-error-no-manager")
    return place


async def _agree(session: AsyncSession, who: Who, place: Place, *, now: datetime) -> None:
    row = place.row
    assert row.meet_at is not None, "it was proposed"
    row.is_agreed = True
    session.add(row)
    await session.flush()
    about: dict[str, int | str] = {"id": row.key, "at": written(row.meet_at)}
    await tell_other(session, place, keys.AGREED, keys.agreed_key(row.key, now), about, now=now)
    await tell_both_before(session, place, about, row.meet_at, now=now)
