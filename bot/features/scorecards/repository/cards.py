"""SQL of published cards: rows are inserted and read, never changed, and deleted when they are not kept any longer or
their member is forgotten."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Float, and_, cast, delete, func, insert
from sqlalchemy import select as select_columns
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.db.pruning import Aged
from bot.features.people.rules.visibility import Sight
from bot.features.scorecards.models import (
    CORRECTION,
    FIRST_REVISION,
    Card,
    CardQuestion,
    CardReading,
    StagedCard,
    StagedTeam,
    Star,
    TeamCard,
    Win,
)
from bot.features.scorecards.repository.lengths import ends_before, is_between, is_month
from bot.features.scorecards.rules.marks import Mark
from bot.features.scorecards.rules.outcomes import Revised

CHUNK = 200
"""Cards in one statement: some two megabytes of receipts."""


def old_cards(workspace_id: int, before: date) -> tuple[Aged, ...]:
    """Of periods that ended before the first day of a month. That a month was closed stays known: nothing closes it
    again."""
    return tuple(
        Aged(table, and_(col(table.workspace_id) == workspace_id, ends_before(col(table.period), before)))
        for table in (CardReading, Card, TeamCard, CardQuestion, StagedCard, StagedTeam, Win, Star)
    )


async def counted(session: AsyncSession, workspace_id: int, period: str) -> tuple[int, int]:
    """Cards and team cards of a period."""
    cards = select(func.count()).where(Card.workspace_id == workspace_id, Card.period == period)
    teams = select(func.count(col(TeamCard.team_id).distinct())).where(
        TeamCard.workspace_id == workspace_id, TeamCard.period == period
    )
    return (await session.exec(cards)).one(), (await session.exec(teams)).one()


async def newest_cards(session: AsyncSession, workspace_id: int, period: str, members: Collection[int]) -> list[Card]:
    """The newest revision of each of these members' cards of a period; of not too many at a time, for receipts are
    large."""
    newest_first = func.row_number().over(partition_by=col(Card.member_id), order_by=col(Card.revision).desc())
    ranked = (
        select(col(Card.id).label("key"), newest_first.label("place"))
        .where(
            Card.workspace_id == workspace_id,
            Card.period == period,
            is_listed(session.get_bind().dialect.name, col(Card.member_id)),
        )
        .subquery()
    )
    query = select(Card).where(col(Card.id).in_(select(ranked.c.key).where(ranked.c.place == 1)))
    return list((await session.exec(query.order_by(col(Card.member_id)), params=as_ids(members))).all())


async def revised_since(
    session: AsyncSession, workspace_id: int, period: str, since: datetime
) -> list[tuple[int, int]]:
    """Team and member of later revisions of a period's cards."""
    statement = select(Card.team_id, Card.member_id).where(
        Card.workspace_id == workspace_id,
        Card.period == period,
        col(Card.revision) > FIRST_REVISION,
        col(Card.published_at) > since,
    )
    return list((await session.exec(statement.distinct())).all())


async def add_cards(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), CHUNK):
        await session.exec(insert(Card), params=rows[start : start + CHUNK])


async def card(
    session: AsyncSession, sight: Sight, period: str | None = None, revision: int | None = None
) -> Card | None:
    """The newest revision of a period's card unless one is named; the newest month's for None."""
    statement = select(Card).where(Card.workspace_id == sight.workspace_id, Card.member_id == sight.member_id)
    statement = statement.where(is_month(col(Card.period)) if period is None else Card.period == period)
    if revision is not None:
        statement = statement.where(Card.revision == revision)
    newest_first = statement.order_by(col(Card.period).desc(), col(Card.revision).desc())
    return (await session.exec(newest_first.limit(1))).first()


async def revisions_of(session: AsyncSession, sight: Sight, period: str) -> list[Revised]:
    """Of a period's card, without what they say."""
    statement = select(Card.revision, Card.reason, Card.published_at).where(
        Card.workspace_id == sight.workspace_id, Card.member_id == sight.member_id, Card.period == period
    )
    return [Revised(*row) for row in (await session.exec(statement)).all()]


async def figures_read_at(session: AsyncSession, card: Card) -> datetime | None:
    """When the newest revision until this one came out that read figures: others took theirs from the one before."""
    statement = select(func.max(Card.published_at)).where(
        Card.workspace_id == card.workspace_id,
        Card.member_id == card.member_id,
        Card.period == card.period,
        col(Card.revision) <= card.revision,
        col(Card.reason).in_(("", CORRECTION)),
    )
    found: datetime | None = (await session.exec(statement)).one()
    return found


async def earlier(session: AsyncSession, sight: Sight, periods: Collection[str]) -> list[Card]:
    """The newest revisions of these periods' cards, the newest period first."""
    statement = select(Card).where(
        Card.workspace_id == sight.workspace_id, Card.member_id == sight.member_id, col(Card.period).in_(periods)
    )
    rising = statement.order_by(col(Card.period), col(Card.revision))
    found = {each.period: each for each in (await session.exec(rising)).all()}
    return [found[period] for period in sorted(found, reverse=True)]


async def periods(session: AsyncSession, sight: Sight) -> list[str]:
    """Periods with a card, newest first."""
    statement = (
        select(Card.period)
        .where(Card.workspace_id == sight.workspace_id, Card.member_id == sight.member_id)
        .distinct()
        .order_by(col(Card.period).desc())
    )
    return list((await session.exec(statement)).all())


async def every_card(session: AsyncSession, workspace_id: int, member_id: int) -> list[Card]:
    """All revisions, the earliest period first."""
    statement = select(Card).where(Card.workspace_id == workspace_id, Card.member_id == member_id)
    return list((await session.exec(statement.order_by(col(Card.period), col(Card.revision)))).all())


async def remove_cards(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """And what they asked about them, and which they have read; one that is made and not out yet, too."""
    for table in (CardQuestion, CardReading, Card, StagedCard):
        whose = (col(table.workspace_id) == workspace_id, col(table.member_id) == member_id)
        await session.exec(delete(table).where(*whose))


async def versions_between(session: AsyncSession, workspace_id: int, first: str, last: str) -> list[int]:
    """Of schemes by which cards of these months were computed, both included."""
    statement = select(Card.scheme_version_id).where(
        Card.workspace_id == workspace_id, is_between(col(Card.period), first, last)
    )
    return list((await session.exec(statement.distinct())).all())


async def marks(
    session: AsyncSession,
    workspace_id: int,
    first: str,
    last: str,
    *,
    members: Collection[int] | None = None,
    versions: Collection[int] | None = None,
) -> list[Mark]:
    """Newest revisions of these months' cards, by member and month; of everybody for None. `versions` are the newest
    revisions' schemes."""
    dialect = session.get_bind().dialect.name
    columns = (
        Card.id,
        Card.member_id,
        Card.period,
        Card.revision,
        Card.scheme_version_id,
        Card.is_complete,
        Card.score,
        _own_score(dialect),
    )
    statement = select_columns(*columns).where(  # type: ignore[call-overload]  # more columns than it has overloads for
        Card.workspace_id == workspace_id, is_between(col(Card.period), first, last)
    )
    if members is not None:
        statement = statement.where(is_listed(dialect, col(Card.member_id)))
    if versions is not None:
        statement = statement.where(col(Card.scheme_version_id).in_(versions))
    rising = statement.order_by(col(Card.member_id), col(Card.period), col(Card.revision))
    given = {} if members is None else as_ids(members)
    found = (await session.exec(rising, params=given)).all()
    return list({(row[1], row[2]): Mark(*row) for row in found}.values())


def _own_score(dialect: str) -> ColumnElement[Any]:
    receipt = col(Card.receipt)
    if dialect == "sqlite":
        return func.json_extract(receipt, "$.own_score", type_=Float)
    found: ColumnElement[Any] = cast(receipt, JSON)["own_score"].as_float()
    return found


async def attainments(
    session: AsyncSession, workspace_id: int, cards: Collection[int], metrics: Collection[str]
) -> dict[tuple[int, str], float | None]:
    """(card, metric) → attainment in % as on the receipt."""
    found: dict[tuple[int, str], float | None] = {}
    listed, dialect = sorted(cards), session.get_bind().dialect.name
    for start in range(0, len(listed), CHUNK):
        some = select(Card.id, Card.receipt).where(Card.workspace_id == workspace_id, is_listed(dialect, col(Card.id)))
        for key, receipt in (await session.exec(some, params=as_ids(listed[start : start + CHUNK]))).all():
            lines = json.loads(receipt)["metrics"]
            found |= {(key or 0, each["metric"]): each["attainment"] for each in lines if each["metric"] in metrics}
    return found
