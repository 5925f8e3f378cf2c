"""Figures that were corrected after the cards came out: HR sees of how many people, and has their cards computed anew.

Nothing published changes: there is another revision for whom it changes anything, and its owner is told once.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.db.configured import settings_of
from bot.delivery.promises import Promise, promise
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Subject
from bot.features.scorecards import repository
from bot.features.scorecards.models import CORRECTION
from bot.features.scorecards.rules.corrections import goes_with
from bot.features.scorecards.rules.months import month_period
from bot.features.scorecards.rules.spans import around, last_month
from bot.features.scorecards.service.publishing import DIGITS, card_promise
from bot.features.scorecards.service.refiguring import Told, changed_cards, told_later
from bot.turn import Turn
from scoring.periods import Cadence, Period

CORRECTIONS = "scorecards.corrections_wait"
EXPLANATION_LIMIT = 500

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Correction:
    """A closed month with the people whose cards would be others with the figures as they are now, by name; `longer`:
    likewise of each quarter, half and year around it that is out, and is computed anew together with the month."""

    month: str
    members: Sequence[Member]
    longer: Mapping[str, Sequence[Member]] = field(default_factory=dict)


async def may_revise(turn: Turn) -> bool:
    """HR alone."""
    return await people.may(turn.session, turn.who, Action.ANSWER_QUESTION, Subject(), at=turn.now)


async def corrected_months(turn: Turn) -> list[Correction]:
    """Of the last closed months, the newest first, without the viewer's own card. Denied for everybody but HR."""
    await _require(turn)
    await repository.allow_long_statements(turn.session)
    workspace_id = turn.who.workspace_id
    changed = await _changed(turn.session, workspace_id, now=turn.now, but=turn.who.member_id)
    named = {member for members in changed.values() for member in members}
    known = await people.members_by_id(turn.session, workspace_id, named)
    found = []
    for month in {str(each) for period in changed for each in _closed_within(period)}:
        covered = {period: sorted((known[each] for each in of), key=_name) for period, of in _of(month, changed)}
        members = covered.pop(month, [])
        if members or covered:
            found.append(Correction(month, members, covered))
    return sorted(found, key=_month, reverse=True)


async def month_to_compute(turn: Turn, month: str) -> str:
    """Before HR is asked for a sentence; Denied for everybody else, Rejected for what is no month."""
    await _require(turn)
    return str(month_period(month))


async def compute_anew(turn: Turn, month: str, explanation: str) -> int:
    """Publish another revision of every card of the month that corrected figures change, and of the quarter, half and
    year around it of the same people, with HR's sentence to their owners, who are told once; returns how many. With
    nothing new there is none.

    Denied for everybody but HR, whose own card somebody else of HR computes. Rejected for a month that is not closed.
    """
    await _require(turn)
    session, workspace_id = turn.session, turn.who.workspace_id
    text, period = _explanation(explanation), month_period(month)
    await repository.allow_long_statements(session)
    if await repository.month_close(session, workspace_id, str(period)) is None:
        raise Rejected("scorecards-error-not-closed", field="explanation", month=str(period))
    # Before anything is read: what somebody else has put on these cards meanwhile is there then.
    await repository.lock_months(session, workspace_id, {str(period), *(str(last_month(p)) for p in around(period))})
    told = await told_later(session, workspace_id, but=turn.who.member_id)
    year = {each: members for each, members in told.items() if each.start.year == period.start.year}
    changed: dict[str, Mapping[int, int]] = {}
    heard, count = set[int](), 0
    for each in sorted(year, key=_shortest_first):
        changed[str(each)], published = await _computed(turn, period, each, year[each], changed, text, heard)
        count += published
    if count:
        await _record(turn, str(period), count)
    return count


async def tell_of_corrections(session: AsyncSession, workspace_id: int, *, now: datetime) -> int:
    """Promise whoever is HR a message that corrections wait, unless the same ones were told before or concern nobody
    but themselves; returns to how many."""
    await repository.allow_long_statements(session)
    changed = await _changed(session, workspace_id, now=now)
    items = sorted((period, *each) for period, members in changed.items() for each in members.items())
    promises = []
    for each in await people.hr(session, workspace_id, on=now.astimezone(settings_of(session).zone).date()):
        if others := [item for item in items if item[1] != each.key]:
            digest = hashlib.sha256(repr(others).encode()).hexdigest()[:DIGITS]
            key = f"corrections:{each.key}:{digest}"
            promises.append(Promise(workspace_id, key, CORRECTIONS, each.slack_user, now))
    return await promise(session, promises, now=now)


async def revised_since(session: AsyncSession, workspace_id: int, period: str, since: datetime) -> dict[int, set[int]]:
    """Team → members whose card of the period got another revision after `since`: what a team's card may follow."""
    found: dict[int, set[int]] = defaultdict(set)
    for team_id, member_id in await repository.revised_since(session, workspace_id, period, since):
        found[team_id].add(member_id)
    return found


async def _require(turn: Turn) -> None:
    if not await may_revise(turn):
        raise people.not_visible(turn.who, Action.ANSWER_QUESTION)


async def _changed(
    session: AsyncSession, workspace_id: int, *, now: datetime, but: int | None = None
) -> dict[str, dict[int, int]]:
    """Period → member → the revision that they would get."""
    told: Told = await told_later(session, workspace_id, but=but)
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for period, members in told.items():
        async for rows in changed_cards(session, workspace_id, period, members, now=now):
            found[str(period)] |= _revisions(rows)
    return {period: members for period, members in found.items() if members}


async def _computed(
    turn: Turn,
    month: Period,
    period: Period,
    members: Collection[int],
    changed: Mapping[str, Collection[int]],
    explanation: str,
    heard: set[int],
) -> tuple[dict[int, int], int]:
    """Of a period of the month's year: whose cards are others, and how many of these are out anew, those that are
    computed together with the month. `changed` are those of shorter periods."""
    session, workspace_id = turn.session, turn.who.workspace_id
    found, count = dict[int, int](), 0
    async for rows in changed_cards(session, workspace_id, period, members, now=turn.now):
        found |= _revisions(rows)
        meant = goes_with(month, period, {**changed, str(period): _revisions(rows)})
        published = [row | {"explanation": explanation} for row in rows if row["member_id"] in meant]
        await repository.add_cards(session, published)
        await _tell(turn, published, heard)
        count += len(published)
    return found, count


def _of(month: str, changed: Mapping[str, Collection[int]]) -> list[tuple[str, Collection[int]]]:
    """What is computed anew with a month, by period, the shortest first."""
    periods = [Period.parse(month), *around(Period.parse(month))]
    covered = [(str(each), goes_with(periods[0], each, changed)) for each in periods]
    return [(period, members) for period, members in covered if members]


def _closed_within(period: str) -> list[Period]:
    """A month itself; of a longer period its months."""
    return [Period(Cadence.MONTH, month) for month in Period.parse(period).months]


def _revisions(rows: Sequence[Row]) -> dict[int, int]:
    return {row["member_id"]: row["revision"] for row in rows}


async def _tell(turn: Turn, rows: Sequence[Row], heard: set[int]) -> None:
    """The owners, but for those who have heard of a shorter card, which leads to this one."""
    workspace_id = turn.who.workspace_id
    members = await people.members_by_id(turn.session, workspace_id, [row["member_id"] for row in rows])
    told = [
        card_promise(
            members[row["member_id"]],
            workspace_id=workspace_id,
            period=row["period"],
            now=turn.now,
            revision=row["revision"],
        )
        for row in rows
        if row["member_id"] not in heard
    ]
    await promise(turn.session, told, now=turn.now)
    await people.refresh_homes(turn.session, workspace_id, members, now=turn.now)
    heard.update(row["member_id"] for row in rows)


async def _record(turn: Turn, month: str, count: int) -> None:
    about = (Audited.CARDS_REVISED, turn.who.member_id, About.MONTH, month)
    await record(turn.session, Entry(turn.who.workspace_id, *about, {"cards": count}, reason=CORRECTION))


def _explanation(typed: str) -> str:
    text = typed.strip()
    if not text or len(text) > EXPLANATION_LIMIT:
        raise Rejected("scorecards-error-question-text", field="explanation", limit=EXPLANATION_LIMIT)
    return text


def _shortest_first(period: Period) -> tuple[int, date]:
    return period.cadence.months, period.start


def _name(member: Member) -> str:
    return member.name


def _month(correction: Correction) -> str:
    return correction.month
