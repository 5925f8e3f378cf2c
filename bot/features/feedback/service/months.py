"""What a month brought, told before manager and member talk about its card.

Everybody reads of their own; managers how much there is that they may read, and nothing of what they may not, not even
whether there is any.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.errors import Rejected
from bot.features.feedback import repository
from bot.features.feedback.models import FEEDBACK, KUDOS
from bot.features.feedback.rules import keys
from bot.features.feedback.rules.moments import moment_after_card, morning_after_card
from bot.features.feedback.rules.months import Month, end_of
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.scheduling.asking import Habits
from bot.settings import Settings
from bot.turn import Who
from scoring.periods import Period


@dataclass(frozen=True, slots=True)
class Brought:
    """How much somebody got in a month, `public` kudos among it, and how much of it their `manager` of today may read
    because it is `shared`; nobody may where there is no manager."""

    month: Month
    kudos: int
    feedback: int
    public: int
    shared: int
    manager: Member | None


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody who reports to the reader, with how much of the month's the reader may read; never nothing."""

    member: Member
    public: int
    shared: int


async def tell_of_month(
    session: AsyncSession, workspace_id: int, period: Period, *, now: datetime, settings: Settings
) -> None:
    """Whoever got something in the month is told once, after the card that is published `now`; managers on the morning
    after. How much it is, is looked up when it is sent.

    Every manager is promised a message, which is not sent when there is nothing for them to read: that there is one
    tells nothing about private pieces.
    """
    month = Month.of(period, settings.zone)
    told = await repository.receivers(session, workspace_id, since=month.since, until=month.until)
    today = now.astimezone(settings.zone).date()
    managers = set((await people.managers(session, workspace_id, on=today)).values())
    found = await people.members_by_id(session, workspace_id, managers.union(told))
    members = {key: each for key, each in found.items() if each.is_active}
    habits = await people.habits_of(
        session, workspace_id, list(members), working_days=settings.working_days, today=now.date()
    )
    promises = [
        *_promises(month, keys.MONTH, _of(members, told), _reckoned(habits, moment_after_card, now)),
        *_promises(month, keys.REPORTS, _of(members, managers), _reckoned(habits, morning_after_card, now)),
    ]
    await promise(session, promises, now=now)


async def brought(session: AsyncSession, who: Who, month: Month, *, now: datetime) -> Brought | None:
    """The reader's own; None for nothing."""
    found = await repository.received_in(session, people.own(who), since=month.since, until=month.until)
    if not found:
        return None
    manager = await people.manager_of(session, who.workspace_id, who.member_id, on=who.day_of(now))
    kinds = [kind for kind, _, _ in found]
    return Brought(
        month,
        kudos=kinds.count(KUDOS),
        feedback=kinds.count(FEEDBACK),
        public=sum(channel is not None for _, channel, _ in found),
        shared=sum(channel is None and manager is not None and reader == manager.key for _, channel, reader in found),
        manager=manager,
    )


async def of_reports(session: AsyncSession, who: Who, month: Month, *, now: datetime) -> list[Report]:
    """Those whose direct manager the reader is today, by name, as far as there is anything that the reader may read."""
    found = []
    for member in await people.reports_of(session, who.workspace_id, who.member_id, on=who.day_of(now)):
        public, shared = await open_to_manager(session, who, member.key, month, now=now)
        if public or shared:
            found.append(Report(member, public, shared))
    return found


async def offset_of_month(session: AsyncSession, who: Who, typed: str) -> int:
    """How much newer than the month comes before it in the list of what the reader got; 0 for what is no month."""
    end = end_of(typed, who.zone)
    return await repository.received_since(session, people.own(who), end) if end else 0


async def open_to_manager(
    session: AsyncSession, who: Who, subject_id: int, month: Month, *, now: datetime
) -> tuple[int, int]:
    """How many public kudos and shared pieces of the month the reader may read about somebody. Nothing where the
    subject, whose day may be another one, has another manager."""
    try:
        sight = await people.require(session, who, people.Action.SEE_SHARED_FEEDBACK, subject_id, at=now)
    except Rejected:
        return 0, 0
    return await repository.open_in(session, sight, who.member_id, since=month.since, until=month.until)


def _of(members: Mapping[int, Member], wanted: Iterable[int]) -> list[Member]:
    return [members[key] for key in sorted(wanted) if key in members]


def _promises(month: Month, kind: str, readers: Sequence[Member], due: Callable[[int], datetime]) -> list[Promise]:
    name = keys.month_key if kind == keys.MONTH else keys.reports_key
    payload = month.as_payload()
    return [
        Promise(each.workspace_id, name(each.key, month.period), kind, each.slack_user, due(each.key), payload)
        for each in readers
    ]


def _reckoned(
    habits: Mapping[int, Habits], moment: Callable[[Habits, datetime], datetime], now: datetime
) -> Callable[[int], datetime]:
    """When a member is told. People whose days are alike share their habits: their moment is reckoned once."""
    known: dict[int, datetime] = {}

    def due(member_id: int) -> datetime:
        own = habits[member_id]
        if id(own) not in known:
            known[id(own)] = moment(own, now)
        return known[id(own)]

    return due
