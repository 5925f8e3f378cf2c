"""What is laid before both when they prepare: the card's findings, what was agreed last, and what either has noted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.db.configured import settings_of
from bot.errors import Rejected
from bot.features.feedback import service as feedback
from bot.features.feedback.rules.months import Month
from bot.features.people import service as people
from bot.features.people.service import Action
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.service import PublishedCard
from bot.features.talks.models import OPEN, Talk, TalkItem, TalkPreparation
from bot.features.talks.repository import outcomes, preparations
from bot.features.talks.repository import talks as repository
from bot.features.talks.rules.findings import Findings, findings
from bot.features.talks.rules.questions import Facts, Question, questions_for
from bot.features.talks.rules.texts import accepted_text
from bot.features.talks.service.finding import Place, place_of
from bot.features.talks.service.signing import Noted, noted_of
from bot.turn import Who
from scoring.periods import Period

NAMED = re.compile(r"([1-9][0-9]{0,17}):([1-9][0-9]{3}-(?:0[1-9]|1[0-2]))(?::[1-9][0-9]{0,8})?")
"""A member and a month, as buttons on cards and in lists name them."""
LOOKED_BACK = 6
"""Months in which runs are counted."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a manager alone is shown: questions to ask, and how much the member got that the manager may read."""

    questions: Sequence[Question]
    public: int
    shared: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A talk as one of both sees it. `items` are those of earlier talks: all of the last one that had any, and what is
    open of those before; `own` is the reader's preparation, `theirs` what the member lets the manager read;
    `is_questioned` while the member waits for an answer about this card; `prepared` is None for the member."""

    place: Place
    published: PublishedCard
    findings: Findings
    items: Sequence[TalkItem]
    own: TalkPreparation | None
    theirs: TalkPreparation | None
    is_questioned: bool
    noted: Noted | None
    prepared: Prepared | None


async def sheet_named(session: AsyncSession, who: Who, name: str, *, now: datetime) -> Sheet:
    """Which talk a button names as `member:2026-10`. What comes with a button can be forged: a name that makes no sense
    is refused like somebody out of sight."""
    named = NAMED.fullmatch(name)
    if named is None:
        raise people.not_visible(who, Action.SEE_TALK)
    return await _sheet_about(session, who, int(named[1]), named[2], now=now)


async def sheet_of_person(session: AsyncSession, who: Who, typed: str, *, now: datetime) -> Sheet:
    """Of whom a manager names; about the newest month."""
    member = await people.find_visible(session, who, Action.PREPARE_TALK, typed, at=now)
    newest = await scorecards.newest_month(session, who.workspace_id)
    return await _sheet_about(session, who, member.key, str(newest), now=now)


async def sheet_of(session: AsyncSession, who: Who, talk_id: int, *, now: datetime) -> Sheet:
    """Denied for everybody but the two."""
    return await _sheet(session, who, await place_of(session, who, talk_id, now=now), now=now)


async def write_preparation(
    session: AsyncSession, who: Who, talk_id: int, highlights: str, topics: str, *, is_shared: bool, now: datetime
) -> Talk:
    """For oneself; a member can let the manager of today read it, and can take that back. The same again changes
    nothing."""
    place = await place_of(session, who, talk_id, now=now, to_change=True)
    manager = place.manager if place.is_own and is_shared else None
    await preparations.put(
        session,
        people.own(who),
        talk_id,
        {
            "highlights": accepted_text("highlights", highlights),
            "topics": accepted_text("topics", topics),
            "shared_with": manager.key if manager else None,
            "written_at": now,
        },
    )
    return place.row


async def _sheet_about(session: AsyncSession, who: Who, member_id: int, period: str, *, now: datetime) -> Sheet:
    sight = await people.require(session, who, Action.SEE_TALK, member_id, at=now)
    row = await repository.talk_about(session, sight, period)
    if row is None:
        await _begin(session, who, member_id, period, now=now)
        row = await repository.talk_about(session, sight, period)
    assert row is not None, "it has just been begun"
    return await sheet_of(session, who, row.key, now=now)


async def _begin(session: AsyncSession, who: Who, member_id: int, period: str, *, now: datetime) -> None:
    """Before the daily look has come to it. Rejected for an earlier month, without a card, and without a manager."""
    newest = await scorecards.newest_month(session, who.workspace_id)
    if newest is None or period != str(newest):
        raise Rejected("talks-error-month")
    if member_id not in await repository.without_talk(session, who.workspace_id, period):
        raise Rejected("talks-error-no-card")
    manager = await people.manager_of(session, who.workspace_id, member_id, on=who.day_of(now))
    if manager is None:
        raise Rejected("talks-error-no-manager")
    row = Talk(
        workspace_id=who.workspace_id,
        member_id=member_id,
        manager_id=manager.key,
        period=period,
        state=OPEN,
        since_on=who.day_of(now),
    )
    await repository.add_talks(session, [row.model_dump(exclude={"id"})])


async def _sheet(session: AsyncSession, who: Who, place: Place, *, now: datetime) -> Sheet:
    row = place.row
    if not place.is_own:
        await people.require(session, who, Action.PREPARE_TALK, row.member_id, at=now)
        about = Entry.of(who, Audited.TALK_READ, About.MEMBER, row.member_id, period=row.period)
        await record(session, about)
    sight = await people.require(session, who, Action.SEE_CARD, row.member_id, at=now)
    published = await scorecards.published_card(session, sight, row.period)
    month = Period.parse(row.period)
    found = findings(await _attained(session, published, month))
    asked = await scorecards.questioned(session, row.workspace_id, month, month)
    items = [item for item, of in await outcomes.items_of_member(session, sight) if of.period < row.period]
    sheet = Sheet(
        place=place,
        published=published,
        findings=found,
        items=_still_of_interest(items),
        own=await preparations.own(session, people.own(who), row.key),
        theirs=None if place.is_own else await preparations.shared(session, sight, row.key, who.member_id),
        is_questioned=asked.get((row.member_id, row.period)) is False,
        noted=await noted_of(session, who, place),
        prepared=None,
    )
    return sheet if place.is_own else await _prepared(session, who, sheet, now=now)


async def _prepared(session: AsyncSession, who: Who, sheet: Sheet, *, now: datetime) -> Sheet:
    card, before = sheet.published.card, sheet.published.before
    moved = card.score - before.score if before and card.score is not None and before.score is not None else None
    facts = Facts(
        sheet.findings,
        moved=moved,
        is_first=before is None,
        is_complete=card.is_complete,
        is_questioned=sheet.is_questioned,
        items_open=sum(each.done_on is None for each in sheet.items),
        items_done=sum(each.done_on is not None for each in sheet.items),
    )
    month = Month.of(Period.parse(card.period), settings_of(session).zone)
    public, shared = await feedback.open_to_manager(session, who, card.member_id, month, now=now)
    return Sheet(
        **{name: getattr(sheet, name) for name in Sheet.__slots__ if name != "prepared"},
        prepared=Prepared(questions_for(facts), public, shared),
    )


async def _attained(session: AsyncSession, published: PublishedCard, month: Period) -> list[dict[str, float | None]]:
    """Of the card's metrics that were due in the month, the earliest month first; months before a gap are left out."""
    metrics = {line.metric for line in published.receipt.metrics}
    first = month
    for _ in range(LOOKED_BACK):
        first = first.previous()
    card = published.card
    marks = await scorecards.history_of(
        session, card.workspace_id, first, month, members=[card.member_id], metrics=metrics
    )
    by_month = {each.period: dict(each.attainments) for each in marks}
    found, at = [], month
    while str(at) in by_month:
        found.append(by_month[str(at)])
        at = at.previous()
    return found[::-1]


def _still_of_interest(items: Sequence[TalkItem]) -> list[TalkItem]:
    last = max((each.talk_id for each in items), default=0)
    return [each for each in items if each.done_on is None or each.talk_id == last]
