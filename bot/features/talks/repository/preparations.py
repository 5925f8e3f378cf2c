"""SQL about what people note before a talk."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.rules.visibility import Sight
from bot.features.talks.models import TalkPreparation


async def own(session: AsyncSession, sight: Sight, talk_id: int) -> TalkPreparation | None:
    """What the member of the sight has written."""
    query = select(TalkPreparation).where(
        TalkPreparation.workspace_id == sight.workspace_id,
        TalkPreparation.author_id == sight.member_id,
        TalkPreparation.talk_id == talk_id,
    )
    return (await session.exec(query.execution_options(populate_existing=True))).first()


async def shared(session: AsyncSession, sight: Sight, talk_id: int, reader_id: int) -> TalkPreparation | None:
    """What the member of the sight, whose talk it is, lets this reader read."""
    query = select(TalkPreparation).where(
        TalkPreparation.workspace_id == sight.workspace_id,
        TalkPreparation.author_id == sight.member_id,
        TalkPreparation.talk_id == talk_id,
        TalkPreparation.shared_with == reader_id,
    )
    return (await session.exec(query)).first()


async def put(session: AsyncSession, sight: Sight, talk_id: int, values: Mapping[str, Any]) -> None:
    """In the place of what the member of the sight had written; the talk is locked."""
    row = await own(session, sight, talk_id)
    row = row or TalkPreparation(
        workspace_id=sight.workspace_id, talk_id=talk_id, author_id=sight.member_id, written_at=values["written_at"]
    )
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)
    await session.flush()
