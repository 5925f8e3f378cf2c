"""Many members' cards of many months at once, for what looks at months in a row."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.rules.marks import Mark
from bot.features.scorecards.service.reading import PublishedCard
from scoring.periods import Period
from scoring.scheme import Scheme


async def newest_month(session: AsyncSession, workspace_id: int) -> Period | None:
    """Whose cards are out."""
    month = await repository.last_closed_month(session, workspace_id)
    return Period.parse(month) if month else None


async def schemes_between(session: AsyncSession, workspace_id: int, first: Period, last: Period) -> dict[int, Scheme]:
    """Versions by which cards of these months were computed."""
    versions = await repository.versions_between(session, workspace_id, str(first), str(last))
    return {each: await schemes.version_of(session, workspace_id, each) for each in versions}


async def history_of(
    session: AsyncSession,
    workspace_id: int,
    first: Period,
    last: Period,
    *,
    members: Collection[int] | None = None,
    versions: Collection[int] | None = None,
    metrics: Collection[str] = (),
) -> list[Mark]:
    """The newest revision of each card of these months, both included, by member and month; of everybody for None.

    One statement, and one for every 200 cards if attainments of `metrics` are asked for. With `versions` only cards
    by these versions of schemes.
    """
    found = await repository.marks(session, workspace_id, str(first), str(last), members=members, versions=versions)
    if not metrics:
        return found
    told = await repository.attainments(session, workspace_id, [each.card_id for each in found], metrics)
    return [replace(each, attainments=_of_card(each.card_id, metrics, told)) for each in found]


def mark_of(published: PublishedCard) -> Mark:
    """A single card as `history_of` tells it, with all attainments."""
    card, receipt = published.card, published.receipt
    return Mark(
        card_id=card.key,
        member_id=card.member_id,
        period=card.period,
        revision=card.revision,
        scheme_version_id=card.scheme_version_id,
        is_complete=card.is_complete,
        score=card.score,
        own_score=receipt.own_score,
        attainments={line.metric: line.attainment for line in receipt.metrics},
    )


async def questioned(
    session: AsyncSession, workspace_id: int, first: Period, last: Period
) -> dict[tuple[int, str], bool]:
    """(member, month) of cards that do not count: those with an open question, and (True) those that HR set aside."""
    return await repository.questioned(session, workspace_id, str(first), str(last))


async def asked_about(session: AsyncSession, workspace_id: int, first: Period, last: Period) -> set[int]:
    """Members who ever asked about a card of these months."""
    return await repository.asked_about(session, workspace_id, str(first), str(last))


def _of_card(
    card_id: int, metrics: Iterable[str], told: dict[tuple[int, str], float | None]
) -> dict[str, float | None]:
    return {metric: told.get((card_id, metric)) for metric in metrics}
