"""SQL of published cards: rows are inserted and read, never changed, and deleted when they are not kept any longer or
their member is forgotten. Questions about cards are answered once."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Float, and_, cast, delete, func, insert, text
from sqlalchemy import select as select_columns
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.db.pruning import Aged
from bot.features.people.rules.visibility import Sight
from bot.features.scorecards.models import Card, CardQuestion, CardRatings, MonthClose, TeamCard
from bot.features.scorecards.rules.marks import Mark

CHUNK = 200
"""Cards in one statement: some two megabytes of receipts."""

CLOSE_TIMEOUT_MS = 60_000


async def allow_long_statements(session: AsyncSession) -> None:
    """For this transaction: a second close waits for the first one's row instead of failing after two seconds, and the
    database waits while many cards are computed."""
    if session.get_bind().dialect.name == "postgresql":
        connection = await session.connection()
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            await connection.execute(text(f"SET LOCAL {name} = {CLOSE_TIMEOUT_MS}"))


async def claim_month_unless_closed(session: AsyncSession, workspace_id: int, month: str, now: datetime) -> bool:
    """Insert the month's row; False when it is there. Until the end of the transaction others wait for it."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    statement = (insert_sqlite if is_sqlite else insert_postgresql)(MonthClose)
    values = {"workspace_id": workspace_id, "month": month, "closed_at": now}
    claimed = await session.exec(statement.values(values).on_conflict_do_nothing().returning(col(MonthClose.id)))
    return claimed.first() is not None


async def month_close(session: AsyncSession, workspace_id: int, month: str) -> MonthClose | None:
    statement = select(MonthClose).where(MonthClose.workspace_id == workspace_id, MonthClose.month == month)
    return (await session.exec(statement)).first()


async def lock_month(session: AsyncSession, workspace_id: int, month: str) -> None:
    """FOR UPDATE: revisions of the month's cards follow each other."""
    statement = select(MonthClose.id).where(MonthClose.workspace_id == workspace_id, MonthClose.month == month)
    await session.exec(statement.with_for_update())


async def last_closed_month(session: AsyncSession, workspace_id: int) -> str | None:
    statement = select(func.max(MonthClose.month)).where(MonthClose.workspace_id == workspace_id)
    found: str | None = (await session.exec(statement)).one()
    return found


async def closed_months(session: AsyncSession, workspace_id: int, *, most: int) -> list[date]:
    """First days of the last months that were closed."""
    statement = select(MonthClose.month).where(MonthClose.workspace_id == workspace_id)
    found = (await session.exec(statement.order_by(col(MonthClose.month).desc()).limit(most))).all()
    return [date.fromisoformat(f"{month}-01") for month in found]


async def claim_ratings(session: AsyncSession, workspace_id: int, cycles: Mapping[int, str]) -> list[int]:
    """Insert a row for each of these cycles, with its month, that has none; their ids. Until the end of the transaction
    others wait for them."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    statement = (insert_sqlite if is_sqlite else insert_postgresql)(CardRatings)
    claimed: list[int] = []
    for cycle_id, month in sorted(cycles.items()):
        values = {"workspace_id": workspace_id, "month": month, "cycle_id": cycle_id}
        inserted = statement.values(values).on_conflict_do_nothing().returning(col(CardRatings.cycle_id))
        claimed += (await session.exec(inserted)).scalars().all()
    return claimed


def old_cards(workspace_id: int, before: date) -> tuple[Aged, ...]:
    """Of months before the first day of one. That a month was closed stays known, so that nothing closes it again."""
    return tuple(
        Aged(table, and_(col(table.workspace_id) == workspace_id, col(table.period) < f"{before:%Y-%m}"))
        for table in (Card, TeamCard, CardQuestion)
    )


async def counted(session: AsyncSession, workspace_id: int, period: str) -> tuple[int, int]:
    """Cards and team cards of a period."""
    cards = select(func.count()).where(Card.workspace_id == workspace_id, Card.period == period)
    teams = select(func.count()).where(TeamCard.workspace_id == workspace_id, TeamCard.period == period)
    return (await session.exec(cards)).one(), (await session.exec(teams)).one()


async def newest_cards(session: AsyncSession, workspace_id: int, period: str, members: Collection[int]) -> list[Card]:
    """The newest revision of each of these members' cards of a period."""
    query = select(Card).where(
        Card.workspace_id == workspace_id,
        Card.period == period,
        is_listed(session.get_bind().dialect.name, col(Card.member_id)),
    )
    rising = query.order_by(col(Card.member_id), col(Card.revision))
    return list({card.member_id: card for card in (await session.exec(rising, params=as_ids(members))).all()}.values())


async def add_cards(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), CHUNK):
        await session.exec(insert(Card), params=rows[start : start + CHUNK])


async def add_team_cards(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), CHUNK):
        await session.exec(insert(TeamCard), params=rows[start : start + CHUNK])


async def card(
    session: AsyncSession, sight: Sight, period: str | None = None, revision: int | None = None
) -> Card | None:
    """The newest revision of a period's card unless one is named; the newest period's for None."""
    statement = select(Card).where(Card.workspace_id == sight.workspace_id, Card.member_id == sight.member_id)
    if period is not None:
        statement = statement.where(Card.period == period)
    if revision is not None:
        statement = statement.where(Card.revision == revision)
    newest_first = statement.order_by(col(Card.period).desc(), col(Card.revision).desc())
    return (await session.exec(newest_first.limit(1))).first()


async def periods(session: AsyncSession, sight: Sight) -> list[str]:
    """Periods with a card, newest first."""
    statement = (
        select(Card.period)
        .where(Card.workspace_id == sight.workspace_id, Card.member_id == sight.member_id)
        .distinct()
        .order_by(col(Card.period).desc())
    )
    return list((await session.exec(statement)).all())


async def team_card(session: AsyncSession, workspace_id: int, team_id: int, period: str) -> TeamCard | None:
    statement = select(TeamCard).where(
        TeamCard.workspace_id == workspace_id, TeamCard.team_id == team_id, TeamCard.period == period
    )
    return (await session.exec(statement)).first()


async def every_card(session: AsyncSession, workspace_id: int, member_id: int) -> list[Card]:
    """All revisions, the earliest period first."""
    statement = select(Card).where(Card.workspace_id == workspace_id, Card.member_id == member_id)
    return list((await session.exec(statement.order_by(col(Card.period), col(Card.revision)))).all())


async def remove_cards(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """And what they asked about them."""
    for table in (CardQuestion, Card):
        whose = (col(table.workspace_id) == workspace_id, col(table.member_id) == member_id)
        await session.exec(delete(table).where(*whose))


async def versions_between(session: AsyncSession, workspace_id: int, first: str, last: str) -> list[int]:
    """Of schemes by which cards of these months were computed, both included."""
    statement = select(Card.scheme_version_id).where(
        Card.workspace_id == workspace_id, col(Card.period).between(first, last)
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
        Card.workspace_id == workspace_id, col(Card.period).between(first, last)
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


async def add_question(session: AsyncSession, row: CardQuestion) -> int | None:
    """Its key; None while another one about the same card is open."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    values = row.model_dump(exclude={"id"})
    statement = (insert_sqlite if is_sqlite else insert_postgresql)(CardQuestion).values(values)
    added = await session.exec(statement.on_conflict_do_nothing().returning(col(CardQuestion.id)))
    key: int | None = added.scalars().first()
    return key


async def question(
    session: AsyncSession, workspace_id: int, question_id: int, *, to_answer: bool = False
) -> CardQuestion | None:
    """`to_answer`: FOR UPDATE."""
    statement = select(CardQuestion).where(CardQuestion.workspace_id == workspace_id, CardQuestion.id == question_id)
    return (await session.exec(statement.with_for_update() if to_answer else statement)).first()


async def open_questions(session: AsyncSession, workspace_id: int, *, most: int) -> list[CardQuestion]:
    """The oldest first."""
    statement = select(CardQuestion).where(
        CardQuestion.workspace_id == workspace_id, col(CardQuestion.answered_at).is_(None)
    )
    return list((await session.exec(statement.order_by(col(CardQuestion.id)).limit(most))).all())


async def questioned(session: AsyncSession, workspace_id: int, first: str, last: str) -> dict[tuple[int, str], bool]:
    """(member, month) of cards that do not count: those with an open question, and (True) those that were set aside."""
    statement = select(CardQuestion.member_id, CardQuestion.period, CardQuestion.sets_aside).where(
        CardQuestion.workspace_id == workspace_id,
        col(CardQuestion.period).between(first, last),
        col(CardQuestion.answered_at).is_(None) | col(CardQuestion.sets_aside),
    )
    return {(member, period): aside for member, period, aside in (await session.exec(statement)).all()}


async def asked_about(session: AsyncSession, workspace_id: int, first: str, last: str) -> set[int]:
    """Members who ever asked about a card of these months."""
    statement = select(CardQuestion.member_id).where(
        CardQuestion.workspace_id == workspace_id, col(CardQuestion.period).between(first, last)
    )
    return set((await session.exec(statement.distinct())).all())


async def every_question(session: AsyncSession, workspace_id: int, member_id: int) -> list[CardQuestion]:
    """Asked by the member, the oldest first."""
    statement = select(CardQuestion).where(
        CardQuestion.workspace_id == workspace_id, CardQuestion.member_id == member_id
    )
    return list((await session.exec(statement.order_by(col(CardQuestion.id)))).all())
