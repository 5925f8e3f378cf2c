"""Figures that were corrected after the cards came out: HR sees of how many people, and has their cards computed anew.

Nothing published changes: there is another revision for whom it changes anything, and its owner is told once.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

import scoring
from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.delivery.promises import promise
from bot.errors import Rejected
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Subject
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.models import CORRECTION, Card
from bot.features.scorecards.rules.differences import is_changed
from bot.features.scorecards.rules.months import month_period
from bot.features.scorecards.rules.windows import months_needed
from bot.features.scorecards.service.publishing import card_promise, card_row
from bot.features.scorecards.service.revisions import by_rules
from bot.turn import Turn
from scoring.periods import Period, month_before
from scoring.receipt import Receipt
from scoring.rows import RollUp
from scoring.scheme import Scheme

LATEST = 12
"""Closed months whose cards still change."""
LONGEST_LAG = 24
"""Months before a card's own that it may compare with."""
EXPLANATION_LIMIT = 500
UNDER_WAY = timedelta(minutes=10)
"""Before a close: what was being written then, or by another clock, may not be on its cards."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A closed month with the people whose cards would be others with the figures as they are now, by name."""

    month: str
    members: Sequence[Member]


async def may_revise(turn: Turn) -> bool:
    """HR alone."""
    return await people.may(turn.session, turn.who, Action.ANSWER_QUESTION, Subject(), at=turn.now)


async def corrected_months(turn: Turn) -> list[Correction]:
    """Of the last closed months, the newest first, without the viewer's own card. Denied for everybody but HR."""
    await _require(turn)
    await repository.allow_long_statements(turn.session)
    found = []
    for month, members in (await _told_later(turn)).items():
        rows = await _changed(turn.session, turn.who.workspace_id, month, members, now=turn.now)
        if rows:
            known = await people.members_by_id(turn.session, turn.who.workspace_id, [row["member_id"] for row in rows])
            found.append(Correction(month, sorted(known.values(), key=_name)))
    return sorted(found, key=_month, reverse=True)


async def month_to_compute(turn: Turn, month: str) -> str:
    """Before HR is asked for a sentence; Denied for everybody else, Rejected for what is no month."""
    await _require(turn)
    return str(month_period(month))


async def compute_anew(turn: Turn, month: str, explanation: str) -> int:
    """Publish another revision of every card of the month that corrected figures change, with HR's sentence to their
    owners, who are told once; returns how many. With nothing new there is none.

    Denied for everybody but HR, whose own card somebody else of HR computes. Rejected for a month that is not closed.
    """
    await _require(turn)
    text, period = _explanation(explanation), str(month_period(month))
    await repository.allow_long_statements(turn.session)
    if await repository.month_close(turn.session, turn.who.workspace_id, period) is None:
        raise Rejected("scorecards-error-not-closed", field="explanation", month=period)
    # Before anything is read: what somebody else has put on these cards meanwhile is there then.
    await repository.lock_month(turn.session, turn.who.workspace_id, period)
    members = (await _told_later(turn)).get(period, set())
    rows = await _changed(turn.session, turn.who.workspace_id, period, members, now=turn.now)
    for row in rows:
        row["explanation"] = text
    await repository.add_cards(turn.session, rows)
    await _tell(turn, rows)
    return len(rows)


async def revised_since(session: AsyncSession, workspace_id: int, period: str, since: datetime) -> dict[int, set[int]]:
    """Team → members whose card of the period got another revision after `since`: what a team's card may follow."""
    found: dict[int, set[int]] = defaultdict(set)
    for team_id, member_id in await repository.revised_since(session, workspace_id, period, since):
        found[team_id].add(member_id)
    return found


async def _require(turn: Turn) -> None:
    if not await may_revise(turn):
        raise people.not_visible(turn.who, Action.ANSWER_QUESTION)


async def _told_later(turn: Turn) -> Mapping[str, set[int]]:
    """Closed month → members who told or corrected something, of months that its cards may look at, after it closed;
    whoever asks is not among them."""
    workspace_id = turn.who.workspace_id
    closes = await repository.closes(turn.session, workspace_id, most=LATEST)
    if not closes:
        return {}
    asked = [_since(month, closed_at) for month, closed_at in closes]
    told = await metrics.told_since(turn.session, workspace_id, asked)
    return {month: found - {turn.who.member_id} for (month, _), found in zip(closes, told, strict=True)}


def _since(month: str, closed_at: datetime) -> metrics.Since:
    period = Period.parse(month)
    return metrics.Since(month_before(period.start, LONGEST_LAG), period.end, closed_at - UNDER_WAY)


async def _changed(
    session: AsyncSession, workspace_id: int, month: str, members: Collection[int], *, now: datetime
) -> list[dict[str, Any]]:
    """Rows of the revisions that there would be; a few statements for each set of rules."""
    rows: list[dict[str, Any]] = []
    if not members:
        return rows
    cards = await repository.newest_cards(session, workspace_id, month, members)
    for (version_id, dimensions), alike in by_rules(cards).items():
        scheme = (await schemes.version_of(session, workspace_id, version_id)).restricted_to(dimensions)
        months = months_needed(scheme, Period.parse(month))
        told = await metrics.rollups_for(session, workspace_id, [card.member_id for card, _ in alike], months)
        rows += await asyncio.to_thread(_revisions, scheme, alike, told, now)
    return rows


def _revisions(
    scheme: Scheme, cards: Sequence[tuple[Card, Receipt]], told: Sequence[RollUp], now: datetime
) -> list[dict[str, Any]]:
    from scoring.revision import refigured  # here, because it loads numpy

    evidence = scoring.evidence.Evidence.from_rows(told, [card.member_id for card, _ in cards])
    found = refigured(scheme, [receipt for _, receipt in cards], evidence)
    rows = []
    for (card, before), computed in zip(cards, found, strict=True):
        row = card_row(
            computed,
            workspace_id=card.workspace_id,
            member_id=card.member_id,
            team_id=card.team_id,
            scheme_version_id=card.scheme_version_id,
            now=now,
            revision=card.revision + 1,
            reason=CORRECTION,
        )
        if is_changed(before, Receipt.model_validate_json(row["receipt"])):
            rows.append(row)
    return rows


async def _tell(turn: Turn, rows: Sequence[Mapping[str, Any]]) -> None:
    """Their owners, and the audit where there is anything to tell."""
    if not rows:
        return
    workspace_id, month = turn.who.workspace_id, rows[0]["period"]
    members = await people.members_by_id(turn.session, workspace_id, [row["member_id"] for row in rows])
    told = [
        card_promise(
            members[row["member_id"]],
            workspace_id=workspace_id,
            period=month,
            now=turn.now,
            revision=row["revision"],
        )
        for row in rows
    ]
    await promise(turn.session, told, now=turn.now)
    details = {"cards": len(rows)}
    by = turn.who.member_id
    entry = Entry(workspace_id, Audited.CARDS_REVISED, by, About.MONTH, month, details, reason=CORRECTION)
    await record(turn.session, entry)


def _explanation(typed: str) -> str:
    text = typed.strip()
    if not text or len(text) > EXPLANATION_LIMIT:
        raise Rejected("scorecards-error-question-text", field="explanation", limit=EXPLANATION_LIMIT)
    return text


def _name(member: Member) -> str:
    return member.name


def _month(correction: Correction) -> str:
    return correction.month
