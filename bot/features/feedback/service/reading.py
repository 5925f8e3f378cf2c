"""What people read: their own, what a manager was shown, and what stands on Home."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.features.feedback import repository
from bot.features.feedback.models import FEEDBACK, KUDOS, OPEN, Feedback, FeedbackRequest
from bot.features.feedback.rules.limits import OPEN_FOR, may_withdraw
from bot.features.feedback.service.asking import open_request
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.schemes import service as schemes
from bot.scheduling.recurrence import at_local_time
from bot.turn import Who
from scoring.definitions import Text

PAGE = 5
REQUESTS_SHOWN = 20
DIGEST_OF = timedelta(days=92)
DIGEST_SHOWN = 15


class Tab(StrEnum):
    """Which list is open."""

    RECEIVED = "received"
    GIVEN = "given"
    REQUESTS = "requests"


@dataclass(frozen=True, slots=True)
class Item:
    """Kudos or feedback as its reader sees it: with the `other` person, who is no member any more where it is None.

    `title` is the dimension's; `shared_with` the manager who may read it."""

    row: Feedback
    other: Member | None
    title: Text | None
    shared_with: Member | None
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """A request with the `other` person; `is_mine` when the reader asked."""

    request: FeedbackRequest
    other: Member | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of one list."""

    tab: Tab
    items: Sequence[Item]
    requests: Sequence[Asking]
    offset: int
    has_more: bool
    zone: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What a manager may read about somebody, the newest first; `since` when."""

    member: Member
    items: Sequence[Item]
    since: datetime
    has_more: bool
    zone: str


@dataclass(frozen=True, slots=True)
class Summary:
    """For Home: what came in this month, and who waits for an answer, the longest first. `newest` is
    the key of the newest of what came in."""

    counts: dict[str, int]
    waiting: Sequence[Asking]
    newest: int | None = None

    @property
    def kudos(self) -> int:
        return self.counts.get(KUDOS, 0)

    @property
    def feedback(self) -> int:
        return self.counts.get(FEEDBACK, 0)


@dataclass(frozen=True, slots=True)
class Posted:
    """Public kudos."""

    text: str
    giver: Member
    receiver: Member
    title: Text | None


async def listed(session: AsyncSession, who: Who, tab: Tab, offset: int, *, now: datetime) -> Listed:
    """The reader's own."""
    if tab is Tab.REQUESTS:
        return Listed(tab, (), await _requests(session, who, now=now), 0, False, who.zone)
    find = repository.received if tab is Tab.RECEIVED else repository.given
    rows = await find(session, people.own(who), limit=PAGE + 1, offset=offset)
    shown = await items_of(session, who, rows[:PAGE], now=now)
    return Listed(tab, shown, (), offset, len(rows) > PAGE, who.zone)


async def read_own(session: AsyncSession, who: Who, feedback_id: int, *, now: datetime) -> Item:
    """Something the reader got; Denied for everybody else, and once it is gone."""
    row = await repository.received_one(session, people.own(who), feedback_id)
    if row is None:
        raise people.not_visible(who, people.Action.SEE_FEEDBACK)
    return (await items_of(session, who, [row], now=now))[0]


async def read_shared(
    session: AsyncSession, who: Who, subject_id: int, feedback_id: int, *, now: datetime
) -> tuple[Member, Item]:
    """Something that its receiver lets the reader read, who must still be their manager; the audit keeps it."""
    action = people.Action.SEE_SHARED_FEEDBACK
    sight = await people.require(session, who, action, subject_id, at=now)
    row = await repository.shared_one(session, sight, who.member_id, feedback_id)
    if row is None:
        raise people.not_visible(who, action, subject_id)
    await record(session, Entry.of(who, Audited.FEEDBACK_READ, About.MEMBER, subject_id, numbers=[row.key]))
    subject = await people.member(session, who.workspace_id, subject_id)
    return subject, (await items_of(session, who, [row], now=now, reader_id=subject_id))[0]


async def sharing(
    session: AsyncSession, who: Who, subject_id: int, feedback_id: int, *, now: datetime
) -> Member | None:
    """Who lets the reader read it; None when they no longer do. It is not read by that."""
    sight = await people.require(session, who, people.Action.SEE_SHARED_FEEDBACK, subject_id, at=now)
    row = await repository.shared_one(session, sight, who.member_id, feedback_id)
    return await people.member(session, who.workspace_id, subject_id) if row else None


async def digest(session: AsyncSession, who: Who, subject_id: int, *, since: datetime, now: datetime) -> Digest:
    """What was said about somebody in a channel, or shared with the reader, who must be their manager; the audit keeps
    that it was read. Denied for everybody else."""
    sight = await people.require(session, who, people.Action.SEE_SHARED_FEEDBACK, subject_id, at=now)
    rows = await repository.open_to_reader(session, sight, who.member_id, since=since, limit=DIGEST_SHOWN + 1)
    shown = rows[:DIGEST_SHOWN]
    subject = await people.member(session, who.workspace_id, subject_id)
    read = Entry.of(who, Audited.FEEDBACK_READ, About.MEMBER, subject_id, numbers=[row.key for row in shown])
    await record(session, read)
    items = await items_of(session, who, shown, now=now, reader_id=subject_id)
    return Digest(subject, items, since, len(rows) > len(shown), who.zone)


async def digest_of_named(session: AsyncSession, who: Who, typed: str, *, now: datetime) -> Digest:
    """Of whom somebody names, for the last quarter."""
    found = await people.find_visible(session, who, people.Action.SEE_SHARED_FEEDBACK, typed, at=now)
    return await digest_of_report(session, who, found.key, now=now)


async def digest_of_report(session: AsyncSession, who: Who, subject_id: int, *, now: datetime) -> Digest:
    """Of a certain one, for the last quarter."""
    return await digest(session, who, subject_id, since=now - DIGEST_OF, now=now)


async def summary_of(session: AsyncSession, who: Who, *, now: datetime) -> Summary:
    """The reader's own."""
    first = at_local_time(who.day_of(now).replace(day=1), 0, who.zone) or now
    counts = await repository.counts(session, people.own(who), since=first)
    newest = await repository.received(session, people.own(who), limit=1) if counts else []
    return Summary(counts, await _waiting(session, who, now=now), newest[0].key if newest else None)


async def items_of(
    session: AsyncSession, who: Who, rows: Sequence[Feedback], *, now: datetime, reader_id: int | None = None
) -> list[Item]:
    """Rows with names and titles; the `other` person is whoever is not `reader_id`, the reader where it is None."""
    own = reader_id or who.member_id
    members = await _members(session, who, ({row.giver_id, row.receiver_id, row.shared_with} for row in rows))
    titles = await _titles(session, who, rows)
    return [
        Item(
            row=row,
            other=members.get(row.receiver_id if row.giver_id == own else row.giver_id),
            title=titles.get((row.scheme_version_id, row.dimension)),
            shared_with=members.get(row.shared_with or 0) if row.receiver_id == who.member_id else None,
            may_withdraw=row.giver_id == who.member_id and may_withdraw(row.given_at, now),
        )
        for row in rows
    ]


async def _requests(session: AsyncSession, who: Who, *, now: datetime) -> list[Asking]:
    since = now - OPEN_FOR
    mine = await repository.requests_by(session, people.own(who), since=since, limit=REQUESTS_SHOWN)
    return [*await _waiting(session, who, now=now), *await _with_others(session, who, mine)]


async def _waiting(session: AsyncSession, who: Who, *, now: datetime) -> list[Asking]:
    """Requests of people who are still here."""
    found = await repository.requests_to(session, people.own(who), since=now - OPEN_FOR)
    return [each for each in await _with_others(session, who, found) if each.other and each.other.is_active]


async def _with_others(session: AsyncSession, who: Who, requests: Sequence[FeedbackRequest]) -> list[Asking]:
    members = await _members(session, who, ({each.asker_id, each.asked_id} for each in requests))
    return [
        Asking(
            each,
            members.get(each.asked_id if each.asker_id == who.member_id else each.asker_id),
            each.asker_id == who.member_id,
        )
        for each in requests
    ]


async def _members(session: AsyncSession, who: Who, named: Iterable[Collection[int | None]]) -> dict[int, Member]:
    wanted = {key for keys in named for key in keys if key is not None}
    return await people.members_by_id(session, who.workspace_id, wanted) if wanted else {}


async def _titles(
    session: AsyncSession, who: Who, rows: Sequence[Feedback]
) -> dict[tuple[int | None, str | None], Text]:
    """Of the dimensions as they were called in the version that they were chosen from."""
    found: dict[tuple[int | None, str | None], Text] = {}
    for version_id in {row.scheme_version_id for row in rows if row.scheme_version_id}:
        scheme = await schemes.version_of(session, who.workspace_id, version_id)
        found |= {(version_id, each.id): each.title for each in scheme.dimensions}
    return found


async def public_item(session: AsyncSession, workspace_id: int, feedback_id: int) -> Posted | None:
    """Kudos for everybody in their channel; None once they are gone."""
    row = await repository.public_one(session, workspace_id, feedback_id)
    if row is None:
        return None
    members = await people.members_by_id(session, workspace_id, {row.giver_id, row.receiver_id})
    title = None
    if row.scheme_version_id:
        scheme = await schemes.version_of(session, workspace_id, row.scheme_version_id)
        title = next((each.title for each in scheme.dimensions if each.id == row.dimension), None)
    return Posted(row.text, members[row.giver_id], members[row.receiver_id], title)


async def request_over(session: AsyncSession, who: Who, request_id: int) -> Asking | None:
    """A request to the reader that is over; None while it is open."""
    request = await repository.request_to(session, people.own(who), request_id)
    if request is None or request.state == OPEN:
        return None
    return (await _with_others(session, who, [request]))[0]


async def request_waiting(session: AsyncSession, who: Who, request_id: int) -> Asking | None:
    """A request to the reader that still waits, from somebody who is still here."""
    request = await repository.request_to(session, people.own(who), request_id)
    if request is None or request.state != OPEN:
        return None
    asking = (await _with_others(session, who, [request]))[0]
    return asking if asking.other and asking.other.is_active else None


async def request_to_decline(session: AsyncSession, who: Who, request_id: int) -> Asking:
    """A request to the reader; Rejected once it is over, Denied for everybody else's."""
    return (await _with_others(session, who, [await open_request(session, who, request_id)]))[0]


async def request_of_mine(session: AsyncSession, who: Who, request_id: int) -> Asking | None:
    """A request of the reader's own."""
    request = await repository.request_by(session, people.own(who), request_id)
    return (await _with_others(session, who, [request]))[0] if request else None


async def exchanged(
    session: AsyncSession, workspace_id: int, *, since: datetime, until: datetime
) -> list[tuple[int, int, int]]:
    """Who wrote kudos or feedback to whom, and how often: for programs that ask who works with whom, for nobody to
    read."""
    return await repository.exchanged(session, workspace_id, since=since, until=until)
