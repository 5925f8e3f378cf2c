"""What people read: what waits for them, what they proposed, and what they got."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import COMMITTEE, HR, Member
from bot.features.people.service import MANAGES
from bot.features.points import repository
from bot.features.points.models import OPEN, SpecialPoints
from bot.features.points.rules.parties import Party, candidates, missing
from bot.features.points.rules.wishes import months_offered
from bot.features.points.service.finding import Place, Standing, agreed_of, exactly, firm_of, place_of
from bot.turn import Turn, Who
from scoring.periods import Period

OWN_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Listed:
    """Open or of the last two months: `to_decide` wait for the reader, `proposed` are the reader's, `others` those of
    people whose manager or HR they are; `own` what they got themselves. `people` by key."""

    to_decide: Sequence[Place]
    proposed: Sequence[Place]
    others: Sequence[Place]
    own: Sequence[SpecialPoints]
    people: Mapping[int, Member]
    may_propose: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many are somebody's to decide, and the earliest month among them."""

    count: int
    first: Period


@dataclass(frozen=True, slots=True)
class Shown:
    """One of them as somebody sees it; `able` are who could agree for the parties that are missing, by key."""

    place: Place
    able: Mapping[Party, Sequence[Member]]
    people: Mapping[int, Member]

    @property
    def row(self) -> SpecialPoints:
        return self.place.row


async def listed(turn: Turn) -> Listed:
    """A fixed number of statements, however many people there are."""
    session, who = turn.session, turn.who
    months = [str(each) for each in months_offered(turn.place.day_of(turn.now))]
    places = await _places(session, who, await repository.current(session, who.workspace_id, months), today=turn.today)
    own = await repository.agreed_to_of(session, people.own(who), most=OWN_SHOWN)
    to_decide = [each for each in places if each.party is not None]
    proposed = [each for each in places if each.row.proposed_by == who.member_id]
    others = [each for each in places if each not in to_decide and each not in proposed]
    named = {key for each in places for key in (each.row.member_id, each.row.proposed_by)}
    known = await people.members_by_id(session, who.workspace_id, named)
    return Listed(to_decide, proposed, others, own, known, await _may_propose(turn))


async def waiting_for(session: AsyncSession, who: Who, *, now: datetime) -> Waiting | None:
    """None when nothing is theirs to decide; for who is no party of anything that takes three statements at most."""
    rows = await repository.current(session, who.workspace_id, ())
    if not rows or not await _may_be_party(session, who, on=who.day_of(now)):
        return None
    found = await _places(session, who, rows, today=who.day_of(now))
    months = [each.row.month for each in found if each.party is not None]
    return Waiting(len(months), Period.parse(min(months))) if months else None


async def shown(session: AsyncSession, who: Who, key: int, *, now: datetime) -> Shown:
    """Denied for whom it is none of their business."""
    place = await place_of(session, who, key, now=now)
    row = place.row
    able = candidates(row.member_id, place.firm, place.agreed) if row.state == OPEN else {}
    named = {row.member_id, row.proposed_by, *place.agreed.values(), *(each for some in able.values() for each in some)}
    if row.ended_by is not None:
        named.add(row.ended_by)
    known = await people.members_by_id(session, row.workspace_id, named)
    parties = {party: _by_name(some, known) for party, some in able.items()}
    return Shown(place, parties, known)


async def told(session: AsyncSession, who: Who, key: int, *, now: datetime) -> Shown | None:
    """What a message is about; None when its reader may not see it any more."""
    try:
        return await shown(session, who, key, now=now)
    except Rejected:
        return None


def _by_name(keys: Collection[int], known: Mapping[int, Member]) -> Sequence[Member]:
    return sorted((known[key] for key in keys if key in known), key=lambda each: (each.name, each.key))


async def _places(session: AsyncSession, who: Who, rows: Sequence[SpecialPoints], *, today: date) -> list[Place]:
    """Of others, as far as the reader may see them."""
    rows = [row for row in rows if row.member_id != who.member_id]
    if not rows:
        return []
    given = await repository.agreements(session, who.workspace_id, [row.key for row in rows])
    out = await repository.months_out(session, who.workspace_id, {row.month for row in rows})
    firm = await firm_of(session, who.workspace_id, {row.member_id for row in rows}, on=today)
    roles = await people.roles_held(session, who, on=today)
    by_row = {row.key: [each for each in given if each.points_id == row.key] for row in rows}
    found = []
    for row in rows:
        may_see = HR in roles or who.member_id in firm.above(row.member_id)
        standing = Standing(who.member_id, may_see, COMMITTEE in roles, HR in roles)
        found.append(Place(row, agreed_of(by_row[row.key]), exactly(firm, standing), standing, row.month in out))
    return [each for each in found if each.is_visible]


async def _may_propose(turn: Turn) -> bool:
    return bool(await people.duties_of(turn.session, turn.who, on=turn.today) & {HR, MANAGES})


async def _may_be_party(session: AsyncSession, who: Who, *, on: date) -> bool:
    """Of anybody's points; most people are of nobody's, so that nobody's managers have to be looked up."""
    if await people.duties_of(session, who, on=on) & {HR, MANAGES}:
        return True
    return COMMITTEE in await people.roles_held(session, who, on=on)


def is_missing(place: Place) -> tuple[Party, ...]:
    """Parties that have not agreed yet."""
    return missing(place.agreed) if place.row.state == OPEN else ()
