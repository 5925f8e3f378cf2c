"""Puts what was said later on a month's cards: as another revision, for whom it changes anything."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

import scoring
from bot.delivery.promises import promise
from bot.features.people import service as people
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.models import Card
from bot.features.scorecards.rules.sources import from_managers, from_peers
from bot.features.scorecards.service.publishing import card_promise, card_row
from scoring.receipt import Receipt
from scoring.rows import Corrected, Rating
from scoring.scheme import Scheme, Source

BATCH = 1_000
"""Members whose receipts are read at a time, which bounds memory."""

Rules = tuple[int, tuple[str, ...]]
"""A version of a scheme, and the dimensions that were on the card."""


@dataclass(frozen=True, slots=True)
class Later:
    """What counts about these members by now, and the `reason` (a code) why their cards are looked at again.

    Corrected rounds take the place of what is on the card for the same metrics; `ratings` that of everything that these
    `sources` said, also where there is none any more.
    """

    reason: str
    members: tuple[int, ...]
    corrected: Mapping[int, Sequence[Corrected]] = field(default_factory=dict)
    ratings: Mapping[int, Sequence[Rating]] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()


async def revise(
    session: AsyncSession, workspace_id: int, period: str, later: Later, *, now: datetime, told: set[int]
) -> int:
    """Returns how many cards there are more; their owners are told, unless they have been `told` of another card of
    theirs for the same reason, and are among those then."""
    count = 0
    for some in in_batches(later.members):
        cards = await repository.newest_cards(session, workspace_id, period, some)
        for (version_id, dimensions), alike in by_rules(cards).items():
            scheme = (await schemes.version_of(session, workspace_id, version_id)).restricted_to(dimensions)
            count += await _publish(session, workspace_id, scheme, alike, later, now=now, told=told)
    return count


def in_batches(members: Sequence[int]) -> Iterator[Sequence[int]]:
    """Few enough to have all their receipts at once."""
    for start in range(0, len(members), BATCH):
        yield members[start : start + BATCH]


def by_rules(cards: Iterable[Card]) -> dict[Rules, list[tuple[Card, Receipt]]]:
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
    later: Later,
    *,
    now: datetime,
    told: set[int],
) -> int:
    rows = await asyncio.to_thread(_revisions, scheme, cards, later, now)
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
        if row["member_id"] not in told
    ]
    await promise(session, messages, now=now)
    await people.refresh_homes(session, workspace_id, members, now=now)
    told.update(row["member_id"] for row in rows)
    return len(rows)


def _revisions(
    scheme: Scheme, cards: Sequence[tuple[Card, Receipt]], later: Later, now: datetime
) -> list[dict[str, Any]]:
    """Rows of those cards that it changes."""
    from scoring.revision import revised  # here, because it loads numpy

    members = [card.member_id for card, _ in cards]
    evidence = scoring.evidence.Evidence.from_rows(
        [],
        members,
        ratings=from_managers(scheme, (each for member in members for each in later.ratings.get(member, ()))),
        corrected=from_peers(scheme, (each for member in members for each in later.corrected.get(member, ()))),
    )
    found = revised(scheme, [receipt for _, receipt in cards], evidence, sources=later.sources)
    rows = (
        card_row(
            computed,
            workspace_id=card.workspace_id,
            member_id=card.member_id,
            team_id=card.team_id,
            scheme_version_id=card.scheme_version_id,
            now=now,
            revision=card.revision + 1,
            reason=later.reason,
            goals=before.team_goals,
            special=before.special_points,
        )
        for (card, before), computed in zip(cards, found, strict=True)
    )
    known = {card.member_id: receipt for card, receipt in cards}
    return [row for row in rows if Receipt.model_validate_json(row["receipt"]) != known[row["member_id"]]]
