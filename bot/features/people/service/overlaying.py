"""Lays what is known of one member by days over what is known of another: teams, leads, managers, days away."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import repository
from bot.features.people.models import Absence, Member
from bot.features.people.repository import merging
from bot.features.people.rules.chain import is_in_circle
from bot.features.people.rules.merging import Clash, Days, Keep, overlaid, renamed, uncovered
from bot.features.people.service.membership import Places
from bot.features.people.service.timelines import Timelines


@dataclass(frozen=True, slots=True)
class Overlay:
    """Who is where and under whom once two members are one; written by `save`."""

    places: Places
    managers: Timelines
    clashes: tuple[Clash, ...]

    async def save(self, session: AsyncSession, workspace_id: int) -> None:
        await self.places.save(session, workspace_id)
        await self.managers.save(session, workspace_id)


async def overlay(
    session: AsyncSession, old: Member, new: Member, *, left_on: date | None, keep: Keep | None
) -> Overlay:
    """Rejected when one was ever the other's manager, and when somebody would be above themselves on any day."""
    places = await Places.read(session, new.workspace_id)
    managers = await Timelines.read(session, new.workspace_id, repository.MANAGERS)
    for one, other in ((old, new), (new, old)):
        if span := next((each for each in managers.of(one.key) if each.value == other.key), None):
            raise Rejected(
                "people-merge-own-manager", manager=other.slack_user, member=one.slack_user, on=span.first_on
            )
    clashes = [
        Clash(what, {"first": days.first_on, "last": days.last_on})
        for what, timelines in (("team", places.teams), ("manager", managers))
        for days in _overlaid(timelines, old.key, new.key, left_on=left_on, keep=keep)
    ]
    for timelines in (places.leads, managers):
        for subject in timelines.subjects(old.key):
            timelines.put(subject, renamed(timelines.of(subject), old.key, new.key))
    for day in managers.days_of_change(date.min)[1:]:
        if is_in_circle(new.key, _chain(managers, new.key, day)):
            raise Rejected("people-merge-circle", member=new.slack_user, on=day)
    return Overlay(places, managers, tuple(clashes))


async def overlay_absences(session: AsyncSession, old: Member, new: Member, *, now: datetime) -> None:
    """Days on which both are away keep the new one's kind."""
    own = await merging.every_absence(session, new.workspace_id, new.key)
    taken = [Days(each.first_on, each.last_on) for each in own]
    for absence in await merging.every_absence(session, old.workspace_id, old.key):
        left = uncovered(Days(absence.first_on, absence.last_on), taken)
        if not left:
            await session.delete(absence)
            continue
        first, *more = left
        assert first.last_on
        absence.member_id, absence.first_on, absence.last_on = new.key, first.first_on, first.last_on
        session.add(absence)
        session.add_all(_piece(absence, days, now) for days in more)
    await session.flush()


def _overlaid(timelines: Timelines, old: int, new: int, *, left_on: date | None, keep: Keep | None) -> list[Days]:
    spans, clashes = overlaid(timelines.of(old), timelines.of(new), left_on=left_on, keep=keep)
    timelines.put(old, ())
    timelines.put(new, spans)
    return clashes


def _chain(managers: Timelines, member_id: int, day: date) -> dict[int, int | None]:
    """Who is above whom on the day, from the member upwards."""
    chain: dict[int, int | None] = {}
    each: int | None = member_id
    while each is not None and each not in chain:
        chain[each] = managers.on(each, day)
        each = chain[each]
    return chain


def _piece(absence: Absence, days: Days, now: datetime) -> Absence:
    assert days.last_on
    return Absence(
        workspace_id=absence.workspace_id,
        member_id=absence.member_id,
        kind=absence.kind,
        first_on=days.first_on,
        last_on=days.last_on,
        created_at=now,
    )
