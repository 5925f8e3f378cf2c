"""SQL of the pictures at Slack: which there are, and how they go."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.times import database_time
from bot.delivery.models import DISCARD, Delivery, UploadedPicture
from bot.delivery.promises import Promise, promise
from bot.errors import TransportError

KIND = "delivery.discard"
REPLACED_FOR = timedelta(minutes=10)
"""So long the one that was shown before stays, until what shows it has been replaced everywhere."""
BATCH = 200


async def file_ids(session: AsyncSession, workspace_id: int, keys: Collection[str]) -> dict[str, str]:
    """By key, of those that are at Slack."""
    columns = col(UploadedPicture.content_key), col(UploadedPicture.file_id)
    query = select(*columns).where(UploadedPicture.workspace_id == workspace_id, columns[0].in_(keys))
    return dict((await session.exec(query)).all())


async def is_still_promised(session: AsyncSession, delivery: Delivery) -> bool:
    """FOR KEY SHARE: whoever forgets its recipient comes before, or finds what is kept for it."""
    there = select(Delivery.id).where(Delivery.workspace_id == delivery.workspace_id, Delivery.id == delivery.id)
    return (await session.exec(there.with_for_update(read=True, key_share=True))).first() is not None


async def discard_unkept(session: AsyncSession, workspace_id: int, file_id: str, *, now: datetime) -> None:
    """Of a picture that nobody may be shown any more."""
    await _discard(session, workspace_id, [file_id], now=now)


async def keep(session: AsyncSession, new: UploadedPicture) -> str:
    """Remember an upload; returns the file that counts. Where somebody was faster, ours is discarded; so are earlier
    ones of the same slot, a little later."""
    insert = (insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql)(UploadedPicture)
    values = new.model_dump(exclude={"id"})
    added = (
        await session.exec(insert.values(values).on_conflict_do_nothing().returning(col(UploadedPicture.id)))
    ).all()
    if not added:
        await _discard(session, new.workspace_id, [new.file_id], now=new.uploaded_at)
        return await _file_of(session, new)
    if new.slot:
        earlier = (col(UploadedPicture.slot) == new.slot, col(UploadedPicture.content_key) != new.content_key)
        await _drop(session, new.workspace_id, *earlier, now=new.uploaded_at, after=REPLACED_FOR)
    return new.file_id


async def _file_of(session: AsyncSession, new: UploadedPicture) -> str:
    """Of whoever was faster; TransportError, for another try, when theirs has been replaced since."""
    found = await file_ids(session, new.workspace_id, [new.content_key])
    if new.content_key not in found:
        raise TransportError("a picture was replaced while it was kept")
    return found[new.content_key]


async def forget_keys(session: AsyncSession, workspace_id: int, keys: Collection[str], *, now: datetime) -> None:
    """What Slack does not show any more is brought anew. It may be there all the same and shown elsewhere, so that its
    file goes a little later, and is not lost track of."""
    is_one = col(UploadedPicture.content_key).in_(keys)
    await _drop(session, workspace_id, is_one, now=now, after=REPLACED_FOR)


async def forget_pictures(session: AsyncSession, workspace_id: int, slack_user: str, *, now: datetime) -> None:
    """Every picture that shows somebody: here at once, at Slack by a promise."""
    await _drop(session, workspace_id, col(UploadedPicture.about) == slack_user, now=now)


async def pictures_about(session: AsyncSession, workspace_id: int, slack_user: str) -> list[dict[str, Any]]:
    """Which pictures that show somebody are at Slack, the earliest first."""
    query = select(UploadedPicture).where(
        UploadedPicture.workspace_id == workspace_id, UploadedPicture.about == slack_user
    )
    rows = (await session.exec(query.order_by(col(UploadedPicture.uploaded_at), col(UploadedPicture.id)))).all()
    return [{"uploaded_at": row.uploaded_at, "file_id": row.file_id} for row in rows]


@dataclass(frozen=True, slots=True)
class OldPictures:
    """Pictures that were uploaded before a day; their files go with them."""

    workspace_id: int
    before: date

    async def count(self, session: AsyncSession) -> int:
        query = select(func.count()).select_from(UploadedPicture)
        return int((await session.exec(query.where(*_are_old(self.workspace_id, self.before)))).one())

    async def batch(self, session: AsyncSession) -> int:
        now = (await session.exec(select(database_time()))).one()
        found = select(UploadedPicture.id).where(*_are_old(self.workspace_id, self.before)).limit(BATCH)
        return await _drop(session, self.workspace_id, col(UploadedPicture.id).in_(found), now=now)


def _are_old(workspace_id: int, before: date) -> tuple[ColumnElement[bool], ...]:
    first = datetime(before.year, before.month, before.day, tzinfo=UTC)
    return col(UploadedPicture.workspace_id) == workspace_id, col(UploadedPicture.uploaded_at) < first


async def _drop(
    session: AsyncSession,
    workspace_id: int,
    *which: ColumnElement[bool],
    now: datetime,
    after: timedelta = timedelta(),
) -> int:
    gone = delete(UploadedPicture).where(col(UploadedPicture.workspace_id) == workspace_id, *which)
    returning = gone.returning(col(UploadedPicture.file_id)).execution_options(synchronize_session=False)
    files = [row[0] for row in (await session.exec(returning)).all()]
    await _discard(session, workspace_id, files, now=now, after=after)
    return len(files)


async def _discard(
    session: AsyncSession, workspace_id: int, files: Sequence[str], *, now: datetime, after: timedelta = timedelta()
) -> None:
    """The promise names the file and nobody."""
    promises = [
        Promise(workspace_id, f"discard:{each}", KIND, each, now + after, {"file_id": each}, operation=DISCARD)
        for each in files
    ]
    await promise(session, promises, now=now)
