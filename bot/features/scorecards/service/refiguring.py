"""Which published cards would be others with the figures as they are now; nothing is written here."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

import scoring
from bot.features.metrics import service as metrics
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.models import CORRECTION, Card
from bot.features.scorecards.rules.differences import is_changed
from bot.features.scorecards.rules.spans import ending_with
from bot.features.scorecards.rules.windows import months_needed
from bot.features.scorecards.service.publishing import card_row
from bot.features.scorecards.service.revisions import by_rules, in_batches
from scoring.periods import Cadence, Period, month_before
from scoring.receipt import Receipt
from scoring.rows import RollUp
from scoring.scheme import Scheme

LATEST = 12
"""Closed months whose cards still change, and those of longer periods that end with them."""
LONGEST_LAG = 24
"""Months before a card's own that it may compare with."""
UNDER_WAY = timedelta(minutes=10)
"""Before a close: what was being written then, or by another clock, may not be on its cards."""

Told = Mapping[Period, set[int]]


async def told_later(session: AsyncSession, workspace_id: int, *, but: int | None = None) -> Told:
    """Closed period → members who told or corrected something, of months that its cards may look at, after its last
    month closed, without the member `but`. One statement beside that for the months.

    Cards that came out later than their last month, because another was held, may have it already."""
    closes = await repository.closes(session, workspace_id, most=LATEST)
    moments = {
        period: closed_at
        for month, closed_at in closes
        for period in (Period.parse(month), *ending_with(Period.parse(month), Cadence))
    }
    if not moments:
        return {}
    asked = [_since(period, closed_at) for period, closed_at in moments.items()]
    told = await metrics.told_since(session, workspace_id, asked)
    return {period: members - {but} for period, members in zip(moments, told, strict=True)}


async def changed_cards(
    session: AsyncSession, workspace_id: int, period: Period, members: Collection[int], *, now: datetime
) -> AsyncIterator[list[dict[str, Any]]]:
    """Rows of the revisions that there would be of these members' newest cards, a batch of members at a time; a few
    statements for each set of rules in it."""
    for some in in_batches(sorted(members)):
        rows: list[dict[str, Any]] = []
        cards = await repository.newest_cards(session, workspace_id, str(period), some)
        for (version_id, dimensions), alike in by_rules(cards).items():
            scheme = (await schemes.version_of(session, workspace_id, version_id)).restricted_to(dimensions)
            months = months_needed(scheme, period)
            told = await metrics.rollups_for(session, workspace_id, [card.member_id for card, _ in alike], months)
            rows += await asyncio.to_thread(_revisions, scheme, alike, told, now)
        yield rows


def _since(period: Period, closed_at: datetime) -> metrics.Since:
    return metrics.Since(month_before(period.start, LONGEST_LAG), period.end, closed_at - UNDER_WAY)


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
            goals=before.team_goals,
            special=before.special_points,
        )
        if is_changed(before, Receipt.model_validate_json(row["receipt"])):
            rows.append(row)
    return rows
