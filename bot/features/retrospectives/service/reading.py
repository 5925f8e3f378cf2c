"""What people read: a list of theirs, one retrospective, its notes, and what stands on Home."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Subject
from bot.features.retrospectives import repository
from bot.features.retrospectives.models import CLOSED, KINDS, OPEN, RetroAction, Retrospective
from bot.features.retrospectives.service.finding import Place, place_of, rhythm_of, team_to_open_for
from bot.features.reviews import service as reviews
from bot.features.reviews.service import ProjectStanding
from bot.turn import Who

LISTED, PAGE = 15, 10
MOST_AGREED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One retrospective in a list."""

    row: Retrospective
    lead: Member | None
    members: int


@dataclass(frozen=True, slots=True)
class Item:
    """An action with its owner, who may have left, or with the project in a list of one's own."""

    action: RetroAction
    owner: Member | None
    project: str = ""
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a team has agreed to do, as its channel may read it."""

    text: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Overview:
    """One's own retrospectives and open actions. `others` are those that HR knows of by name and day alone."""

    today: date
    lines: Sequence[Line]
    actions: Sequence[Item]
    may_open: bool
    others: Sequence[Line]


@dataclass(frozen=True, slots=True)
class OwnScore:
    """How others rated working with the reader: from 1 to 5, None where too few did; `raters` how many."""

    score: float | None
    raters: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One retrospective as somebody of it sees it.

    `unwritten` and `unrated` are numbers of others who have not written or rated yet, for the lead alone; `notes` is
    how many of each kind there are after the close.
    """

    place: Place
    today: date
    lead: Member | None
    members: Sequence[Member]
    has_written: bool
    unwritten: int | None
    unrated: int | None
    notes: Mapping[str, int]
    own_score: OwnScore | None
    standing: ProjectStanding | None
    actions: Sequence[Item]


@dataclass(frozen=True, slots=True)
class NotesPage:
    """A few notes of one kind, in an order of chance; how many there are of each."""

    row: Retrospective
    kind: str
    texts: Sequence[str]
    offset: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """For Home: what is to be done, the earliest first, what is open, and in which of it the reader has yet to write
    their notes."""

    today: date
    actions: Sequence[Item]
    open: Sequence[Retrospective]
    may_open: bool
    unwritten: Sequence[Retrospective] = ()


async def overview(session: AsyncSession, who: Who, *, now: datetime) -> Overview:
    """The reader's own; for HR also which others there are."""
    rows = await repository.of_person(session, who.workspace_id, who.member_id, limit=LISTED)
    others: list[Retrospective] = []
    if await people.may(session, who, Action.RUN_REVIEWS, Subject(), at=now):
        own = {row.key for row in rows}
        newest = await repository.newest(session, who.workspace_id, limit=LISTED)
        others = [row for row in newest if row.key not in own]
    return Overview(
        who.day_of(now),
        await _lines(session, who, rows),
        await own_actions(session, who),
        await team_to_open_for(session, who, now=now) is not None,
        await _lines(session, who, others),
    )


async def own_actions(session: AsyncSession, who: Who) -> list[Item]:
    """What the reader has still to do."""
    return [Item(action, None, title) for action, title in await repository.own_open(session, people.own(who))]


async def agreed_by(session: AsyncSession, workspace_id: int, team_id: int, *, on: date) -> tuple[Agreed, ...]:
    """For the team's post: what it had to do on that day, the earliest deadlines first, and not whose it is: nobody
    was asked whether their name may stand there. Who adds an action is told that it does."""
    rows = await repository.agreed_in(session, workspace_id, team_id, on=on, most=MOST_AGREED)
    return tuple(Agreed(each.text, each.due_on) for each in rows)


async def told_actions(session: AsyncSession, who: Who, days: Collection[date], *, is_reminder: bool) -> list[Item]:
    """What the reader was given, or reminded of, on these days."""
    found = await repository.told_on(session, people.own(who), days, is_reminder=is_reminder)
    return [Item(action, None, title) for action, title in found]


async def summary_of(session: AsyncSession, who: Who, *, now: datetime) -> Summary:
    """The reader's own."""
    rows = await repository.of_person(session, who.workspace_id, who.member_id, limit=LISTED)
    may_open = await team_to_open_for(session, who, now=now) is not None
    actions = await own_actions(session, who)
    unwritten = await repository.unwritten_of(session, people.own(who))
    return Summary(who.day_of(now), actions, [row for row in rows if row.state == OPEN], may_open, unwritten)


async def headline(session: AsyncSession, who: Who, key: int) -> Line | None:
    """For messages about it; None for who is not of it any more."""
    try:
        place = await place_of(session, who, key)
    except Rejected:
        return None
    return (await _lines(session, who, [place.row]))[0]


async def shown(session: AsyncSession, who: Who, key: int, *, now: datetime) -> Shown:
    """One retrospective. Denied for everybody but its lead and members; that its notes and results were open to
    somebody is kept in the audit."""
    place = await place_of(session, who, key)
    row, workspace_id = place.row, who.workspace_id
    is_closed = row.state == CLOSED
    keys = await repository.members_of(session, workspace_id, key)
    actions = await repository.actions_of(session, workspace_id, key)
    known = await people.members_by_id(session, workspace_id, {row.lead_id, *keys, *(a.owner_id for a in actions)})
    standing = await reviews.project_standing(session, who, row.cycle_id, now=now) if row.cycle_id else None
    written = await repository.own_notes(session, people.own(who), key)
    if is_closed:
        await _kept_in_the_log(session, who, row)
    return Shown(
        place=place,
        today=(await rhythm_of(session, workspace_id)).day_of(now),
        lead=known.get(row.lead_id),
        members=sorted((known[each] for each in keys if each in known), key=lambda each: (each.name, each.key)),
        has_written=bool(written),
        unwritten=await _unwritten(session, who, place, keys) if place.is_lead and not is_closed else None,
        unrated=standing.missing if standing and place.is_lead and not is_closed else None,
        notes=await repository.unsigned_counts(session, workspace_id, key) if is_closed else {},
        own_score=await _own_score(session, who, place, standing, now=now),
        standing=standing,
        actions=[Item(each, known.get(each.owner_id), row.title, each.owner_id == who.member_id) for each in actions],
    )


async def notes(session: AsyncSession, who: Who, key: int, kind: str, offset: int) -> NotesPage:
    """Denied for everybody but the lead and the members; Rejected before the close."""
    row = (await place_of(session, who, key)).row
    if row.state != CLOSED:
        raise Rejected("retrospectives-error-not-closed", on=row.closes_on)
    kind = kind if kind in KINDS else KINDS[0]
    found = await repository.unsigned_notes(session, who.workspace_id, key, kind=kind, offset=offset, limit=PAGE)
    counts = await repository.unsigned_counts(session, who.workspace_id, key)
    await _kept_in_the_log(session, who, row)
    return NotesPage(row, kind, [each.text for each in found], offset, counts)


async def _kept_in_the_log(session: AsyncSession, who: Who, row: Retrospective) -> None:
    await record(session, Entry.of(who, Audited.RETRO_READ, About.WORKSPACE, None, number=row.key))


async def _unwritten(session: AsyncSession, who: Who, place: Place, keys: Sequence[int]) -> int:
    """Others than the lead who asks."""
    written = await repository.writers(session, who.workspace_id, place.row.key, but=who.member_id)
    return max(len(keys) - place.is_member - written, 0)


async def _own_score(
    session: AsyncSession, who: Who, place: Place, standing: ProjectStanding | None, *, now: datetime
) -> OwnScore | None:
    """Before the release, and for a lead who was no member, there is none."""
    cycle_id = place.row.cycle_id
    if cycle_id is None or standing is None or not standing.is_released or not place.is_member:
        return None
    results = (await reviews.shown_results(session, who, who.member_id, cycle_id, now=now)).results
    own = next((each for each in results if each.metric == standing.metric), None)
    if own is None:
        return OwnScore(None, 0)
    return OwnScore(own.score.shown if own.score else None, own.raters)


async def _lines(session: AsyncSession, who: Who, rows: Sequence[Retrospective]) -> list[Line]:
    if not rows:
        return []
    leads = await people.members_by_id(session, who.workspace_id, {row.lead_id for row in rows})
    counts = await repository.member_counts(session, who.workspace_id, [row.key for row in rows])
    return [Line(row, leads.get(row.lead_id), counts.get(row.key, 0)) for row in rows]
