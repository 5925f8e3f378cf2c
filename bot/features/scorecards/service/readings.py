"""Whoever has read their card says so; who has not is reminded once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import UPDATE
from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Subject
from bot.features.scorecards import repository
from bot.features.scorecards.models import CardReading
from bot.features.scorecards.repository import Out
from bot.features.scorecards.rules.reminders import LONGEST, is_time_to_remind
from bot.features.scorecards.rules.spans import is_month
from bot.features.scorecards.service.publishing import CARD, card_key, card_payload
from bot.features.scorecards.service.reading import PublishedCard, card_named, published_card
from bot.scheduling.asking import Habits
from bot.scheduling.moments import moment_to_tell
from bot.scheduling.recurrence import local_day
from bot.turn import Turn, Who

UNREAD, REMIND = "scorecards.unread", "scorecards.remind"


@dataclass(frozen=True, slots=True)
class Counts:
    """Of a period's newest cards: how many are out to people who are still here, and how many of these were read."""

    read: int
    out: int


@dataclass(frozen=True, slots=True)
class Readings:
    """Of the newest closed month, None before the first close: the viewer's direct reports with a card, by name, and
    for HR a number of everybody."""

    period: str | None
    reports: Sequence[tuple[Member, Out]] = ()
    counts: Counts | None = None


async def mark_read(turn: Turn, card: str) -> PublishedCard:
    """The owner has read the card that a button names, which its message shows. Whatever comes later changes nothing.

    Denied for everybody else, also for who may see the card.
    """
    published = await card_named(turn, card)
    if published.member.key != turn.who.member_id:
        raise people.not_visible(turn.who, Action.SEE_CARD, published.member.key)
    row = published.card
    reading = CardReading(
        workspace_id=row.workspace_id, member_id=row.member_id, card_id=row.key, period=row.period, read_at=turn.now
    )
    if await repository.add_reading(turn.session, reading) and is_month(row.period):
        key = card_key(row.member_id, row.period, row.revision)
        about = card_payload(row.member_id, row.period, row.revision)
        shown = Promise(
            row.workspace_id, f"{key}:read", CARD, turn.who.slack_user, turn.now, about, UPDATE, updates_key=key
        )
        await promise(turn.session, [shown], now=turn.now)
        await people.refresh_home(turn.session, turn.who, now=turn.now)
    read = await published_card(turn.session, people.own(turn.who), row.period, row.revision)
    return replace(read, has_manager=published.has_manager)


async def unread_of(session: AsyncSession, who: Who) -> PublishedCard | None:
    """The member's own newest card, unless they have read it."""
    card = await repository.card(session, people.own(who))
    if card is None or await repository.read_at(session, people.own(who), card.key):
        return None
    return await published_card(session, people.own(who), card.period)


async def read_states(turn: Turn) -> Readings:
    """What the viewer may know of who has read."""
    period = await repository.last_closed_month(turn.session, turn.who.workspace_id)
    if period is None:
        return Readings(None)
    return Readings(period, await _of_reports(turn, period), await _counts(turn, period))


async def _of_reports(turn: Turn, period: str) -> Sequence[tuple[Member, Out]]:
    reports = await people.reports_of(turn.session, turn.who.workspace_id, turn.who.member_id, on=turn.today)
    if not reports:
        return ()
    ids = [each.key for each in reports]
    found = {each.member_id: each for each in await repository.out_of(turn.session, turn.who.workspace_id, period, ids)}
    return [(each, found[each.key]) for each in sorted(reports, key=_name) if each.key in found]


async def _counts(turn: Turn, period: str) -> Counts | None:
    """None for everybody but HR."""
    if not await people.may(turn.session, turn.who, Action.FIND_ANYBODY, Subject(), at=turn.now):
        return None
    found = await repository.out_of(turn.session, turn.who.workspace_id, period)
    members = await people.members_by_id(turn.session, turn.who.workspace_id, [each.member_id for each in found])
    here = [each for each in found if members[each.member_id].is_active]
    return Counts(sum(each.read_at is not None for each in here), len(here))


async def remind_of_unread(session: AsyncSession, workspace_id: int, *, now: datetime) -> int:
    """Promise one reminder to everybody who has had the newest month's card for three working days of theirs and not
    said that they have read it; returns how many are new. A fixed number of statements."""
    period = await repository.last_closed_month(session, workspace_id)
    out = await repository.out_of(session, workspace_id, period) if period else []
    waiting = {each.member_id: each for each in out if each.read_at is None and now - each.published_at <= LONGEST}
    if not waiting:
        return 0
    members = await people.members_by_id(session, workspace_id, waiting)
    since = min(each.published_at for each in waiting.values()).date()
    habits = await people.habits_since(session, workspace_id, list(waiting), since=since)

    @cache
    def moment(alike: int, published_at: datetime) -> datetime | None:
        return _moment(by_id[alike], published_at, now)

    # Thousands of people share a few habits; days are counted once for each of these.
    by_id = {id(each): each for each in habits.values()}
    promises = []
    for member_id, each in waiting.items():
        member, own = members[member_id], habits.get(member_id)
        due_at = moment(id(own), each.published_at) if own and member.is_active else None
        if due_at is not None:
            about = {"member_id": member_id, "period": period}
            key = f"card-unread:{member_id}:{period}"
            promises.append(Promise(workspace_id, key, UNREAD, member.slack_user, due_at, about))
    return await promise(session, promises, now=now)


def _moment(habits: Habits, published_at: datetime, now: datetime) -> datetime | None:
    published_on, today = local_day(published_at, habits.zone), local_day(now, habits.zone)
    if not is_time_to_remind(habits, published_on=published_on, today=today):
        return None
    return moment_to_tell(habits, now)


async def unread_to_send(session: AsyncSession, who: Who, *, now: datetime) -> PublishedCard | None:
    """The card to remind of; None once it has been read, and on a day or at an hour off."""
    published = await unread_of(session, who)
    return published if published and await people.may_disturb_now(session, who, now=now) else None


def _name(member: Member) -> str:
    return member.name
