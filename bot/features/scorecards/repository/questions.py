"""SQL of questions about cards, each of which is answered once."""

from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.rules.visibility import Sight
from bot.features.scorecards.models import CardQuestion
from bot.features.scorecards.repository.lengths import is_between


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


async def questions_about(session: AsyncSession, sight: Sight, period: str) -> list[CardQuestion]:
    """The member's own about a card of a period, the oldest first."""
    statement = select(CardQuestion).where(
        CardQuestion.workspace_id == sight.workspace_id,
        CardQuestion.member_id == sight.member_id,
        CardQuestion.period == period,
    )
    return list((await session.exec(statement.order_by(col(CardQuestion.id)))).all())


async def questioned(session: AsyncSession, workspace_id: int, first: str, last: str) -> dict[tuple[int, str], bool]:
    """(member, month) of cards that do not count: those with an open question, and (True) those that were set aside."""
    statement = select(CardQuestion.member_id, CardQuestion.period, CardQuestion.sets_aside).where(
        CardQuestion.workspace_id == workspace_id,
        is_between(col(CardQuestion.period), first, last),
        col(CardQuestion.answered_at).is_(None) | col(CardQuestion.sets_aside),
    )
    return {(member, period): aside for member, period, aside in (await session.exec(statement)).all()}


async def asked_about(session: AsyncSession, workspace_id: int, first: str, last: str) -> set[int]:
    """Members who ever asked about a card of these months."""
    statement = select(CardQuestion.member_id).where(
        CardQuestion.workspace_id == workspace_id, is_between(col(CardQuestion.period), first, last)
    )
    return set((await session.exec(statement.distinct())).all())


async def every_question(session: AsyncSession, workspace_id: int, member_id: int) -> list[CardQuestion]:
    """Asked by the member, the oldest first."""
    statement = select(CardQuestion).where(
        CardQuestion.workspace_id == workspace_id, CardQuestion.member_id == member_id
    )
    return list((await session.exec(statement.order_by(col(CardQuestion.id)))).all())
