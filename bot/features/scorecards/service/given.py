"""Ratings that are not corrected: what managers say, and what people outside say."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.appraisals import service as appraisals
from bot.features.voices import service as voices
from scoring.periods import Cadence, Period
from scoring.rows import Corrected, Rating
from scoring.scheme import Scheme, Source

GIVEN = (Source.MANAGER, Source.CUSTOMER)


async def given_ratings(
    session: AsyncSession,
    workspace_id: int,
    scheme: Scheme,
    member_ids: Collection[int],
    months: Sequence[date],
    *,
    today: date,
) -> list[Rating]:
    """Of these months (first days), for the metrics that the scheme has from managers and from customers. What people
    outside said as far as it is shown: as many ratings as there are people, each of them their mean."""
    source = {metric.id: metric.source for metric in scheme.metrics}
    said = await appraisals.ratings_for(session, workspace_id, member_ids, months)
    found = [each for each in said if source.get(each.metric) is Source.MANAGER]
    if Source.CUSTOMER not in source.values():
        return found
    for month in months:
        period = Period.containing(month, Cadence.MONTH)
        outside = await voices.ratings_for(session, workspace_id, period, today=today, about=member_ids)
        for member, rated in outside.items():
            for metric in (each for each in rated if source.get(each) is Source.CUSTOMER):
                rating = rated[metric]
                found += [Rating(metric, member, f"{period} {n}", month, rating.mean) for n in range(rating.count)]
    return found


def rated_by_peers(scheme: Scheme, corrected: Sequence[Corrected]) -> list[Corrected]:
    """Without those of metrics that others rate by these rules, be it that other rules had them from peers."""
    given = {metric.id for metric in scheme.metrics if metric.source in GIVEN}
    return [each for each in corrected if each.metric not in given]
