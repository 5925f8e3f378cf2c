"""Puts ratings that were released after a month's cards on them: as another revision, for whom they change anything."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

import scoring
from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.delivery.promises import promise
from bot.features.people import service as people
from bot.features.reviews import service as reviews
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.models import RATINGS, Card
from bot.features.scorecards.service.given import rated_by_peers
from bot.features.scorecards.service.publishing import card_promise, card_row
from scoring.receipt import Receipt
from scoring.rows import Corrected
from scoring.scheme import Scheme

REVISE = "scorecards.revise"
BATCH = 1_000
"""Members whose receipts are read at a time, which bounds memory."""
YEAR = 4
"""Digits of a month that are its year's."""
LATEST = 12
"""Closed months whose cards a release still changes."""

Rules = tuple[int, tuple[str, ...]]
"""A version of a scheme, and the dimensions that were on the card."""


async def take_in_ratings(session: AsyncSession, workspace_id: int, *, now: datetime) -> int:
    """Revise the cards of closed months whose ratings were released since; returns how many cards.

    Each is computed from its newest revision's receipt: figures, targets and rules stay as they were. A release is
    taken in once, whoever comes first. Who has no card of the month, or one without the rated metric, gets no revision.
    """
    await repository.allow_long_statements(session)
    closed = await repository.closed_months(session, workspace_id, most=LATEST)
    cycles = await reviews.released_cycles(session, workspace_id, closed)
    new = await repository.claim_ratings(session, workspace_id, cycles)
    count = 0
    for month in _months_of_cards(closed, {cycles[cycle] for cycle in new}):
        of_year = {cycle: each for cycle, each in cycles.items() if each[:YEAR] == month[:YEAR] and each <= month}
        rounds = await reviews.ratings_for_cards(session, workspace_id, of_year)
        revised = await _revise(session, workspace_id, month, rounds, now=now)
        if revised:
            told = {"cards": revised}
            entry = Entry(workspace_id, Action.CARDS_REVISED, By.PROGRAM, Subject.MONTH, month, told, reason=RATINGS)
            await record(session, entry)
        count += revised
    return count


def _months_of_cards(closed: Iterable[date], rated: Collection[str]) -> list[str]:
    """Closed months whose cards look at one of the rated months: no window goes beyond the year."""
    months = [f"{each:%Y-%m}" for each in closed]
    return sorted(each for each in months if any(each[:YEAR] == one[:YEAR] and each >= one for one in rated))


async def _revise(
    session: AsyncSession, workspace_id: int, month: str, rounds: Sequence[Corrected], *, now: datetime
) -> int:
    of_member: dict[int, list[Corrected]] = defaultdict(list)
    for each in rounds:
        assert isinstance(each.member, int), "members are known by their keys here"
        of_member[each.member].append(each)
    members, count = sorted(of_member), 0
    for start in range(0, len(members), BATCH):
        cards = await repository.newest_cards(session, workspace_id, month, members[start : start + BATCH])
        for (version_id, dimensions), some in _by_rules(cards).items():
            scheme = (await schemes.version_of(session, workspace_id, version_id)).restricted_to(dimensions)
            count += await _publish(session, workspace_id, scheme, some, of_member, now=now)
    return count


def _by_rules(cards: Iterable[Card]) -> dict[Rules, list[tuple[Card, Receipt]]]:
    found: dict[Rules, list[tuple[Card, Receipt]]] = defaultdict(list)
    for card in cards:
        receipt = Receipt.model_validate_json(card.receipt)
        found[card.scheme_version_id, tuple(line.dimension for line in receipt.dimensions)].append((card, receipt))
    return found


async def _publish(
    session: AsyncSession,
    workspace_id: int,
    scheme: Scheme,
    cards: Sequence[tuple[Card, Receipt]],
    rounds: Mapping[int, Sequence[Corrected]],
    *,
    now: datetime,
) -> int:
    rows = await asyncio.to_thread(_revisions, scheme, cards, rounds, now)
    await repository.add_cards(session, rows)
    members = await people.members_by_id(session, workspace_id, [row["member_id"] for row in rows])
    messages = [
        card_promise(
            members[row["member_id"]],
            workspace_id=workspace_id,
            period=row["period"],
            now=now,
            revision=row["revision"],
        )
        for row in rows
    ]
    await promise(session, messages, now=now)
    return len(rows)


def _revisions(
    scheme: Scheme, cards: Sequence[tuple[Card, Receipt]], rounds: Mapping[int, Sequence[Corrected]], now: datetime
) -> list[dict[str, Any]]:
    """Rows of those cards that the ratings change."""
    from scoring.revision import revised  # here, because it loads numpy

    members = [card.member_id for card, _ in cards]
    corrected = rated_by_peers(scheme, [each for member in members for each in rounds[member]])
    evidence = scoring.evidence.Evidence.from_rows([], members, corrected=corrected)
    found = revised(scheme, [receipt for _, receipt in cards], evidence)
    rows = (
        card_row(
            computed,
            workspace_id=card.workspace_id,
            member_id=card.member_id,
            team_id=card.team_id,
            scheme_version_id=card.scheme_version_id,
            now=now,
            revision=card.revision + 1,
            reason=RATINGS,
        )
        for (card, _), computed in zip(cards, found, strict=True)
    )
    before = {card.member_id: receipt for card, receipt in cards}
    return [row for row in rows if Receipt.model_validate_json(row["receipt"]) != before[row["member_id"]]]
